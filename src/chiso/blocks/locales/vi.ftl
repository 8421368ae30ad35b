### Những từ ngữ mà trang HTML và bản PDF tự thêm vào, quanh nội dung của tài liệu.

page-skip = Đi thẳng tới nội dung
page-page = Trang { $page }/{ $pages }
page-dated = Số liệu công bố đến ngày { $date }
page-chart-from-cell = Biểu đồ từ ô { $cell }
page-image-from-cell = Hình ảnh trong ô { $cell }
page-only-in-notebook = Nội dung của ô { $cell } chỉ xem được trong sổ tay Jupyter.
page-lines-left-out = … lược bỏ { $lines } dòng …
page-lines-cut = { $lines } dòng ở trên dài hơn { $length } ký tự nên chỉ in phần đầu.
page-colours-left-out = Màu của { $cells } ô trong bảng trên bị bỏ vì chữ trên nền đó khó đọc.
page-table = Bảng
page-figure = Hình
page-note = Chú thích
page-contents = Mục lục
page-editions = Bản khác của tài liệu này
page-language = Tiếng Việt
page-pdf = Bản PDF
page-top = Về đầu trang
page-filter = Tìm trong cột:
page-all = Tất cả
page-reset = Đặt lại
page-rows-shown = Đang hiện { $shown } trên { $all } dòng.
page-rows-none = Không có dòng nào phù hợp.
page-attached-notebook = Sổ tay Jupyter đã chạy, nguồn của tài liệu này
page-attached-comparison = Bảng so sánh các chỉ số của tỉnh, thành phố, dạng CSV
page-attached-record = Hồ sơ lập báo cáo: tham số, dữ liệu đầu vào, phần mềm và mã kiểm tra (RO-Crate)
