### Thông điệp của bản tóm tắt bằng tiếng Việt. Cùng các mã với en.ftl.

## Số và thứ hạng

difference-percent = { $number } điểm %
difference-points = { $number } điểm
difference-percent-short = { $number } điểm %
difference-points-short = { $number } điểm
place = thứ { $rank }
rank = { $rank }/{ $units }
list-last = { $head } và { $last }
places = { $count } bậc
out-of = trên { $points } điểm
unknown = chưa có số liệu

## Chữ đi kèm ký hiệu

word-gain = tăng
word-loss = giảm
word-same = không đổi
word-break = không so sánh được
word-reached = đạt

## Trang đầu

title = PAR INDEX, SIPAS và PAPI: bản tóm tắt năm { $year }
subtitle = Kết quả năm { $now } so với năm { $before }
subtitle-plan = Kết quả năm { $now } so với năm { $before } và mục tiêu theo kế hoạch năm { $year }
running-title = { $unit } · Bản tóm tắt năm { $year }
description = So sánh các chỉ số quản trị cấp tỉnh của { $unit } qua các năm: kết quả năm { $now } so với năm { $before }.
fact-published = công bố ngày { $date }
fact-date-unknown = đã công bố, chưa rõ ngày
fact-no-edition = không có đợt đánh giá năm { $year }

## Thẻ chỉ số

cards = Tổng quan ba chỉ số
card-label = { $index } { $year }
card-change = So với năm { $before }
card-rank = Xếp hạng
card-rank-change = Thứ hạng so với { $before }
card-target = Mục tiêu { $year }
card-gap = Còn thiếu
card-rank-units = { $rank } (năm trước { $previous })
card-cut-off = Số đầy đủ: { $exact }. Văn bản chính thức ghi { $printed } do cắt bớt chữ số, không làm tròn.
card-derived = Tính từ mức thay đổi đã công bố.
card-no-previous = Không có số liệu năm { $year }: { $gap }.
card-not-comparable = Không so sánh được với năm { $year }: { $reason }.
card-other-scale = Mục tiêu đặt theo cách tính cũ của chỉ số.
target-both = ≥ { $score }, nhóm { $rank } đầu
target-score = ≥ { $score }
target-rank = nhóm { $rank } đầu

## Thông điệp chính

sentence-both = Năm { $year }, { $index } của { $unit } đạt { $score }, { $change }{ $join } { $rank }.
sentence-score = Năm { $year }, { $index } của { $unit } đạt { $score }, { $change }; chưa có số liệu về thứ hạng.
sentence-rank = Năm { $year }, { $unit } { $rank } về { $index }; { $gap }.
sentence-rank-break = Năm { $year }, { $unit } { $rank } về { $index }; { $gap }. Thứ hạng này không so sánh được với năm { $before } vì { $reason }.
sentence-score-new = Năm { $year }, { $index } của { $unit } đạt { $score } và { $rank }. Không có điểm số năm { $before } để so sánh: { $gap }.
sentence-break = Năm { $year }, { $index } của { $unit } đạt { $score }, xếp thứ { $rank }; không so sánh được với năm { $before } vì { $reason }.
sentence-break-no-rank = Năm { $year }, { $index } của { $unit } đạt { $score }; không so sánh được với năm { $before } vì { $reason }.
sentence-first = Năm { $year }, { $index } của { $unit } đạt { $score }, xếp thứ { $rank }. Chưa có số liệu năm trước để so sánh: { $gap }.
sentence-first-no-rank = Năm { $year }, { $index } của { $unit } đạt { $score }. Chưa có số liệu năm trước để so sánh: { $gap }.
sentence-none = Không có số liệu { $index } năm { $year } của { $unit }: { $gap }.
score-of-points = { $score }/{ $points } điểm
change-rise = tăng { $amount } so với năm { $before }
change-fall = giảm { $amount } so với năm { $before }
change-same = bằng năm { $before }
join-and = { " " }và
join-but = { ", " }nhưng
rank-rise = tăng { $places }, lên thứ { $rank }
rank-fall = giảm { $places }, xuống thứ { $rank }
rank-same = giữ nguyên thứ hạng { $rank }
rank-first = xếp thứ { $rank }
rank-other-units = (năm trước thứ { $previous })
targets-sentence = So với mục tiêu của kế hoạch năm { $year }: { $parts }.
targets-part-short = { $index } còn thiếu { $amount }
targets-part-reached = { $index } đã đạt
targets-part-places = { $index } còn thiếu { $places }

## Vì sao thiếu số liệu

gap-withheld = có đo lường nhưng đơn vị thực hiện không công bố
gap-withheld-because = có đo lường nhưng đơn vị thực hiện không công bố; lý do được nêu: { $reason }
gap-not_covered = đợt đó không đo lường ở tỉnh, thành phố này
gap-not_in_raw = đã công bố nhưng chưa có trong các bảng số liệu thu thập được
gap-not_measured = không có đợt đánh giá năm { $year }
gap-not_measured_yet = năm { $year } chưa đo lường chỉ số này
gap-score-not_in_raw = điểm số đã công bố nhưng chưa có trong các bảng số liệu thu thập được
gap-score-withheld = điểm số không được công bố

## Vì sao không so sánh được

reason-concept = nội dung đo lường đã thay đổi
reason-scale = thang điểm đã thay đổi
reason-method = phương pháp đã thay đổi
reason-coverage = phạm vi các đơn vị được đo đã thay đổi
reason-level = mặt bằng điểm của cả chuỗi số liệu đã dịch chuyển
reason-title-concept = Khác nội dung
reason-title-scale = Khác thang điểm
reason-title-method = Khác phương pháp
reason-title-coverage = Khác phạm vi đơn vị
reason-title-level = Dịch chuyển mặt bằng điểm
reason-scale-detail = Thang điểm trước đây { $before }, nay { $now }.
reason-concept-detail = Mã này trước đây là “{ $before }”, nay là “{ $now }”.
official-yes = { $what } (đơn vị công bố xác nhận)
official-no = { $what } (nhận thấy từ số liệu)

## Diễn biến

course-title-rise = { $index }: năm { $year } tăng { $amount }
course-title-fall = { $index }: năm { $year } giảm { $amount }
course-title-same = { $index }: năm { $year } không đổi
course-title-break = { $index }: chuỗi số liệu mới bắt đầu từ năm { $year }
course-title-first = { $index }: { $score } năm { $year }
course-title-none = { $index }: không có số liệu năm { $year }
course-title-not-known = { $index }: chưa có điểm số năm { $year }
course-caption = { $index } của { $unit } từ năm { $first }, theo năm đánh giá.
course-caption-single = { $index } của { $unit } năm { $first }.
course-caption-earlier = Các năm trước, màu xám, thuộc chuỗi số liệu khác.
course-axis-percent = Điểm, %
course-axis-points = Điểm
course-target = Mục tiêu: ≥ { $score }
course-alt = Biểu đồ đường: điểm { $index } của { $unit } theo năm đánh giá. { $points } { $target }
course-alt-point = { $year }: { $score }
course-alt-point-ranked = { $year }: { $score }, thứ { $rank }
course-alt-point-none = { $year }: không có số liệu
course-alt-break = chuỗi số liệu mới bắt đầu từ năm { $year }
course-alt-target = Mục tiêu của kế hoạch năm { $year } là { $score }.
course-table = { $index } của { $unit } qua các năm
column-year = Năm đánh giá
column-score-percent = Điểm, %
column-score-points = Điểm
column-change = Thay đổi
column-change-percent = Thay đổi, điểm %
column-rank = Xếp hạng
column-rank-change = Thay đổi thứ hạng, bậc
course-note-break = Chuỗi số liệu bắt đầu từ năm { $year }: { $what }
course-note-break-none = Lần đầu công bố: năm { $year }.
cell-none = –

## Kế hoạch

targets-table = Mục tiêu của kế hoạch năm { $year } và kết quả năm { $now }
targets-none = Các văn bản thu thập được không có mục tiêu năm { $year } của { $unit }.
column-index = Chỉ số
column-now = Kết quả { $year }
column-target-score = Mục tiêu điểm
column-target-rank = Mục tiêu thứ hạng
column-gap-score = Khoảng cách điểm
column-gap-places = Khoảng cách thứ hạng
target-at-least = ≥ { $score }
target-within = nhóm { $rank } đầu
target-not-set = không đặt
gap-score = thiếu { $amount }
gap-score-reached = đã đạt
gap-places = thiếu { $places }
gap-places-reached = đã đạt
gap-unknown = chưa có số liệu
gap-other-scale = khác thang điểm
targets-note-source = Nguồn mục tiêu: { $source }.
targets-note-scale = Mục tiêu { $index } được đặt khi tổng điểm tối đa là { $then }; tổng điểm năm { $year } tối đa là { $now }. Hai mức này không so sánh với nhau.

## Phụ lục

units-table = Toàn bộ các tỉnh, thành phố trực thuộc trung ương, năm đánh giá { $year }
column-unit = Tỉnh, thành phố
column-index-score = { $index }
column-index-rank = Hạng { $index }
units-note-withheld = “{ $sign }”: có đo lường nhưng đơn vị thực hiện không công bố.
units-note-not-collected = “{ $sign }”: đã công bố nhưng chưa có trong các bảng số liệu thu thập được.
units-note-not-covered = “{ $sign }”: không thuộc diện đo của đợt đó.
units-note-not-measured = { $index } không có đợt đánh giá năm { $year }.
units-note-order = Xếp theo thứ hạng PAPI, sau đó theo tên.
units-note-order-name = Xếp theo tên.
units-note-whole = { $index }: thứ hạng tính từ bảng đầy đủ, trong { $units } đơn vị có đủ tổng điểm; đơn vị bằng điểm cùng nhận thứ hạng cao hơn.
units-note-fragment = { $index }: chỉ có số liệu của một số tỉnh, thành phố ({ $known }/{ $units }); thứ hạng là thứ hạng đã công bố, không tính gì thêm từ phần số liệu này.
word-withheld = không công bố
word-not-covered = không thuộc diện đo
word-not-collected = chưa thu thập được
word-not-measured = không đo lường
sources-table = Nguồn của các số liệu trong bản tóm tắt
column-figures = Số liệu
column-source = Nguồn
column-published = Ngày công bố
column-address = Địa chỉ
source-no-date = không ghi ngày
source-publisher = { $figures }. Đơn vị công bố: { $publisher }.
breaks-table = Những chỗ không so sánh được hoặc thiếu số liệu
breaks-none = Không có gián đoạn hay số liệu thiếu: mọi tổng điểm của { $unit } năm { $now } và { $before } đều được công bố và so sánh được.
column-where = Ở đâu
column-kind = Loại
column-detail = Chi tiết
break-where = { $index }, { $code }
break-where-total = { $index }, tổng điểm
gap-where = { $index } { $year }
gap-title = Không có số liệu
gap-parts = { $gap }. Phần không công bố: { $parts }.
statements-table = Văn bản chính thức
statements-caption = Số liệu trong văn bản, đối chiếu với dữ liệu. Văn bản: { $document }
statements-none = Không có văn bản chính thức nào thu thập được nêu số liệu năm { $year } của { $unit }.
column-quantity = Đại lượng
column-stated = Văn bản ghi
column-found = Dữ liệu
column-verdict = Kết luận
quantity-score = { $index } { $year }, điểm
quantity-rank = { $index } { $year }, thứ hạng
quantity-units = { $index } { $year }, số đơn vị xếp hạng
quantity-score_change = { $index } { $year }, thay đổi điểm
quantity-rank_change = { $index } { $year }, thay đổi thứ hạng
quantity-scale_max = { $index } { $year }, điểm tối đa
verdict-agrees = khớp
verdict-cut_off = khớp, văn bản cắt bớt chữ số
verdict-disagrees = không khớp
verdict-not_checkable = chưa kiểm tra được
verdict-carried = { $verdict } (lấy từ chính văn bản này)
statements-note = Một số liệu được coi là khớp khi chênh lệch nhỏ hơn một đơn vị của chữ số cuối cùng được in. “Lấy từ chính văn bản này”: dữ liệu lấy số này từ chính văn bản, nên khớp chỉ có nghĩa là chép đúng.
record-table = Tham số, phần mềm và dữ liệu đầu vào
record-parameters = Tham số
record-parameters-value = YEAR={ $year }, PROVINCE={ $province }, LOCALE={ $locale }
record-software = Phần mềm
record-software-value = chiso { $version }, { $commit }
record-commit = phiên bản mã nguồn { $commit }
record-commit-changed = phiên bản mã nguồn { $commit }, có sửa đổi chưa lưu
record-commit-unknown = không có quản lý phiên bản
record-lock = Tệp khóa phiên bản thư viện
record-input = Đầu vào { $path }
column-item = Mục
column-value = Giá trị
reading-year = “Năm đánh giá” là năm được đo lường; kết quả công bố vào năm sau. Bản tóm tắt năm { $year } so sánh năm { $now } với năm { $before }.
reading-rounding = Số liệu chỉ làm tròn một lần, khi trình bày. Mức thay đổi được tính trước khi làm tròn, nên có thể lệch 0,01 so với hiệu của hai điểm số đã làm tròn.
reading-rank = Thứ hạng tính trong số các đơn vị có đủ tổng điểm. Thứ hạng tăng là số nhỏ đi: từ thứ 29 xuống thứ 37 là giảm 8 bậc.
reading-break = Khi nội dung, thang điểm, phương pháp hoặc phạm vi đơn vị thay đổi, mức thay đổi được in màu xám, kèm hình thoi rỗng và lý do. Đó không phải là tăng hay giảm.
reading-missing = Số liệu thiếu được để trống: không ước tính thay thế và không tính bằng không.
reading-papi = PAPI: điểm của một chỉ số nội dung là tổng các nội dung thành phần, tổng điểm là tổng không trọng số của các chỉ số nội dung. Tỉnh thiếu bất kỳ chỉ số nội dung nào thì không có tổng điểm và không xếp hạng. Đơn vị công bố chỉ chia bốn nhóm, không xếp hạng.
