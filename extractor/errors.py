"""Everything that can stop the program, as one tree; each class has a code and a remedy.

    Failure                      code            exit
    ├── InputError               E-INPUT            3   the upload cannot be read
    │   ├── UnsupportedInput     E-INPUT-TYPE
    │   ├── DamagedInput         E-INPUT-DAMAGED
    │   ├── EncryptedInput       E-INPUT-ENCRYPTED
    │   ├── TooLargeInput        E-INPUT-TOO-LARGE
    │   ├── SlowInput            E-INPUT-TOO-SLOW
    │   └── MissingInput         E-INPUT-MISSING
    ├── ReadingDefect            E-DEFECT          70   our own mistake, kept to one document
    ├── EngineError              E-ENGINE           4   the recognition engine failed
    │   ├── MissingEngine        E-ENGINE-MISSING
    │   └── AlteredModel         E-ENGINE-MODEL
    ├── PatternError             E-PATTERN         70   our own phrase data is wrong
    ├── PolicyError              E-POLICY           5   a notice's data file is wrong (verifier)
    ├── RegisterError            E-REGISTER         2   an office's list is wrong (verifier)
    ├── ClaimError               E-CLAIM            2   the claim given is wrong (verifier)
    └── StoreError               E-STORE            6   the store cannot be used (verifier)

A broken rule of a notice is not an error: it is a finding. Messages are for the
person who uploaded the file, Chinese first; they name no personal data.
"""

from __future__ import annotations


class Failure(Exception):
    """Root of everything the program raises on purpose.

    `message` says what happened, with the thing named; `remedy` says what to do.
    Both are sentences for the screen, Chinese first and English second.
    """

    code = "E"
    exit_code = 70
    default_remedy = "请联系管理员。 Please contact the administrator."

    def __init__(self, message: str, remedy: str | None = None) -> None:
        """Keep the message and the remedy, the class's own if none is given."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy if remedy is not None else self.default_remedy


class InputError(Failure):
    """The upload cannot be read."""

    code = "E-INPUT"
    exit_code = 3
    default_remedy = "请重新上传。 Please upload the file again."


class UnsupportedInput(InputError):
    """The content is none of the accepted file types, whatever its name says."""

    code = "E-INPUT-TYPE"
    default_remedy = (
        "请上传 JPEG、PNG、TIFF、WebP、HEIC、BMP 图片、PDF 或 OFD。 "
        "Upload a JPEG, PNG, TIFF, WebP, HEIC or BMP picture, a PDF or an OFD."
    )


class DamagedInput(InputError):
    """The file claims a type whose rules its bytes break."""

    code = "E-INPUT-DAMAGED"
    default_remedy = (
        "请重新扫描或重新导出后上传。 Scan or export the document again, then upload it."
    )


class EncryptedInput(InputError):
    """The file needs a password."""

    code = "E-INPUT-ENCRYPTED"
    default_remedy = "请去除密码后重新上传。 Remove the password (print to PDF), then upload again."


class TooLargeInput(InputError):
    """The file exceeds a limit on bytes, pages, pixels or memory."""

    code = "E-INPUT-TOO-LARGE"
    default_remedy = (
        "请降低分辨率或拆分文件后上传。 Lower the resolution or split the file, then upload it."
    )


class SlowInput(InputError):
    """The file took longer to open than the limit allows."""

    code = "E-INPUT-TOO-SLOW"
    default_remedy = "请重新扫描为普通图片后上传。 Scan it to a plain picture, then upload it."


class MissingInput(InputError):
    """There is no such file, or it may not be opened."""

    code = "E-INPUT-MISSING"
    default_remedy = "请检查文件路径。 Check the path."


class ReadingDefect(Failure):
    """Reading a document met a defect of the program itself; other documents go on."""

    code = "E-DEFECT"
    default_remedy = "请将该文件交给维护人员。 Please hand the file to the maintainers."


class EngineError(Failure):
    """The recognition engine failed."""

    code = "E-ENGINE"
    exit_code = 4


class MissingEngine(EngineError):
    """The engine asked for, or a part of it, is not installed."""

    code = "E-ENGINE-MISSING"


class AlteredModel(EngineError):
    """A model file differs from the digest it was released with."""

    code = "E-ENGINE-MODEL"
    default_remedy = "请重新安装。 Install the program again from its lock file."


class PatternError(Failure):
    """A file of phrase patterns that ships with the program is wrong."""

    code = "E-PATTERN"
