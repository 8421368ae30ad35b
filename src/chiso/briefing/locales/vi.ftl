### Thông điệp của bản tóm tắt bằng tiếng Việt. Cùng các mã với en.ftl.

## Số và thứ hạng

difference-percent = { $number } điểm phần trăm
difference-points = { $number } điểm
difference-percent-short = { $number } điểm phần trăm
difference-points-short = { $number } điểm
place = thứ { $rank }
rank = { $rank }/{ $units }
rank-shared = { $rank } (đồng hạng)
list-last = { $head } và { $last }
places = { $shown } bậc
out-of = trên { $points } điểm
unknown = chưa có số liệu
# Thứ hạng ước tính không bao giờ đứng một mình.
estimated = { $figure } (ước tính)
estimated-label = { $label }, ước tính

## Chữ đi kèm ký hiệu

word-gain = tăng
word-loss = giảm
word-likely-gain = có thể đã tăng
word-likely-loss = có thể đã giảm
word-unclear = chưa thể kết luận
# Với điểm mà thấp hơn là tốt hơn.
word-gain-lower = tốt hơn
word-loss-lower = kém hơn
word-likely-gain-lower = có thể tốt hơn
word-likely-loss-lower = có thể kém hơn
word-same = không đổi
word-break = không so sánh được
word-reached = kết quả năm { $year } đã đạt
word-estimated = ước tính
word-not-estimated = không ước tính

## Trang đầu

title = { $indices }: bản{"\u00A0"}tóm{"\u00A0"}tắt năm{"\u00A0"}{ $year }
subtitle = Kết quả năm { $now } so với năm { $before }
# Mục tiêu lấy từ kế hoạch đã ban hành hay mới là dự thảo.
plan-adopted = kế hoạch
plan-draft = dự thảo kế hoạch
subtitle-plan = Kết quả năm { $now } so với năm { $before } và mục tiêu theo { $plan } năm { $year }
running-title = { $unit } · Bản tóm tắt năm { $year }
description = So sánh các chỉ số quản trị cấp tỉnh của { $unit } qua các năm: kết quả năm { $now } so với năm { $before }.
fact-published = công bố ngày { $date }
fact-date-unknown = đã công bố, chưa rõ ngày
fact-respondents = khảo sát { $people } người trên cả nước
fact-respondents-part = khảo sát { $people } người tại { $units } tỉnh, thành phố
fact-no-edition = không có đợt đánh giá năm { $year }
fact-not-listed = không có trong các bảng thu thập được cho năm { $year }

title-estimated = { $indices }: bản{"\u00A0"}tóm{"\u00A0"}tắt năm{"\u00A0"}{ $year } theo { $units }{"\u00A0"}tỉnh, thành{"\u00A0"}phố
subtitle-merged = Ước tính cho { $unit } trong địa giới từ ngày { $since }, gồm { $parts } trước đây: kết quả năm { $now } so với năm { $before }
subtitle-unmerged = Kết quả năm { $now } so với năm { $before } trong { $units } tỉnh, thành phố từ ngày { $since }. { $unit } không sáp nhập: điểm số là điểm đã công bố, thứ hạng là ước tính
subtitle-first = Số liệu năm { $before } là ước tính cho { $units } tỉnh, thành phố từ ngày { $since }
running-title-estimated = { $unit } · Bản tóm tắt năm { $year } · Ước tính theo { $units } tỉnh, thành phố
fact-units = Số liệu { $year }
fact-estimated = ước tính: trung bình theo { $weight } của các đơn vị cũ
fact-estimated-ranks = thứ hạng là ước tính

## Thẻ chỉ số

cards = { $count ->
    [3] Tổng quan ba chỉ số
   *[other] Tổng quan các chỉ số
}
card-label = { $index } { $year }
card-change = So với { $before }
card-change-none = thiếu điểm năm { $year }
card-change-published = So với { $before }
card-change-core = So sánh được
card-mean = Mức chung
card-rank = Xếp hạng
card-error = Sai số
card-error-not-published = chưa công bố
card-range = Khoảng hạng (95 %)
card-likely = Dễ xảy ra (90 %)
ranks-between = { $low }–{ $high }
card-rank-change = Đổi hạng
card-rank-change-common = Đổi hạng, { $units } đơn vị
card-target = Mục tiêu { $year }
card-target-draft = Mục tiêu { $year } (dự thảo)
card-gap = Còn thiếu
card-gap-lower = Còn cách
card-gap-reached = So với mục tiêu
card-rank-units = { $rank } (năm { $before }: { $previous })
card-rank-estimated = { $rank } (năm { $before }: { $previous }, ước tính)
card-cut-off = Số đầy đủ: { $exact }; văn bản chính thức ghi { $printed } do cắt bớt chữ số.
card-off = Số đầy đủ: { $exact }; văn bản chính thức ghi { $printed }, không phải do làm tròn hay cắt bớt.
card-derived = Tính từ mức thay đổi đã công bố.
card-estimated = Ước tính từ điểm của các đơn vị cũ; xem phụ lục.
card-not-ranked = Không ước tính thứ hạng: bảng số liệu của chỉ số này chưa đủ.
card-no-previous = Không có số liệu năm { $year }: { $gap }.
card-not-comparable = Không so sánh được với năm { $year }: { $reason }.
card-other-scale = Mục tiêu được đặt theo cách tính cũ của chỉ số.
target-both = ≥ { $score }, nhóm { $rank } đầu
target-score = ≥ { $score }
target-rank = nhóm { $rank } đầu
target-both-most = ≤ { $score }, nhóm { $rank } đầu
target-score-most = ≤ { $score }

## Thông điệp chính

# Kết luận về điểm số đứng đầu câu; thứ hạng có kết luận riêng.
sentence-gain = Năm { $year }, { $index } của { $unit } tăng: đạt { $score }, { $change }{ $core }{ $mean }; { $rank }.
sentence-loss = Năm { $year }, { $index } của { $unit } giảm: đạt { $score }, { $change }{ $core }{ $mean }; { $rank }.
sentence-likely-gain = Năm { $year }, { $index } của { $unit } có thể đã tăng: đạt { $score }, { $change }{ $core }{ $mean }; { $rank }.
sentence-likely-loss = Năm { $year }, { $index } của { $unit } có thể đã giảm: đạt { $score }, { $change }{ $core }{ $mean }; { $rank }.
sentence-unclear = Năm { $year }, { $index } của { $unit } đạt { $score }, { $change }{ $core }{ $mean }; thay đổi của { $unit } nằm trong phạm vi sai số nên chưa thể kết luận là tăng hay giảm; { $rank }.
sentence-no-error = Năm { $year }, { $index } của { $unit } đạt { $score }, { $change }{ $mean }; { $rank }. Chỉ số này chưa có sai số công bố nên chưa thể kết luận là tăng hay giảm.
sentence-same = Năm { $year }, { $index } của { $unit } đạt { $score }, { $change }{ $mean }; { $rank }.
core-rise = (phần so sánh được: cao hơn { $amount })
core-fall = (phần so sánh được: thấp hơn { $amount })
core-same = (phần so sánh được: không đổi)
mean-rise = , trong khi bình quân chung cao hơn { $amount }
mean-fall = , trong khi bình quân chung thấp hơn { $amount }
sentence-rank = Năm { $year }, { $unit } { $rank } về { $index }; { $gap }.
sentence-rank-break = Năm { $year }, { $unit } { $rank } về { $index }; { $gap }. Thứ hạng này không so sánh được với năm { $before } vì { $reason }.
sentence-score-new = Năm { $year }, { $index } của { $unit } đạt { $score } và { $rank }. Không có điểm số năm { $before } để so sánh: { $gap }.
sentence-break = Năm { $year }, { $index } của { $unit } đạt { $score }, xếp thứ { $rank }; không so sánh được với năm { $before } vì { $reason }.
sentence-break-no-rank = Năm { $year }, { $index } của { $unit } đạt { $score }; không so sánh được với năm { $before } vì { $reason }.
sentence-first = Năm { $year }, { $index } của { $unit } đạt { $score }, xếp thứ { $rank }. Không có số liệu năm { $before } để so sánh: { $gap }.
sentence-first-no-rank = Năm { $year }, { $index } của { $unit } đạt { $score }. Không có số liệu năm { $before } để so sánh: { $gap }.
sentence-none = Không có kết quả { $index } năm { $year } của { $unit }: { $gap }.
sentence-none-not_in_raw = Kết quả { $index } năm { $year } của { $unit } đã công bố nhưng chưa có trong các bảng số liệu thu thập được.
score-of-points = { $score }/{ $points } điểm
change-rise = cao hơn { $amount } so với năm { $before }
change-fall = thấp hơn { $amount } so với năm { $before }
change-same = bằng năm { $before }
rank-with-range = { $rank } (khoảng { $low }–{ $high })
rank-with-range-estimated = { $rank } (ước tính, khoảng { $low }–{ $high })
rank-told-rise = thứ hạng tăng { $places }{ $among }, lên thứ { $rank }
rank-told-fall = thứ hạng giảm { $places }{ $among }, xuống thứ { $rank }
rank-likely-rise = thứ hạng có thể đã tăng { $places }{ $among }, lên thứ { $rank }
rank-likely-fall = thứ hạng có thể đã giảm { $places }{ $among }, xuống thứ { $rank }
rank-unclear-rise = xếp thứ { $rank }, cao hơn { $places }{ $among } nhưng chưa vượt ra ngoài sai số
rank-unclear-fall = xếp thứ { $rank }, thấp hơn { $places }{ $among } nhưng chưa vượt ra ngoài sai số
rank-printed-rise = xếp thứ { $rank }, cao hơn { $places }{ $among }
rank-printed-fall = xếp thứ { $rank }, thấp hơn { $places }{ $among }
rank-same = xếp thứ { $rank }, như năm trước
rank-first = xếp thứ { $rank }
rank-none = chưa có số liệu về thứ hạng
rank-none-estimated = không ước tính thứ hạng vì bảng số liệu chưa đủ
rank-among-common = trong { $units } đơn vị được xếp hạng cả hai năm
rank-other-units = (năm { $before } thứ { $previous }; chưa rõ hai năm xếp hạng những đơn vị nào)
usual-rise = Từ { $first } đến { $last }, trong { $cases } lượt thay đổi thứ hạng { $index } hằng năm có { $shown } lượt tăng từ { $places } trở lên ({ $startcount } trong { $startcases } lượt xuất phát từ hạng { $startfirst }–{ $startlast }).
usual-fall = Từ { $first } đến { $last }, trong { $cases } lượt thay đổi thứ hạng { $index } hằng năm có { $shown } lượt giảm từ { $places } trở lên ({ $startcount } trong { $startcases } lượt xuất phát từ hạng { $startfirst }–{ $startlast }).
usual-expected = Thay đổi riêng của tổng điểm: { $own } điểm; mức dự kiến do điểm năm { $before } lệch { $distance } điểm so với bình quân: { $expected } điểm.
usual-largest = Không lượt nào trong { $cases } lượt đó có điểm thay đổi nhiều hơn.
parts-sentence = { $index } { $year }: trong { $allshown } chỉ số nội dung, { $roseshown } tăng hoặc có thể đã tăng, { $fellshown } giảm hoặc có thể đã giảm, { $unclearshown } chưa thể kết luận.
parts-sentence-lower = { $index } { $year }: trong { $allshown } chỉ số nội dung, { $roseshown } tốt lên hoặc có thể đã tốt lên, { $fellshown } kém đi hoặc có thể đã kém đi, { $unclearshown } chưa thể kết luận.
peers-region = Về { $index } năm { $year }, { $unit } xếp thứ { $rank } trong vùng { $region }.
peers-city = Về { $index } năm { $year }, { $unit } đứng thứ { $rank } trong các thành phố trực thuộc trung ương.
targets-sentence = So với mục tiêu của { $plan } năm { $year }: { $parts }.
targets-part-short = { $index } còn thiếu { $amount }
targets-part-over = { $index } còn cao hơn { $amount }
targets-part-reached = kết quả { $index } năm { $year } đã đạt mức mục tiêu
targets-part-places = { $index } còn thiếu { $places }

## Vì sao thiếu số liệu

gap-withheld = có đo lường nhưng đơn vị thực hiện không công bố
gap-withheld-parts = có đo lường nhưng đơn vị thực hiện không công bố chỉ số nội dung { $parts }, vì vậy không có tổng điểm
gap-because = { $gap }; lý do được nêu: { $reason }
gap-not_covered = đợt đó không đo lường ở tỉnh, thành phố này
gap-not_in_raw = đã công bố nhưng chưa có trong các bảng số liệu thu thập được
gap-not_measured = không có đợt đánh giá năm { $year }
gap-not_collected = đợt đánh giá năm { $year } đã công bố nhưng chưa thu thập được bảng số liệu
gap-not_listed = các bảng số liệu thu thập được không có kết quả năm { $year }
gap-score-not_in_raw = điểm số đã công bố nhưng chưa có trong các bảng số liệu thu thập được
gap-score-withheld = đơn vị thực hiện không công bố điểm số
gap-no-parts = chưa có số liệu các phần của chỉ số

gap-merged = không ước tính được vì thiếu số liệu của đơn vị cũ { $parts }
gap-merged-part = { $units } ({ $gap })
gap-merged-details = không ước tính được vì thiếu số liệu của đơn vị cũ
gap-merged-detail = { $units } – { $gap }

## Vì sao không so sánh được

reason-concept = nội dung đo lường đã thay đổi
reason-scale = thang điểm đã thay đổi
reason-method = phương pháp đã thay đổi
reason-coverage = phạm vi các đơn vị được đo đã thay đổi
reason-level = mặt bằng điểm của cả chuỗi số liệu đã dịch chuyển
reason-vintage = các tỉnh, thành phố đã sáp nhập từ ngày { $since } và số liệu năm trước là ước tính cho { $units } đơn vị mới
reason-title-concept = Khác nội dung
reason-title-scale = Khác thang điểm
reason-title-method = Khác phương pháp
reason-title-coverage = Khác phạm vi đơn vị
reason-title-level = Dịch chuyển mặt bằng điểm
reason-title-vintage = Sáp nhập tỉnh, thành phố
reason-title-new = Mới
reason-new-detail = Lần đầu được đo lường năm { $year }.
reason-scale-detail = Thang điểm năm { $earlier } là { $before }, năm { $year } là { $now }.
merger-detail = Từ ngày { $since }, { $unitsbefore } tỉnh, thành phố sáp nhập thành { $units }; số liệu các năm trước là ước tính cho { $units } đơn vị mới.
reason-concept-detail = Mã này năm { $earlier } là “{ $before }”, năm { $year } là “{ $now }”.
official-yes = { $what } (đơn vị công bố xác nhận)
official-no = { $what } (nhận thấy từ số liệu)

## Diễn biến

course-title-rise = { $index } năm { $year } tăng { $amount }
course-title-fall = { $index } năm { $year } giảm { $amount }
course-title-rise-lower = { $index } năm { $year } tăng { $amount } (thấp hơn là tốt hơn)
course-title-fall-lower = { $index } năm { $year } giảm { $amount } (thấp hơn là tốt hơn)
course-title-likely-rise = { $index } năm { $year } có thể đã tăng, mức tăng { $amount }
course-title-likely-fall = { $index } năm { $year } có thể đã giảm, mức giảm { $amount }
course-title-likely-rise-lower = { $index } năm { $year } có thể đã tăng, mức tăng { $amount } (thấp hơn là tốt hơn)
course-title-likely-fall-lower = { $index } năm { $year } có thể đã giảm, mức giảm { $amount } (thấp hơn là tốt hơn)
course-title-core = { $title } trên phần so sánh được
course-title-unclear = { $index }: { $score } năm { $year } ({ $change }, trong phạm vi sai số)
course-title-no-error = { $index }: { $score } năm { $year } ({ $change }, chưa công bố sai số)
course-title-same = { $index }: năm { $year } không đổi
course-title-break = { $index }: chuỗi số liệu mới bắt đầu từ năm { $year }
course-title-first = { $index }: { $score } năm { $year }
course-title-none = { $index }: không có số liệu năm { $year }
course-title-not-known = { $index }: chưa có điểm số năm { $year }
course-caption-band-published = Dải nhạt: khoảng tin cậy 95 % (sai số đã công bố).
course-caption-band-estimated = Dải nhạt: khoảng tin cậy 95 % (ước tính tại đây).
course-caption-core = Phần so sánh được, { $changes }.
course-core-year = { $year }: { $core }
course-core-year-told = { $year }: { $core } ({ $word })
course-caption-estimated = Số liệu đến năm { $last } là ước tính cho địa giới mới.
course-target = Mục tiêu: ≥ { $score }
course-target-most = Mục tiêu: ≤ { $score }
course-row-percent = Thay đổi, điểm phần trăm
course-row-points = Thay đổi, điểm
course-target-gap = còn thiếu { $amount }
course-target-over = còn cao hơn { $amount }
course-target-reached = kết quả năm { $year } đã đạt
course-single = Mới có điểm số của một năm trên thang điểm này, { $score } năm { $year }, nên chưa có diễn biến để vẽ.
course-data = Số liệu của biểu đồ: { $index } của { $unit }
series-concept = Đổi nội dung
series-scale = Đổi thang điểm
series-method = Đổi phương pháp
series-coverage = Đổi phạm vi
series-level = Đổi mặt bằng điểm
series-vintage = { $units } đơn vị
course-alt = Biểu đồ đường: điểm { $index } của { $unit } theo năm đánh giá. { $points } { $target }
course-alt-point = { $year }: { $score }
course-alt-point-ranked = { $year }: { $score }, thứ { $rank }
course-alt-point-none = { $year }: không có số liệu
course-alt-break = chuỗi số liệu mới bắt đầu từ năm { $year }
course-alt-target = Mục tiêu của { $plan } năm { $year } là { $score }.
course-table = { $index } của { $unit } qua các năm
column-year = Năm đánh giá
column-score-percent = Điểm, %
column-score-points = Điểm
column-change = Thay đổi
column-change-percent = Thay đổi, điểm phần trăm
column-rank = Xếp hạng
column-rank-change = Thay đổi thứ hạng, bậc
course-note-break = Chuỗi số liệu bắt đầu từ năm { $year }: { $what }
course-note-break-none = Đợt đánh giá đầu tiên thu thập được: năm { $year }.
cell-none = –
change-with-core = { $change } (so sánh được: { $core })
places-among = { $places } (trong { $units })

## Biểu đồ thứ hạng, bản đồ, thay đổi của tổng điểm

strip-title = { $unit } năm { $year }: { $ranks }
strip-title-none = Năm { $year } chưa có thứ hạng của { $unit } ở chỉ số nào
strip-rank = { $index } thứ { $rank }
strip-detail = thứ { $rank }
strip-unranked = chưa có thứ hạng
strip-unranked-of = chưa có thứ hạng của { $unit }
strip-cities = Thành phố trực thuộc TW
strip-caption = Mỗi vạch là một đơn vị, hạng cao ở bên trái.
strip-caption-range = Thanh: các thứ hạng có thể có (95 %).
strip-part = { $indices }: chỉ có hạng đã công bố.
strip-missing = { $index }: { $gap }.
strip-not-estimated = { $index }: không ước tính thứ hạng vì bảng số liệu chưa đủ.
strip-alt = Dải thứ hạng năm { $year }, từ cao nhất đến thấp nhất.
strip-alt-lane = { $index }: { $unit } { $rank }; các thành phố trực thuộc trung ương: { $cities }; các đơn vị khác trong vùng { $region }: { $neighbours }.
strip-data = Số liệu của biểu đồ: thứ hạng năm { $year }
ranks-of = trong { $units }
ranks-point = { $year }: thứ { $rank }
ranks-title-rise = { $index }: từ thứ { $before } năm { $first } lên thứ { $now } năm { $last }
ranks-title-fall = { $index }: từ thứ { $before } năm { $first } xuống thứ { $now } năm { $last }
ranks-title-same = { $index }: thứ { $now } năm { $last }, như năm { $first }
ranks-title-open = { $index }: thứ { $before } năm { $first }, thứ { $now } năm { $last }; chưa rõ thứ hạng có đổi hay không
ranks-title-other = { $index }: thứ { $before } năm { $first }, thứ { $now } năm { $last }
ranks-caption = Đậm: { $unit }; mờ: vùng { $region }.
ranks-caption-band = Dải nhạt: thứ hạng có thể có (95 %).
ranks-estimated = Mọi thứ hạng đều là ước tính.
ranks-alt = Biểu đồ đường thứ hạng { $index } của { $unit } và vùng { $region }. { $unit }: { $points }. Các đơn vị khác trong vùng năm { $last }: { $others }.
ranks-data = Số liệu của biểu đồ: thứ hạng { $index } trong vùng
ladder-title = { $index } { $year } theo chỉ số nội dung: từ thứ { $best } đến thứ { $worst }
ladder-title-one = { $index } { $year } theo chỉ số nội dung: thứ { $best }
ladder-rung = { $name }: thứ { $rank }
ladder-caption = Số trong hình tròn: thứ hạng của chỉ số nội dung; bên trái là thứ hạng cao nhất.
ladder-alt = Biểu đồ thứ hạng của { $unit } theo từng chỉ số nội dung { $index } năm { $year }.
ladder-data = Số liệu của biểu đồ: thứ hạng theo chỉ số nội dung
map-title-publisher = { $index } { $year }: { $unit } thứ { $rank }, nhóm { $group }
map-title-quartile = { $index } { $year }: { $unit } thứ { $rank }, nhóm phần tư { $group }
map-title-none = { $index } { $year }: { $unit } không có tổng điểm nên không thuộc nhóm nào
map-key-publisher = Nhóm { $index } { $year }
map-key-quartile = Nhóm phần tư { $index } { $year }
map-group = { $group }: thứ { $first }–{ $last }
map-withheld = không công bố
map-missing = ×
map-caption = Sơ đồ: mỗi ô là một tỉnh, thành phố, không theo tỷ lệ; số trong ô là nhóm.
map-island = { $island } ({ $unit })
map-alt = Bản đồ ô vuông gồm { $units } tỉnh, thành phố, tô theo nhóm { $index } năm { $year }.
map-alt-islands = Ô riêng: { $islands }.
map-alt-region = Vùng { $region }: { $groups }.
map-alt-group = nhóm { $group }: { $units }
map-data = Số liệu của bản đồ: nhóm { $index } năm { $year }
waterfall-title-rise = { $index } tăng { $amount }, nhiều nhất ở { $part } ({ $change })
waterfall-title-fall = { $index } giảm { $amount }, nhiều nhất ở { $part } ({ $change })
waterfall-title-rise-alone = { $index } tăng { $amount } so với năm { $before }
waterfall-title-fall-alone = { $index } giảm { $amount } so với năm { $before }
waterfall-title-rise-less = { $index } tăng { $amount }, ít hơn mức tăng bình quân { $shared } của { $units } đơn vị có tổng điểm cả hai năm
waterfall-title-fall-less = { $index } giảm { $amount }, ít hơn mức giảm bình quân { $shared } của { $units } đơn vị có tổng điểm cả hai năm
waterfall-title-rise-core = { $index } tăng { $amount } theo công bố; { $core } trên phần so sánh được
waterfall-title-fall-core = { $index } giảm { $amount } theo công bố; { $core } trên phần so sánh được
waterfall-title-rise-core-estimated = { $index } tăng { $amount } trên toàn bộ tổng điểm; { $core } trên phần so sánh được
waterfall-title-fall-core-estimated = { $index } giảm { $amount } trên toàn bộ tổng điểm; { $core } trên phần so sánh được
waterfall-title-rise-unclear = { $index } cao hơn năm { $before } { $amount }, có thể chỉ do sai số
waterfall-title-fall-unclear = { $index } thấp hơn năm { $before } { $amount }, có thể chỉ do sai số
waterfall-title-rise-no-error = { $index } cao hơn năm { $before } { $amount }; chưa công bố sai số
waterfall-title-fall-no-error = { $index } thấp hơn năm { $before } { $amount }; chưa công bố sai số
waterfall-broken = Không so sánh được: { $codes }
waterfall-title-same = { $index } năm { $now } bằng năm { $before }: các chỉ số nội dung bù trừ nhau
waterfall-title-break = { $index }: chênh lệch giữa năm { $before } và năm { $now }, không phải tăng hay giảm
waterfall-total = Tổng điểm năm { $year }
waterfall-caption = Vạch xám: phần chung (bình quân); còn lại là phần riêng.
waterfall-caption-break = Thanh rỗng màu xám: hai năm không so sánh được vì { $reason }.
waterfall-caption-parts = Viền xám: không so sánh được.
waterfall-caption-verdicts = Thanh đặc: vượt sai số (95 %); viền: có thể (80 %); nhạt: chưa thể kết luận.
waterfall-alt = Biểu đồ thác nước từ { $previous } năm { $before } đến { $score } năm { $now }.
waterfall-alt-step = { $name }: { $change } (phần chung { $shared }, phần riêng { $own })
waterfall-data = Số liệu của biểu đồ: thay đổi theo chỉ số nội dung
heat-title = { $unit } cao hơn trung vị các tỉnh, thành phố ở { $above }/{ $count } nội dung thành phần { $index } năm { $year }
heat-title-lower = { $unit } tốt hơn trung vị các tỉnh, thành phố ở { $above }/{ $count } nội dung thành phần { $index } năm { $year } (thấp hơn là tốt hơn)
heat-level = Mức, %
heat-national = So với cả nước
heat-regional = So với vùng
heat-change = So với { $year }, %
heat-median = Trung vị cả nước, %
heat-median-region = Trung vị vùng, %
heat-caption = Mức: phần trăm của thang điểm, thấp nhất là 0, cao nhất là 100. Hai cột màu: mức của đơn vị trừ trung vị của tất cả các tỉnh, thành phố và của vùng { $region }; xanh là cao hơn, cam là thấp hơn.
heat-caption-lower = Mức: phần trăm của thang điểm, thấp nhất là 0, cao nhất là 100; thấp hơn là tốt hơn. Hai cột màu: mức của đơn vị trừ trung vị của tất cả các tỉnh, thành phố và của vùng { $region }; xanh là tốt hơn, cam là kém hơn.
heat-caption-change = Cột cuối: thay đổi so với điểm năm { $year }, chỉ ghi khi trên { $share }, theo cách đánh dấu của đơn vị công bố; { $cells } tổng số thay đổi vượt mức này nên riêng dấu đó chưa phải là bằng chứng.
heat-caption-mark = Hình thoi rỗng: không so sánh được.
heat-caption-break = Không ghi thay đổi so với năm { $year } vì { $reason }.
heat-caption-withheld = “{ $sign }”: không công bố.
heat-alt = Bảng nhiệt các nội dung thành phần của { $unit } năm { $year }, phần trăm của thang điểm.
heat-alt-entry = { $name }: { $level }, so với trung vị cả nước { $national }, so với trung vị vùng { $regional }
heat-alt-none = { $name }: không công bố
heat-data = Số liệu của biểu đồ: nội dung thành phần và hai trung vị

## Kế hoạch

targets-table = Mục tiêu của { $plan } năm { $year } và kết quả năm { $now }
targets-none = Các văn bản thu thập được không có mục tiêu năm { $year } của { $unit }.
targets-former = { $parts } trước khi sáp nhập có mục tiêu riêng; đó không phải là mục tiêu của { $unit } hiện nay và chỉ nêu trong bản tóm tắt theo { $unitsbefore } tỉnh, thành phố.
column-index = Chỉ số
column-now = Kết quả { $year }
column-target-score = Mục tiêu điểm
column-target-rank = Mục tiêu thứ hạng
column-gap-score = Khoảng cách điểm
column-gap-places = Khoảng cách thứ hạng
target-at-least = ≥ { $score }
target-at-most = ≤ { $score }
target-within = nhóm { $rank } đầu
target-not-set = không đặt
gap-score = thiếu { $amount }
gap-score-over = cao hơn { $amount }
gap-score-reached = kết quả năm { $year } đã đạt
gap-places = thiếu { $places }
gap-places-reached = kết quả năm { $year } đã đạt
gap-unknown = chưa có số liệu
gap-other-scale = khác thang điểm
targets-note-source = Nguồn mục tiêu: { $source }.
targets-note-scale = Mục tiêu { $index } được đặt khi tổng điểm tối đa là { $then }; tổng điểm năm { $year } tối đa là { $now }. Hai mức này không so sánh với nhau.

## Vị trí so với các tỉnh, thành phố

standing-table = { $unit } so với các tỉnh, thành phố, năm { $year }
standing-rank = Xếp hạng
standing-range = Khoảng hạng; dễ xảy ra
standing-ranges = { $range }; { $likely }
peer-placed = { $place }; { $best }
group-with-chance = { $group } (xác suất { $chance })
more-than = > { $number }
less-than = < { $number }
standing-known = Số đơn vị có số liệu
standing-of = { $known }/{ $units }
standing-percentile = Cao hơn
standing-percentile-lower = Tốt hơn
standing-group = Nhóm
standing-median = So với trung vị
standing-region = Trong vùng: hạng; cao nhất
standing-region-lower = Trong vùng: hạng; tốt nhất
standing-city = TP trực thuộc TW: hạng; cao nhất
standing-city-lower = TP trực thuộc TW: hạng; tốt nhất
standing-mean = Trung bình các tỉnh, theo nguồn công bố
standing-regional = Trung bình của vùng, theo nguồn công bố
standing-max = Cao nhất, theo nguồn công bố
standing-max-lower = Tốt nhất, theo nguồn công bố
standing-note-region = Vùng: { $region }. Khoảng cách là điểm của { $unit } trừ điểm được so sánh.
standing-note-whole = Trung vị, mức cao nhất và nhóm chỉ tính khi có bảng đầy đủ; chỉ số mới có một phần số liệu thì chỉ nêu những gì đã công bố.
standing-note-estimated = Các so sánh này tính trên số liệu ước tính cho { $units } tỉnh, thành phố.
standing-note-groups-publisher = Nhóm { $index } theo cách chia của đơn vị công bố: { $groups }.
standing-note-groups-rest = Các nhóm còn lại: nhóm phần tư tính từ thứ hạng.
standing-note-groups-quartile = Chưa có cách chia nhóm { $index } năm { $year } của đơn vị công bố: nhóm phần tư (mỗi nhóm khoảng một phần tư số đơn vị) được tính tại đây từ thứ hạng.
standing-note-groups-quartile-estimated = Nhóm { $index } năm { $year } của đơn vị công bố là của các đơn vị đã khảo sát: nhóm phần tư (mỗi nhóm khoảng một phần tư số đơn vị) được tính tại đây từ thứ hạng.
standing-note-announced = Nhóm { $index } theo công bố: { $groups }.
percentile-value = { $share } số đơn vị còn lại
against-median = { $distance } (trung vị { $median })
peer-self = chính { $name }
peer-value = { $name } { $score } ({ $distance })
group-none = không thuộc nhóm nào
group-quarter-1 = cao nhất
group-quarter-2 = trung bình cao
group-quarter-3 = trung bình thấp
group-quarter-4 = thấp nhất
group-of-publisher = nhóm { $group }
group-of-quartile = nhóm phần tư { $group }
group-range = { $group } { $first }–{ $last }
group-from = { $group } từ { $score }
group-to = { $group } đến { $score }

## Điều gì làm tổng điểm thay đổi

drivers-title = Điều gì làm { $index } thay đổi
drivers-none = Không tách được mức thay đổi của { $unit } từ năm { $before } đến năm { $now }: { $gap }.
drivers-intro = { $index } của { $unit } là { $previous } năm { $before } và { $score } năm { $now }: { $change }. { $units } đơn vị có tổng điểm cả hai năm thay đổi bình quân { $shared }; { $own } là phần riêng của { $unit }.
drivers-intro-core = { $index } của { $unit } là { $previous } năm { $before } và { $score } năm { $now }: { $change } theo công bố, { $core } trên { $kept } nội dung thành phần so sánh được (trong { $all }). { $units } đơn vị đủ tổng điểm thay đổi bình quân { $shared } trên phần đó; { $own } là phần riêng của { $unit } trên phần đó.
drivers-intro-core-estimated = { $index } của { $unit } là { $previous } năm { $before } và { $score } năm { $now }: { $change } trên toàn bộ tổng điểm, { $core } trên { $kept } nội dung thành phần so sánh được (trong { $all }). { $units } đơn vị đủ tổng điểm thay đổi bình quân { $shared } trên phần đó; { $own } là phần riêng của { $unit } trên phần đó.
drivers-counted = Trong { $all } chỉ số nội dung, kể cả mức “có thể”: { $rose } tăng, { $fell } giảm, { $unclear } chưa thể kết luận.
amount-rise = tăng { $amount }
amount-fall = giảm { $amount }
amount-more = cao hơn { $amount }
amount-less = thấp hơn { $amount }
amount-none = không đổi
drivers-estimated = Đây là số liệu ước tính cho địa giới mới: trung bình theo { $weight } của các đơn vị cũ.
drivers-broken = Không so sánh được tổng điểm hai năm vì { $reason }; nội dung không bị gián đoạn được xét riêng trong phụ lục.
drivers-losses = Phần riêng âm khác thường nhất, theo độ lệch chuẩn (ĐLC) của mọi đơn vị: { $parts }.
drivers-gains = Phần riêng dương khác thường nhất: { $parts }.
drivers-losses-lower = Phần riêng kém đi nhiều nhất: { $parts }.
drivers-gains-lower = Phần riêng tốt lên nhiều nhất: { $parts }.
drivers-no-losses = Không nội dung thành phần nào có phần riêng âm từ một độ lệch chuẩn.
drivers-no-gains = Không nội dung thành phần nào có phần riêng dương từ một độ lệch chuẩn.
drivers-no-losses-lower = Không nội dung thành phần nào có phần riêng kém đi.
drivers-no-gains-lower = Không nội dung thành phần nào có phần riêng tốt lên.
drivers-part = { $code } { $name } ({ $own }; { $spread } ĐLC)
drivers-dimensions = { $index } theo chỉ số nội dung: năm { $before } và năm { $now }
drivers-components = { $index } theo nội dung thành phần: năm { $before } và năm { $now }
drivers-note-shared = Phần chung: mức thay đổi bình quân của { $units } đơn vị có tổng điểm cả hai năm. Phần riêng: phần còn lại. Cộng lại bằng mức thay đổi.
drivers-note-weight = Thay đổi, phần chung và phần riêng tính theo tổng điểm: điểm của mỗi phần được nhân với trọng số của phần đó.
drivers-note-mark = “{ $word }”: thay đổi trên { $share } so với điểm năm { $before }, theo cách đánh dấu của đơn vị công bố; { $cells } tổng số thay đổi của các nội dung thành phần vượt mức này nên riêng dấu đó chưa phải là bằng chứng.
drivers-note-core = “So sánh được”: mức thay đổi của các nội dung thành phần không có gián đoạn.
drivers-note-break = Màu xám kèm hình thoi rỗng: không so sánh được; xem phần gián đoạn ở phụ lục.
drivers-note-rank = Trong ngoặc là thay đổi thứ hạng trong các đơn vị được xếp hạng cả hai năm; nếu chưa rõ các đơn vị đó thì ghi thứ hạng năm { $before }.
drivers-mark = trên { $share }
column-dimension = Chỉ số nội dung
column-component = Nội dung thành phần
column-score-year = { $year }
column-shared = Phần chung
column-own = Phần riêng
column-rank-moved = Hạng (thay đổi)
total-row = Tổng điểm
part-left = đã bỏ
part-entered = mới
rank-moved = { $rank } ({ $change })
rank-was = { $rank } (năm { $before }: { $previous })
rank-was-units = { $rank }/{ $units } (năm { $before }: { $previous }/{ $previousunits })
rank-was-estimated = { $rank }/{ $units } (năm { $before }: { $previous }/{ $previousunits }, ước tính)
rank-alone = { $rank }/{ $units }
rescaled-table = Nội dung thành phần đổi thang điểm, tính theo phần trăm của thang
rescaled-note = 0 % là điểm thấp nhất có thể, 100 % là điểm cao nhất. Có thể đặt hai thang cạnh nhau theo phần trăm, nhưng mức thay đổi không phải là tăng hay giảm.
column-scale-year = Thang điểm { $year }
column-share-year = Năm { $year }, % của thang
scale-range = { $low }–{ $high }

## Mục tiêu nhìn từ các năm trước

outlook-table = Điểm số mà thứ hạng mục tiêu đã có và số lần đã có mức tăng như vậy
outlook-table-lower = Điểm số mà thứ hạng mục tiêu đã có và số lần đã có mức cải thiện như vậy
column-place = Thứ hạng mục tiêu
column-place-score = Điểm của thứ hạng đó, { $year }
column-jumps-score = Số lượt tăng đủ mức còn thiếu về điểm
column-jumps-score-lower = Số lượt cải thiện đủ mức còn cách về điểm
column-jumps-places = Số lượt tăng đủ số bậc còn thiếu
outlook-note = Số lượt tăng: số lượt tỉnh, thành phố tăng ít nhất bằng mức còn thiếu trong vòng một năm, trên tổng số lượt, theo tổng điểm từ năm { $first } đến { $last } cùng thang điểm năm { $last }, kể cả phần bị gián đoạn; thứ hạng tính trong các đơn vị được xếp hạng cả hai năm.
outlook-note-start = “Từ { $startfirst }–{ $startlast }”: các đơn vị xuất phát quanh vị trí của đơn vị này, mỗi phía một phần bảy số đơn vị.
outlook-note-own = “Riêng”: phần vượt bình quân chung.
outlook-note-lower = Số lượt cải thiện: số lượt tỉnh, thành phố cải thiện ít nhất bằng mức còn cách trong vòng một năm, trên tổng số lượt, theo tổng điểm từ năm { $first } đến { $last } cùng thang điểm năm { $last }, kể cả phần bị gián đoạn; thứ hạng tính trong các đơn vị được xếp hạng cả hai năm.
outlook-note-estimated = Điểm số và thứ hạng trước năm { $year } là ước tính cho { $units } tỉnh, thành phố.
outlook-note-fragment = “{ $unknown }”: chưa có bảng đầy đủ của chỉ số, và điểm của thứ hạng đó không được công bố riêng.
outlook-within = Với mức sai số hiện có, chưa loại trừ được khả năng đơn vị đã đạt: { $parts }.
outlook-within-part = { $index } nhóm { $rank } đầu
jumps-none = chưa có số liệu
jumps-value = { $count }/{ $units } lượt
jumps-value-start = { $all }; từ { $first }–{ $last }: { $startcount }/{ $startcases }
jumps-value-own = { $all }; riêng: { $own }
judgement-table = Kết quả thực hiện mục tiêu của { $plan } năm { $year }
column-result = Kết quả { $year }
column-verdict-score = Mục tiêu điểm
column-verdict-place = Mục tiêu thứ hạng
judgement-summary = { $reached ->
    [0] { $all ->
        [1] Mục tiêu của { $plan } năm { $year } không đạt.
       *[other] Không đạt mục tiêu nào trong { $allshown } mục tiêu của { $plan } năm { $year }.
    }
   *[other] { $all ->
        [1] Mục tiêu của { $plan } năm { $year } đã đạt.
       *[other] Trong { $allshown } mục tiêu của { $plan } năm { $year }: đạt { $reachedshown }, không đạt { $missedshown }.
    }
}
judgement-summary-unknown = { $all ->
    [1] Chưa kết luận được về mục tiêu của { $plan } năm { $year }.
   *[other] Trong { $allshown } mục tiêu của { $plan } năm { $year }: đạt { $reachedshown }, không đạt { $missedshown }, chưa kết luận được { $unknownshown }.
}
# Câu đếm mục tiêu không có dấu chấm, và điều phải biết ngay trong cùng câu.
judgement-summary-break = { $summary }; đối với { $indices }, chuỗi số liệu có gián đoạn giữa { $plan } và kết quả.
judgement-note = Mục tiêu được coi là không đạt khi điểm số hoặc thứ hạng không đạt.
judgement-note-break = { $index }: có gián đoạn giữa { $plan } và kết quả năm { $year }. { $what }
verdict-target-reached = đạt
verdict-target-missed = không đạt
verdict-target-unknown = chưa rõ: { $why }
verdict-target-not_set = không đặt
verdict-target-other_scale = khác thang điểm
judgement-why-score = chưa có điểm số năm { $year }
judgement-why-place = chưa có thứ hạng năm { $year }
steps-table = Một bước cải thiện đem lại gì: { $index } năm { $year } nếu chỉ một chỉ số nội dung ở mức khác
column-step-earlier = Trở lại mức năm { $year }
column-step-region = Bằng mức cao nhất vùng
column-step-region-lower = Bằng mức tốt nhất vùng
column-step-median = Bằng trung vị cả nước
column-step-given = Ở mức đã cho
steps-note = Năm { $year }, tổng điểm của { $unit } là { $total }, xếp thứ { $rank }. Đây là phép tính, không phải dự báo: mọi yếu tố khác giữ nguyên. Mỗi ô ghi số điểm tăng thêm, tổng điểm và thứ hạng.
steps-note-lower = Năm { $year }, tổng điểm của { $unit } là { $total }, xếp thứ { $rank }. Đây là phép tính, không phải dự báo: mọi yếu tố khác giữ nguyên. Mỗi ô ghi mức thay đổi điểm, tổng điểm và thứ hạng; thấp hơn là tốt hơn.
step-break = không so sánh được
step-above = đã đạt mức này
step-value = { $gain } → { $total }, { $place }
step-value-range = { $gain } → { $total }: { $place } ({ $low }–{ $high })
steps-note-range = Trong ngoặc: các thứ hạng có thể có (95 %).

## Các biện pháp của kế hoạch

measures-table = Biện pháp của kế hoạch năm { $year } và chỉ số mà mỗi biện pháp hướng tới
column-measure = Biện pháp
column-indicator = Chỉ số { $index }
column-level-year = { $year }
measures-note = Mỗi ô ghi điểm, thay đổi so với năm trước và thứ hạng. Bảng không khẳng định quan hệ nhân quả: nhiều yếu tố khác cũng thay đổi.
measures-note-years = Bảng ghi năm trước kế hoạch và hai năm gần nhất.
measures-note-break = Màu xám kèm hình thoi rỗng: không so sánh được với năm trước.
measures-others = Biện pháp của kế hoạch năm { $year } chưa có chỉ số tương ứng ở đây
measures-column-owner = Cơ quan chủ trì, thời hạn, tình trạng
measures-note-no-owner = Văn bản thu thập được không nêu cơ quan thực hiện các biện pháp này.
measures-no-owner = chưa nêu cơ quan
measures-owner-now = { $then } (sau là { $now })
measures-with = { $lead }, phối hợp: { $others }
measures-became = Biện pháp của các kế hoạch trước và tình trạng được biết đến ngày { $date }
measures-column-state = Tình trạng
measures-column-since = Chỉ số kể từ đó
measures-note-became = Tình trạng ghi theo thông tin đã nhập. Bảng không khẳng định quan hệ nhân quả: nhiều yếu tố khác cũng thay đổi.
measures-plan = { $measure } (kế hoạch năm{"\u00A0"}{ $year })
measures-since = { $before } ({ $beforeyear }) → { $score } ({ $year }): { $change }
outcome-open = chưa có thông tin hoàn thành
outcome-late = quá hạn, chưa có thông tin hoàn thành
outcome-done = đã hoàn thành, { $date }
outcome-dropped = đã dừng, { $date }
level-value = { $score }; { $rank }
level-change = { $score } ({ $change }); { $rank }

## Điểm chưa đạt

lost-table = Điểm chưa đạt theo từng thành phần: { $index } { $year }
lost-table-parts = Điểm thành phần đã công bố: { $index } { $year }
column-lost-part = Thành phần
column-lost-score = Điểm { $year }
column-lost = Chưa đạt
column-lost-total = Tính vào tổng
column-lost-rank = Thứ hạng đã công bố
column-lost-change = So với { $year }
column-lost-region = Bằng mức cao nhất vùng
column-lost-best = Bằng mức cao nhất cả nước
lost-score = { $score } trên { $most }
lost-share = { $share } mức tối đa
lost-rank-shared = { $ranks } trên { $units }
lost-gain = { $gain } ({ $unit })
lost-best = đang cao nhất
lost-measure = { $measure } ({ $owner })
lost-note = Điểm chưa đạt là khoảng cách tới mức tối đa của thang điểm. Xếp trước là thành phần sẽ cộng nhiều nhất vào tổng điểm nếu đạt mức tối đa. Đây chỉ là phép tính: bảng không nói vì sao mất điểm, và ở nội dung chấm qua khảo sát, không biện pháp nào chắc chắn lấy lại được điểm.
lost-note-lower = Điểm chưa đạt là khoảng cách tới mức thấp nhất của thang điểm; càng thấp càng tốt. Xếp trước là thành phần sẽ làm tổng điểm thay đổi nhiều nhất nếu đạt mức đó. Đây chỉ là phép tính: bảng không nói vì sao mất điểm, và ở nội dung chấm qua khảo sát, không biện pháp nào chắc chắn lấy lại được điểm.
lost-unknown = Với { $indices }, chưa nói được năm { $year } { $unit } mất điểm ở đâu.
lost-unknown-now = { $index } (chỉ có điểm thành phần của { $years })
lost-unknown-ever = { $index } (chưa có điểm thành phần của năm nào)
lost-note-measure = Biện pháp của kế hoạch hướng tới { $part }: { $measures }.
lost-note-best = Mức tối đa là đầu mút của thang điểm; hai cột mức cao nhất cho biết tổng điểm thay đổi bao nhiêu nếu bằng mức của tỉnh, thành phố cao nhất.
lost-note-short = Không liệt kê { $left } nội dung thành phần mất ít điểm hơn và không có biện pháp nào hướng tới.
lost-note-single = Điểm thành phần của { $index } ở đây chỉ có của một số tỉnh, thành phố: không tính thứ hạng, trung vị hay mức cao nhất.
lost-note-maximum = Điểm không kèm mức tối đa: chưa có nguồn cho biết mức tối đa nên không tính được điểm chưa đạt.
lost-note-share = Điểm chỉ công bố dưới dạng tỷ lệ so với mức tối đa được tính ra từ tỷ lệ đó.
lost-note-conflict = Số liệu đã công bố mâu thuẫn nhau: { $reading }.
lost-note-cut = { $codes } chia cùng tổng điểm ấy theo cách khác, tức theo cách chấm: không cộng với các thành phần còn lại.
lost-note-missing = Không có trong số liệu đã công bố thu thập được: { $parts }.

## Dự thảo kế hoạch năm sau

plan-title = Dự thảo kế hoạch cải thiện { $indices } năm{"\u00A0"}{ $next }
plan-subtitle = Kết quả năm { $now } so với năm { $before }; các chỗ để trống chờ cơ quan soạn thảo điền
plan-description = Dự thảo kế hoạch năm { $next } của { $unit }, lập từ kết quả năm { $now } và năm { $before }.
plan-running-title = { $unit }: dự thảo kế hoạch năm { $next }
plan-results-table = Kết quả năm { $now } so với năm { $before }
plan-column-score = Điểm { $year }
plan-results-note = Thay đổi thứ hạng tính trong số các đơn vị được xếp hạng cả hai năm.
plan-goals-table = Mục tiêu năm { $next }
plan-column-goal-score = Mục tiêu điểm { $year }
plan-column-goal-place = Mục tiêu thứ hạng { $year }
plan-blank = …………
plan-goals-note = Cơ quan soạn thảo điền hai cột cuối.
plan-takes-table = Điểm của các thứ hạng có thể chọn và số lần đã có mức tăng như vậy
plan-column-place = Vị trí
plan-first-place = thứ nhất
plan-last-target = { $place } (mục tiêu { $year })
plan-takes-note = Bảng ghi điều đã xảy ra, không dự báo: điểm của một thứ hạng mỗi năm một khác.
plan-takes-note-rises = Số lượt tăng: số lượt tỉnh, thành phố tăng ít nhất chừng ấy bậc trong vòng một năm, trên tổng số lượt, từ năm { $first } đến { $last } cùng thang điểm.
plan-takes-note-other-set = Năm { $next } đo lường theo { $units } tỉnh, thành phố; thứ hạng trong bảng là trong { $unitsbefore } đơn vị của năm { $now }.
plan-tasks-table = Biện pháp năm { $next } và phân công thực hiện
plan-column-lead = Cơ quan chủ trì
plan-column-with = Cơ quan phối hợp
plan-column-product = Sản phẩm
plan-column-deadline = Thời hạn
plan-tasks-note = Biện pháp lấy từ kế hoạch năm { $year }: giữ, sửa hoặc bỏ từng dòng, thêm dòng mới. Bốn cột cuối để cơ quan soạn thảo điền.
plan-tasks-note-owners = Cơ quan và sản phẩm đã ghi là của kế hoạch đó; cơ quan ghi theo tên mới nhất.
plan-tasks-note-none = Các văn bản thu thập được không nêu biện pháp nào của { $unit }; cơ quan soạn thảo điền cả bảng.

## Phiếu của từng cơ quan

sheet-title = Phiếu theo dõi nhiệm vụ: { $agency }
sheet-title-nobody = Phiếu theo dõi nhiệm vụ: các biện pháp chưa nêu cơ quan chủ trì
sheet-subtitle = Biện pháp trong các kế hoạch đến năm { $year }; tình trạng được biết đến ngày { $date }
sheet-description = { $title }, { $unit }, năm { $year }.
sheet-running-title = { $unit }: { $title }, năm { $year }
sheet-became = Từ ngày { $date }, cơ quan này đã sáp nhập vào { $now }.
sheet-merged = Cơ quan này đã tiếp nhận nhiệm vụ của { $merged }.
sheet-none = Các văn bản thu thập được không giao biện pháp nào cho cơ quan này.
sheet-none-nobody = Mọi biện pháp đều đã nêu cơ quan chủ trì.
sheet-only-roles = Vai trò của cơ quan này chỉ được nêu chung cho cả văn bản, trong bảng dưới đây.
sheet-count-nobody = Văn bản thu thập được không nêu cơ quan chủ trì của { $count } biện pháp.
sheet-count-both = Cơ quan này chủ trì { $count } biện pháp và phối hợp thực hiện { $others } biện pháp.
sheet-count-lead = Cơ quan này chủ trì { $count } biện pháp.
sheet-count-with = Cơ quan này phối hợp thực hiện { $count } biện pháp.
sheet-state = Tính đến ngày { $date }: { $parts }.
sheet-open = { $count } biện pháp chưa có thông tin hoàn thành
sheet-late = { $count } biện pháp quá hạn mà chưa có thông tin hoàn thành
sheet-done = { $count } biện pháp đã hoàn thành
sheet-dropped = { $count } biện pháp đã dừng
sheet-no-deadline = Chưa nêu thời hạn của { $count } biện pháp.
sheet-no-indicator = Chưa xác định được chỉ số thành phần tương ứng với { $count } biện pháp.
sheet-roles = Vai trò được nêu trong các văn bản
sheet-column-document = Văn bản
sheet-column-role = Vai trò
sheet-source = { $source } ({ $published })
sheet-note-later = Có nguồn công bố sau ngày { $date }; nêu ở đây để biết cơ quan này làm gì.
sheet-table-lead = Biện pháp do cơ quan chủ trì (kế hoạch năm { $years })
sheet-table-with = Biện pháp mà cơ quan phối hợp thực hiện (kế hoạch năm { $years })
sheet-table-nobody = Biện pháp chưa nêu cơ quan chủ trì (kế hoạch năm { $years })
sheet-column-aim = Chỉ số hướng tới
sheet-column-owner = Cơ quan thực hiện
sheet-column-due = Sản phẩm, thời hạn
sheet-aim = { $index } { $code } { $part }
sheet-note-taken-over = Có biện pháp được giao cho cơ quan về sau sáp nhập vào cơ quan này.
sheet-note-source = Theo: { $sources }.
sheet-course = Diễn biến các chỉ số mà biện pháp hướng tới, { $first }–{ $last }
sheet-note-course = Mỗi ô ghi điểm và thứ hạng. Biện pháp không gắn với chỉ số thành phần thì bảng ghi tổng điểm của chỉ số. Bảng không khẳng định quan hệ nhân quả: nhiều yếu tố khác cũng thay đổi.
sheet-column-change = { $year } so với { $before }

## Phụ lục

units-table = Toàn bộ các tỉnh, thành phố trực thuộc trung ương, năm đánh giá { $year }
column-unit = Tỉnh, thành phố
column-region = Vùng
column-index-score = { $index }
column-index-rank = Hạng { $index }
column-index-range = Khoảng hạng { $index }
units-note-range = Khoảng hạng: các thứ hạng có thể có ứng với điểm số, 95 % cho tất cả các đơn vị cùng lúc.
units-note-withheld = “{ $sign }”: có đo lường nhưng đơn vị thực hiện không công bố.
units-note-not_in_raw = “{ $sign }”: đã công bố nhưng chưa có trong các bảng số liệu thu thập được.
units-note-not_covered = “{ $sign }”: không thuộc diện đo của đợt đó.
units-note-not-measured = { $index } không có đợt đánh giá năm { $year }.
units-note-not-listed = { $index }: các bảng số liệu thu thập được không có kết quả năm { $year }.
units-note-order = Xếp theo thứ hạng { $index }, sau đó theo tên.
units-note-order-name = Xếp theo tên.
units-note-whole = { $index }: thứ hạng tính từ bảng đầy đủ, trong { $units } đơn vị có đủ tổng điểm; đơn vị bằng điểm cùng nhận thứ hạng cao hơn.
units-note-whole-estimated = { $index }: thứ hạng ước tính, tính trên điểm ước tính của { $units } đơn vị có đủ tổng điểm; đơn vị bằng điểm cùng nhận thứ hạng cao hơn.
units-note-fragment = { $index }: chỉ có số liệu của một số tỉnh, thành phố ({ $known }/{ $units }); thứ hạng là thứ hạng đã công bố, không tính gì thêm từ phần số liệu này.
units-note-fragment-estimated = { $index }: chỉ có điểm của { $known }/{ $units } đơn vị; không ước tính thứ hạng.
units-note-unmerged = “{ $sign }”: không sáp nhập, điểm số là điểm đã công bố. Điểm của các đơn vị khác là ước tính: trung bình theo { $weight } của các đơn vị cũ.
word-withheld = không công bố
word-not-covered = không thuộc diện đo
word-not-collected = chưa thu thập được
word-not-measured = không đo lường
parts-title = Số liệu theo { $units } tỉnh, thành phố
parts-unmerged = { $unit } không sáp nhập: điểm số năm { $year } là điểm đã công bố. Điểm của các đơn vị sáp nhập là ước tính, trung bình theo { $weight } của các đơn vị cũ; vì vậy mọi thứ hạng trong { $units } đơn vị đều là ước tính.
parts-table = { $unit } từ ngày { $since }: các đơn vị cũ, trọng số và điểm năm { $year }
parts-note-mean = Dòng cuối là ước tính: trung bình điểm đã công bố của các đơn vị cũ, có trọng số là { $weight }.
parts-note-parts = Các chỉ số nội dung và nội dung thành phần của { $indices } được tính cùng cách.
parts-note-weight = { $source }; dùng chung cho mọi năm.
parts-note-missing = “–”: chưa có điểm hoặc điểm không được công bố; khi đó không ước tính.
parts-note-rank = Thứ hạng đã công bố của các đơn vị cũ không phải là thứ hạng của đơn vị mới và không nêu ở đây.
column-part = Đơn vị cũ
column-weight = Trọng số
sources-table = Nguồn của các số liệu trong bản tóm tắt
column-figures = Số liệu
column-source = Nguồn
column-published = Ngày công bố
column-address = Địa chỉ
source-no-date = không ghi ngày
source-publisher = { $figures }. Đơn vị công bố: { $publisher }.
origins-table = Vị trí của từng số liệu trong các bảng gốc
column-raw = Bảng gốc và dòng
column-figure-published = Ngày công bố số liệu
origins-rows = { $table }, dòng { $rows }
origins-of = { $figures }, { $unit }
origins-former = { $unit } trước khi sáp nhập
origins-rows-all = { $tables }, dòng của từng đơn vị
origins-rows-same = { $tables }, dòng của từng đơn vị như ở mục “{ $entry }”
origins-change = { $figures } so với { $before }
origins-all = { $figures }, mọi đơn vị
origins-national = { $figures }, cả nước
origins-regional = { $figures }, { $region }
origins-scales = { $index }, thang điểm
origins-result = { $plan } so với kết quả { $year }
origins-parts = Đơn vị cũ và trọng số
origins-note-header = Dòng 1 là dòng tiêu đề.
origins-note-parts = Điểm mỗi chỉ số nội dung của { $indices } là tổng các ô trong dòng.
origins-note = Nếu bảng có đủ các đơn vị, thứ hạng được tính từ mọi dòng của bảng; nếu không, thứ hạng nằm trong dòng của đơn vị. Số trong ngoặc là số thứ tự của nguồn. Lệnh chiso explain in ra toàn bộ cách tính từ ô số liệu gốc đến câu nhận định.
breaks-table = Các trường hợp không so sánh được hoặc thiếu số liệu
breaks-none = Không có gián đoạn hay số liệu thiếu: mọi tổng điểm của { $unit } năm { $now } và { $before } đều được công bố và so sánh được.
column-where = Nội dung
column-kind = Loại
column-detail = Chi tiết
break-where = { $index }, { $code }
break-where-total = { $index }, tổng điểm
gap-where = { $index } { $year }
gap-title = Không có số liệu
gap-title-score = Không có điểm số
gap-ranked = { $gap }; thứ hạng đã công bố: { $rank }
gap-parts = { $gap }. Phần không công bố: { $parts }.
statements-table = Văn bản chính thức
statements-caption = Số liệu nêu trong văn bản chính thức, đối chiếu với dữ liệu. Văn bản: { $document }
statements-caption-several = Số liệu nêu trong các văn bản chính thức, đối chiếu với dữ liệu. Văn bản: { $documents }
statements-document = ({ $number }) { $document }
statements-figure = { $quantity } ({ $number })
statements-none = Không có văn bản chính thức nào thu thập được nêu số liệu năm { $year } của { $unit }.
statements-former = Văn bản nêu số liệu của { $parts } trước khi sáp nhập được đối chiếu trong bản tóm tắt theo { $unitsbefore } tỉnh, thành phố, không phải với số liệu ước tính của { $unit } hiện nay.
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
verdict-rounded = khớp, đã làm tròn
verdict-cut_off = khớp, văn bản cắt bớt chữ số
verdict-off = lệch chưa đến một đơn vị của chữ số cuối
verdict-disagrees = không khớp
verdict-known_conflict = không khớp, các nguồn mâu thuẫn
verdict-conflict-read = { $verdict }: { $reading }
verdict-not_checkable = chưa kiểm tra được
verdict-carried = { $verdict } (lấy từ chính văn bản này)
statements-note = Một số liệu được coi là khớp khi chênh lệch nhỏ hơn một đơn vị của chữ số cuối cùng được in. “Lấy từ chính văn bản này”: dữ liệu lấy số này từ chính văn bản, nên khớp chỉ có nghĩa là chép đúng.
record-table = Tham số, phần mềm và dữ liệu đầu vào
record-parameters = Tham số
record-software = Phần mềm
record-software-value = chiso { $version }, { $commit }
record-commit = phiên bản mã nguồn { $commit }
record-commit-changed = phiên bản mã nguồn { $commit }, có sửa đổi chưa lưu
record-commit-unknown = không có quản lý phiên bản
record-lock = Tệp khóa phiên bản thư viện
record-libraries = Thư viện bổ sung, theo phiên bản đã khóa
record-unlocked = Có cài đặt nhưng không nằm trong tệp khóa nào
record-inputs = Dữ liệu đầu vào
record-inputs-value = { $count } tệp; mã kiểm tra chung SHA-256 { $digest }
record-note = Hồ sơ lập báo cáo đính kèm trong tệp PDF liệt kê từng tệp đầu vào với mã kiểm tra SHA-256 và nguồn; cùng đính kèm có bảng so sánh của { $unit } và sổ tay đã chạy. Để kiểm tra một bản PDF nhận được, chạy lệnh: chiso verify TỆP.pdf.
column-item = Mục
column-value = Giá trị

## Cách đọc; docs/method.md cũng được tạo từ các thông điệp này

method-page-title = Phương pháp
method-page-about = Các số liệu của bản tóm tắt được tính thế nào và không nói lên điều gì. Phần đầu của các mục quan trọng nhất có trong phụ lục của mọi bản tóm tắt. Các năm nêu ở đây là của bản tóm tắt năm { $year }.
method-year-title = Năm
reading-year = “Năm đánh giá” là năm được đo lường, kết quả công bố vào năm sau: bản tóm tắt năm { $year } so sánh năm { $now } với năm { $before }.
method-year = Kế hoạch của thành phố áp dụng cho năm công bố số liệu: bản tóm tắt năm { $year } đặt mục tiêu của kế hoạch năm { $year } bên cạnh kết quả năm { $now }. Mục tiêu có đạt hay không được nêu ở bản năm sau, khi đã đo lường năm { $year }.
method-rounding-title = Làm tròn
reading-rounding = Số liệu chỉ làm tròn khi trình bày, nên một mức thay đổi có thể lệch 0,01 so với hiệu của hai điểm đã làm tròn.
method-rounding = Giá trị đúng nửa đơn vị được làm tròn lên theo giá trị tuyệt đối. Điểm cộng từ các phần giữ sáu chữ số thập phân; điểm lấy từ bản in giữ nguyên các chữ số đã in.
method-rank-title = Thứ hạng
reading-rank = Thứ hạng tính trong số các đơn vị có đủ tổng điểm. Thứ hạng tăng là số nhỏ đi: từ thứ 29 xuống thứ 37 là giảm 8 bậc.
method-rank = Các đơn vị bằng điểm cùng nhận thứ hạng cao hơn và thứ hạng kế tiếp bỏ trống. Khi có bảng đầy đủ của chỉ số, thứ hạng được tính từ bảng đó; chỉ số mới có một phần số liệu thì nêu thứ hạng đã công bố và không tính gì thêm. Thứ hạng chỉ có nghĩa khi đi cùng số đơn vị được xếp hạng: thay đổi thứ hạng được tính trong các đơn vị được xếp hạng cả hai năm, xếp lại với nhau, và ghi kèm số đơn vị đó nếu khác. Khi chưa rõ những đơn vị nào được xếp hạng, chỉ nêu hai thứ hạng, không nêu thay đổi.
method-break-title = Gián đoạn
reading-break = Khi nội dung, thang điểm, phương pháp hay phạm vi đơn vị đổi, mức thay đổi in xám kèm hình thoi và lý do: không phải tăng hay giảm.
method-break = Có sáu loại lý do: khác nội dung, khác thang điểm, khác phương pháp, khác phạm vi đơn vị, mặt bằng điểm của cả chuỗi dịch chuyển, và thiếu số liệu ở một trong hai năm. Nội dung thành phần được theo dõi theo ý nghĩa chứ không theo mã. Gián đoạn về phương pháp hoặc phạm vi của cả chỉ số áp dụng cho mọi phần của chỉ số. Khi nội dung giữ nguyên mà chỉ thang điểm thay đổi, hai điểm số còn được tính theo phần trăm của thang: (điểm − điểm thấp nhất có thể) ÷ (điểm cao nhất có thể − điểm thấp nhất có thể). Biểu đồ không nối đường qua chỗ gián đoạn.
method-core-title = Phần so sánh được
reading-core = Khi một phần của tổng điểm bị gián đoạn, mức thay đổi được tính là của các phần còn lại; mức của cả tổng điểm ghi bên cạnh.
method-core = Phần so sánh được của tổng điểm hoặc chỉ số nội dung giữa hai năm là tập hợp S các nội dung thành phần có cùng ý nghĩa, thang điểm và mặt bằng điểm ở cả hai năm. Mức thay đổi của một đơn vị là Σ(x_t − x_t−1) trên S; phần chung là trung bình của mức đó trên các đơn vị có tổng điểm cả hai năm, phần riêng là phần còn lại. Các phần ngoài S đứng ở một dòng riêng. Khi mặt bằng điểm dịch chuyển làm một nội dung co lại, mức tăng giảm so với bình quân ở nội dung đó do điểm xuất phát quyết định. `make check` nêu những nội dung có mức thay đổi gần như do điểm năm trước quyết định mà chưa được ghi là gián đoạn.
method-error-title = Sai số của cuộc khảo sát
reading-error = Khảo sát hỏi một mẫu nên điểm có sai số: dùng sai số đã công bố, nếu không có thì dùng mức tối đa ước tính tại đây; không có cả hai thì không kết luận tăng hay giảm.
method-error = Sai số chuẩn đã công bố được ưu tiên. Nếu không có, xét từng chuỗi gồm ít nhất ba lần công bố đầy đủ, trên các nội dung không có gián đoạn: σ² = Var(Δ1) − ½·Var(Δ2), trong đó Δ1 và Δ2 là thay đổi riêng của các đơn vị (trừ bình quân chung) sau một năm và sau hai năm. Nếu điểm thật biến động ngẫu nhiên và sai số độc lập với điểm thật, độc lập với nhau, thì Var(Δ1) = τ² + 2σ² và Var(Δ2) = 2τ² + 2σ². Biến động thật nhưng mất đi sau một năm cũng bị tính vào sai số, nên σ là mức tối đa của sai số chọn mẫu. Đây là một mức chung cho mọi đơn vị, dù sai số của các đơn vị khác nhau; khoảng tin cậy 95 % của σ lấy từ 500 lần chọn lại mẫu đơn vị. Trong các chuỗi cùng thang điểm của năm đó, σ lớn nhất được dùng, vì ba lần công bố chỉ cho ước tính yếu; nếu chưa chuỗi nào đủ dài thì dùng σ của chuỗi gần nhất trên thang khác, phần hướng dẫn trong bản tóm tắt cho biết qua các năm của chuỗi. Ước tính cho đơn vị sáp nhập là trung bình có trọng số của các đơn vị cũ, sai số là σ·√(Σw²) ÷ Σw. Khi không có sai số công bố và không có bảng đầy đủ, bản tóm tắt ghi “chưa công bố sai số”, không bao giờ ghi 0.
method-verdict-title = Kết luận về một thay đổi
reading-verdict = Tam giác đặc: cả mức thay đổi lẫn phần riêng của nó đều vượt sai số; rỗng: có thể đã tăng hoặc giảm; hình tròn: chưa thể kết luận.
method-verdict = Gọi d là mức thay đổi của phần so sánh được trừ phần chung, s = √(se_t² + se_t−1²). Điểm số tăng hoặc giảm khi |d| và mức thay đổi của phần so sánh được đều vượt 1,96·s (95 %), có thể đã tăng hoặc giảm khi cả hai vượt 1,28·s (80 %); trường hợp khác, hoặc khi hai mức ngược chiều nhau, thì chưa thể kết luận. Thứ hạng tăng hoặc giảm khi hai khoảng thứ hạng 95 % của hai năm không giao nhau, có thể đã tăng hoặc giảm khi hai khoảng dễ xảy ra không giao nhau. Mỗi kết luận đứng riêng: trong hai mươi số không thay đổi sẽ có một số tưởng như đã thay đổi và đến bốn số tưởng như ít nhất có thể đã thay đổi.
method-range-title = Khoảng thứ hạng
reading-range = Khoảng hạng (95 %) gồm các thứ hạng chưa loại trừ được; khoảng dễ xảy ra chứa thứ hạng thật chín trên mười lần, nếu điểm thật phân phối chuẩn.
method-range = Khoảng thứ hạng là tập tin cậy của M. Mogstad, J. P. Romano, A. M. Shaikh và D. Wilhelm, “Inference for Ranks”, Review of Economic Studies 91 (2024): với đơn vị j, từ 1 + #(k: x_k − x_j > c·s_jk) đến p − #(k: x_k − x_j < −c·s_jk), trong đó s_jk² = se_j² + se_k² và c là phân vị 95 % của giá trị lớn nhất của |Z_j − Z_k| ÷ s_jk trên mọi k. Với bảng tất cả các đơn vị, c tính trên mọi cặp; đơn vị có thể thuộc nhóm n đầu hay không lấy từ tập các đơn vị tốt nhất của các tác giả này. Các tập này đúng với mọi điểm thật. Khoảng dễ xảy ra tính theo Bayes thực nghiệm: điểm thật N(m, τ²), khi biết điểm số là N(m + B·(x − m), B·σ²) với B = τ² ÷ (τ² + σ²), thứ hạng được mô phỏng với hạt giống cố định; xác suất thuộc các nhóm cũng vậy.
method-usual-title = Thay đổi đó thường gặp đến đâu
reading-usual = Đơn vị đứng cao một năm thường bớt cao năm sau (hồi quy về trung bình): phần thay đổi đó là dự kiến được.
method-usual = Tính mọi thay đổi giữa hai năm liền kề có bảng đầy đủ và không có gián đoạn ở giữa, trong các đơn vị được xếp hạng cả hai năm. Thay đổi riêng dự kiến là b·(x_t−1 − bình quân), b là hệ số góc bình phương tối thiểu của thay đổi riêng theo khoảng cách đó trên mọi cặp năm trước. Các câu của thông điệp chính được chọn theo trọng số: thay đổi chắc chắn và hiếm đến đâu, có liên quan đến mục tiêu hay không; `chiso.findings` mô tả các trọng số.
method-noise = { $index }: sai số chuẩn của tổng điểm { $noise } ({ $low }–{ $high }), là mức tối đa ước tính tại đây trên { $parts } nội dung so sánh được của { $first }–{ $last }.
method-noise-published = Đã công bố sai số năm { $year } của { $count ->
   *[other] { $shown } đơn vị
} ({ $low }–{ $high }): với các đơn vị đó dùng số công bố.
method-noise-not_said = { $index }: chưa công bố sai số.
method-noise-not_survey = { $index }: phần lớn do cơ quan nhà nước chấm điểm; chưa công bố sai số.
method-noise-not_whole = { $index }: mới có một phần số liệu; chưa công bố sai số, chưa ước tính được.
method-noise-too_short = { $index }: chưa công bố sai số; cần ba lần công bố so sánh được để ước tính.
method-terms-title = Thuật ngữ
method-terms = Sai số chuẩn: standard error. Sai số chọn mẫu: sampling error. Khoảng tin cậy, cận dưới, cận trên: confidence interval, limits. Độ lệch chuẩn: standard deviation. Phần so sánh được: comparable part. Phần chung và phần riêng: shared and own change. Khoảng hạng: range of ranks; khoảng dễ xảy ra: likely range. Hồi quy về trung bình: regression to the mean. Kết luận: rose, probably rose, cannot be told, probably fell, fell. Gián đoạn chuỗi số liệu: break in a series. Trung vị: median. Nhóm phần tư: quarter of units.
method-missing-title = Số liệu thiếu
reading-missing = Số liệu thiếu được để trống: không ước tính thay thế và không coi là 0.
method-missing = Phân biệt ba trường hợp: có đo lường nhưng đơn vị thực hiện không công bố; đã công bố nhưng chưa có trong các bảng số liệu thu thập được; và không đo lường. Chỉ số nội dung hoặc tổng điểm có phần không công bố thì cũng để trống, và đơn vị không có tổng điểm thì không xếp hạng.
method-standing-title = Vị trí của đơn vị
reading-standing = Trung vị, mức cao nhất và nhóm chỉ tính khi có bảng đầy đủ. Nhóm là nhóm của đơn vị công bố nếu biết, nếu không thì là nhóm phần tư (mỗi nhóm khoảng một phần tư số đơn vị) tính tại đây và được gọi như vậy.
method-standing = Tỷ lệ đơn vị thấp hơn được tính trên tất cả các đơn vị còn lại. Số thứ tự của nhóm phần tư tính tại đây là bốn lần thứ hạng chia cho số đơn vị, làm tròn lên. Khoảng cách là điểm của đơn vị trừ trung vị, trừ mức cao nhất trong vùng hoặc trừ mức cao nhất trong các thành phố trực thuộc trung ương.
method-own-title = Điều gì làm tổng điểm thay đổi
reading-own = Phần chung là mức thay đổi bình quân của các đơn vị có tổng điểm cả hai năm, phần riêng là phần còn lại; hai phần cộng lại đúng bằng mức thay đổi.
method-own = Mức thay đổi của tổng điểm là tổng mức thay đổi của các chỉ số nội dung, và của mỗi chỉ số nội dung là tổng mức thay đổi của các nội dung thành phần; phần mà chỉ số thêm vào hoặc bỏ đi được tính với toàn bộ điểm và được ghi rõ. Khi mặt bằng điểm của cả chuỗi dịch chuyển, sự dịch chuyển đó thuộc phần chung, còn phần riêng chỉ cho biết đơn vị thay đổi nhiều hay ít hơn các đơn vị khác. Các nội dung thành phần được nêu tên là những nội dung kém đi (hoặc tốt lên) nhiều hơn nơi khác, khác thường nhất nêu trước: mỗi nội dung biến động ở mức khác nhau nên phần riêng được tính theo độ lệch chuẩn phần riêng của mọi đơn vị, từ một độ lệch chuẩn trở lên. Thay đổi quá 5 % so với điểm năm trước được đánh dấu theo cách của đơn vị công bố; có năm một nửa số thay đổi vượt mức này nên dấu đó chưa phải là bằng chứng.
method-target-title = Mục tiêu
reading-target = Với mỗi mục tiêu, bản tóm tắt nêu điểm số của thứ hạng mục tiêu trong ba lần công bố gần nhất và số lượt đơn vị đã tăng ít nhất bằng mức còn thiếu trong vòng một năm.
method-target = Mức còn thiếu là mục tiêu trừ điểm số và thứ hạng trừ thứ hạng mục tiêu. Số lượt tăng được đếm trên mọi cặp năm liền kề đến năm đánh giá có bảng đầy đủ, theo thang điểm của năm đánh giá và không có gián đoạn ở giữa; mỗi đơn vị có tổng điểm cả hai năm được tính một lượt cho mỗi cặp. Thứ hạng tính trong các đơn vị được xếp hạng cả hai năm. Bên cạnh tổng số lượt là số lượt của các đơn vị xuất phát trong phạm vi một phần bảy số đơn vị về mỗi phía, và số lượt tăng vượt bình quân chung. Điểm của một thứ hạng ở bên kia chỗ gián đoạn được đánh dấu. Đơn vị có thể đã thuộc nhóm n đầu hay chưa được xét theo tập hợp các đơn vị chưa loại trừ được khỏi nhóm đó (95 %). Chỉ số mới có một phần số liệu thì chỉ nêu những gì đã công bố về thứ hạng mục tiêu. Mục tiêu đặt theo cách tính cũ của chỉ số thì không so sánh.
method-step-title = Một bước cải thiện đem lại gì
reading-step = “Một bước cải thiện đem lại gì” là phép tính, không phải dự báo: một chỉ số nội dung ở mức khác, mọi yếu tố còn lại giữ nguyên.
method-step = Tổng điểm mới là tổng điểm cộng chênh lệch giữa mức khác đó và mức của năm đánh giá; thứ hạng mới đếm các đơn vị có tổng điểm cao hơn. Các mức khác là mức năm trước của chính đơn vị nếu chỉ số nội dung đó và mọi nội dung thành phần so sánh được, mức cao nhất trong vùng và trung vị của mọi đơn vị có chỉ số nội dung đó.
method-measure-title = Biện pháp của kế hoạch
reading-measure = Mỗi biện pháp được đặt cạnh chỉ số mà biện pháp đó hướng tới; không khẳng định quan hệ nhân quả.
method-measure = Diễn biến bắt đầu từ năm gần nhất mà kế hoạch đã biết. Năm không so sánh được với năm trước in màu xám.
method-statement-title = Văn bản chính thức
reading-statement = Số liệu trong văn bản chính thức được đối chiếu với dữ liệu. Một số liệu khớp khi chênh lệch nhỏ hơn một đơn vị của chữ số cuối cùng được in.
method-statement = Văn bản thường cắt bớt chữ số thay vì làm tròn: 42,8855 được in là 42,88. Có bốn trường hợp: đúng nguyên số; đã làm tròn; cắt bớt chữ số; không thuộc hai cách đó nhưng chênh lệch chưa đến một đơn vị của chữ số cuối, như 42,8801 được in là 42,89, tức làm tròn sai. Dòng không khớp làm dừng việc kiểm tra bảng số liệu (`make check`), kèm số dòng. Dòng đã biết là mâu thuẫn với nguồn khác thì được liệt kê cùng cả hai số liệu (`reference/conflicts.csv`) và không làm dừng việc kiểm tra.
