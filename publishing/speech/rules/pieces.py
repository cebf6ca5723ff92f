"""Pieces of patterns that several families share."""

import re

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}(?!\d)"
    r"|\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?!\d)(?:,\d+)?"
    r"|[1-9]\d{0,2}(?: \d{3})+(?! ?\d)(?:,\d+)?|\d+(?:[.,]\d+)?)(?![.,]?\d)"
)
SIGN = r"[-−+±]"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
MONTH = r"(?:1[0-2]|0?[1-9])"
LISTED = re.compile(r"\s*(?:,|;|,?\s(?:và|hoặc|hay))\s")  # between what is listed
YEAR = r"(?:1[5-9]\d\d|2[01]\d\d)"
TO = r"\s?[-–—−~]\s?"
COUNTED = re.compile(
    r"\s?(?:người|ngày|tuần|tháng|năm|tuổi|lần|triệu|nghìn|ngàn|tỷ|tỉ|đồng|giờ|phút|giây|trường hợp|"
    r"hộ|đơn vị|điểm|mức|bước|ca|em|cháu|chị|anh|bà|ông|thôn|xã|phường|huyện|tỉnh|thẻ|sổ|hồ sơ|lượt|"
    r"cuộc|câu|trang|bản|loại|nhóm|bậc|lớp|khoản|điều|km|kg|trăm|mét|độ|phần|cán bộ|lao động|học sinh|"
    r"viên|liều|bữa|buổi|con|cái|chiếc|công|tấn|tạ|ha|"
    r"lít|hộp|vỉ|gói|ly|cốc|bát|thìa|giọt|tờ|cuốn|quyển|vụ|việc|đợt|kỳ|quý|đồng chí|thành viên|hội viên|"
    r"đại biểu|nhân viên|bác sĩ|y tá|điều dưỡng|bệnh nhân|khách|hội nghị|mô hình|tin|chương trình|giải|"
    r"thế hệ|đời|vòng|hàng|dòng|mặt|chỗ|căn|ngôi|nhà|cửa|quầy|bàn|máy|tầng|ô|hecta|héc|gam|kí|ký|ki|mi|xen|"
    r"cơ sở|giải pháp|nội dung|nhiệm vụ|hình thức|địa phương|tổ|đội|khu|trạm|mũi|viên|gói|suất|chỗ|"
    r"phòng|giường|xe|bài|câu hỏi|chỉ tiêu|ý kiến|doanh nghiệp|thủ tục|dịch vụ|chính sách|chế độ)\b"
)
BESIDE_DATE = re.compile(
    r"(?:\b(?:ngày|mùng|mồng|hôm|sáng|chiều|tối|trưa|đêm|lễ|dịp|tết|mừng|kỷ niệm|quốc khánh|chiến thắng|"
    r"kể từ|thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật|cn)|(?:ngày|lễ|dịp|tết) [\d/, và]*\d)"
    r"(?: và| đến(?: hết)?)?[\s,(:]*$"
)
PERHAPS_DATE = re.compile(r"\b(?:từ|trước|sau|đến|hết|vào|tới|qua|lúc|giờ|h\d?\d?)[\s,(:]*$")
SAID_DAY = re.compile(r"\b(?:ngày|mùng|mồng|hôm|rằm)$")
OFFICIAL = re.compile(
    r"\b(?:đề án|chỉ thị|nghị quyết|nghị định|quyết định|thông tư|kế hoạch|công văn|mẫu|biểu|phụ lục|"
    r"đường|quốc lộ|tỉnh lộ|hộp thư)(?: số)?$|\bsố$"
    r"|\bmã(?: (?:tỉnh|huyện|xã|vùng|đơn vị|cơ sở|bệnh viện|quyền lợi|mức hưởng))?$"
)
