"""The errors that reading a file can end in.

    CongvanError
    ├── FileError         the file itself cannot be read: no retry helps
    │   ├── EmptyFile           empty
    │   ├── NotAFile            not_a_file (a folder, a device, a link)
    │   ├── UnsupportedType     unsupported
    │   ├── CorruptFile         corrupt
    │   ├── PasswordNeeded      password
    │   ├── Portfolio           portfolio (a cover for files that are attached to it)
    │   ├── TooLarge            too_large (pixels, pages or bytes over the stated limit)
    │   ├── NoText              no_text (every page blank or unreadable)
    │   └── SecrecyMark         secrecy_mark: nothing of the page is kept
    └── PassingError      may heal with time: tried again
        ├── ReadTimeout         timeout
        ├── OcrFailed           ocr_failed
        └── StoreBusy           store_busy (database or disk)
    MissingTool         missing_tool: Tesseract or its language is not installed

Each carries a `code` for programs, a Vietnamese message for the clerk (`what`), and what to do next (`advice`).
"""

from __future__ import annotations

from typing import ClassVar


class CongvanError(Exception):
    """What happened, to which file, and what the person does next.

    `name` is the file's own name without folders. `exit_status` is what `congvan read` ends with.
    """

    code: ClassVar[str] = "error"
    may_retry: ClassVar[bool] = False
    exit_status: ClassVar[int] = 1
    what: ClassVar[str] = "Không đọc được tệp."
    advice: ClassVar[str] = "Báo người quản trị."

    def __init__(self, name: str, detail: str = "") -> None:
        self.name = name
        self.detail = detail
        super().__init__(f"{name}: {self.message}")

    @property
    def message(self) -> str:
        """The sentence a clerk reads: what happened, then what to do."""
        middle = f" ({self.detail})" if self.detail else ""
        return f"{self.what.rstrip('.')}{middle}. {self.advice}"

    def __reduce__(self) -> tuple[type[CongvanError], tuple[str, str]]:
        # Errors cross from child processes, so they must pickle by name and detail.
        return (type(self), (self.name, self.detail))


class FileError(CongvanError):
    """The file cannot be read however often it is tried."""


class EmptyFile(FileError):
    code = "empty"
    what = "Tệp rỗng, không có nội dung."
    advice = "Quét hoặc chép lại văn bản rồi thả lại vào hộp đến."


class NotAFile(FileError):
    code = "not_a_file"
    what = "Đây là thư mục hoặc mục đặc biệt, không phải tệp văn bản."
    advice = "Thả từng tệp văn bản, không đặt tên thư mục như tên tệp."


class UnsupportedType(FileError):
    code = "unsupported"
    what = "Loại tệp không đọc được."
    advice = "Chỉ nhận PDF, JPEG, PNG, TIFF, WebP; hãy quét hoặc xuất lại văn bản sang PDF."


class CorruptFile(FileError):
    code = "corrupt"
    what = "Tệp hỏng hoặc bị cắt cụt."
    advice = "Chép lại từ máy quét hoặc xin lại bản gốc, rồi thả lại."


class PasswordNeeded(FileError):
    code = "password"
    what = "Tệp PDF có mật khẩu."
    advice = "Mở bằng mật khẩu, lưu lại bản không mật khẩu rồi thả lại."


class Portfolio(FileError):
    code = "portfolio"
    what = "Tệp PDF chỉ là bìa của một bộ tệp đính kèm (portfolio), văn bản nằm trong các tệp đó."
    advice = "Mở bằng Adobe Reader, lưu từng tệp đính kèm ra ngoài rồi thả từng tệp vào hộp đến."


class TooLarge(FileError):
    code = "too_large"
    what = "Tệp vượt giới hạn cho phép."
    advice = "Quét lại ở 200–300 dpi hoặc tách thành nhiều tệp."


class NoText(FileError):
    code = "no_text"
    what = "Không đọc được chữ nào trên các trang."
    advice = "Kiểm tra bản quét (trang trắng, quá mờ) và quét lại."


class SecrecyMark(FileError):
    code = "secrecy_mark"
    what = "Đã dừng: trang có dấu chỉ mức độ mật."
    advice = "Xử lý theo quy định về bí mật nhà nước và gỡ tệp khỏi máy này."


class PassingError(CongvanError):
    """May heal with time: tried again with back-off, then handed to a person."""

    may_retry = True


class ReadTimeout(PassingError):
    code = "timeout"
    what = "Đọc quá thời gian cho phép."
    advice = "Bấm «Thử lại»; nếu vẫn lỗi, tách tệp hoặc quét lại."


class OcrFailed(PassingError):
    code = "ocr_failed"
    what = "Bộ nhận dạng chữ gặp lỗi."
    advice = "Bấm «Thử lại»; nếu vẫn lỗi, chạy «congvan doctor»."


class StoreBusy(PassingError):
    code = "store_busy"
    what = "Kho dữ liệu đang bận hoặc đầy."
    advice = "Hệ thống sẽ tự thử lại; nếu lặp lại, kiểm tra dung lượng đĩa."


class MissingTool(CongvanError):
    code = "missing_tool"
    what = "Thiếu phần mềm cần để đọc."
    advice = "Chạy «congvan doctor» để biết cách cài."
