### Những phần quanh nội dung của một văn bản hành chính theo Nghị định 30/2020/NĐ-CP.

form-nation = CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
form-motto = Độc lập - Tự do - Hạnh phúc
form-translation = { "" }
form-number = Số:{"\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0"}/{ $kind }-{ $symbol }
form-date = { $place }, ngày{"\u00A0"}……{"\u00A0"}tháng{"\u00A0"}……{"\u00A0"}năm{"\u00A0"}{ $year }

form-body-blank = (TÊN CƠ QUAN BAN HÀNH) ……………………
form-symbol-blank = ………
form-place-blank = ………………
form-year-blank = ……

form-bao-cao = Báo cáo
form-bao-cao-short = BC
form-bao-cao-subject = Kết quả { $indices } năm { $measured } của { $unit }
form-bao-cao-opening = { $body } báo cáo kết quả { $indices } năm { $measured } như sau:
form-bao-cao-closing = Trên đây là báo cáo kết quả { $indices } năm { $measured } của { $unit }./.

form-ke-hoach = Kế hoạch
form-ke-hoach-short = KH
form-ke-hoach-subject = Cải thiện { $indices } của { $unit } năm { $year }
form-ke-hoach-opening = { $body } ban hành kế hoạch cải thiện { $indices } của { $unit } năm { $year } như sau:
form-ke-hoach-closing = Trên đây là kế hoạch cải thiện { $indices } của { $unit } năm { $year }; trong quá trình thực hiện, nếu có vướng mắc, đề nghị các cơ quan, đơn vị phản ánh về { $body } để xem xét, giải quyết./.

form-ground = Căn cứ { $text }
form-ground-blank = ………………………………………………… (văn bản quy định thẩm quyền, chức năng, nhiệm vụ của cơ quan ban hành)
form-ground-edition = kết quả { $index } năm { $measured } do { $publisher } công bố ngày { $date }
form-ground-edition-undated = kết quả { $index } năm { $measured } do { $publisher } công bố
form-day = { $day } tháng { $month } năm { $year }
form-addressed = Kính gửi:
form-annex-mentioned = Số liệu chi tiết, nguồn số liệu và cách đọc được nêu tại Phụ lục kèm theo.
form-annex-name = Số liệu chi tiết, nguồn số liệu và cách đọc
form-annex-of = (Kèm theo { $document } số{"\u00A0"}……/{ $kind }-{ $symbol } ngày{"\u00A0"}……{"\u00A0"}tháng{"\u00A0"}……{"\u00A0"}năm{"\u00A0"}{ $year } của { $body })
form-received = Nơi nhận:
form-recipient-blank = ……………………
form-kept = Lưu: VT, { $drafted }.
form-drafted-blank = ………
form-capacity-blank = (QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ) ……………………
form-signatory-blank = (Họ và tên) ………………………
form-full-index = { $name } ({ $label })
