"""The program's settings: one frozen object, read from the environment (`XUESHI_…`).

Every setting has a default, so that none is needed. `docs/settings.md` lists them;
`python -m verifier.settings` prints its table.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import Field, FilePath, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from extractor.limits import DEFAULT_LIMITS, Limits
from verifier.errors import SettingsError

PREFIX = "XUESHI_"


class Settings(BaseSettings):
    """What an operator may choose."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    engine: str = Field(default="rapid", description="Recognition engine, `rapid` or `tesseract`.")
    confidence_floor: float = Field(
        default=0.8,
        ge=0,
        le=1,
        description="A field read with less confidence lets no rule pass or fail: a person looks.",
    )
    policies: Path | None = Field(
        default=None, description="Folder with further notices (YAML) besides the built-in ones."
    )
    registers: Path | None = Field(
        default=None, description="Folder with the office's lists (CSV or xlsx), see registers.md."
    )
    trust_roots: Path | None = Field(
        default=None,
        description="Folder with the certificates (PEM or DER) whose signatures are trusted.",
    )
    data: Path = Field(
        default=Path("data"), description="Folder of the uploaded files and of the database."
    )
    database: str | None = Field(
        default=None,
        description="Address of the database; SQLite in the data folder where none is given.",
    )
    blobs: str | None = Field(
        default=None,
        description="Where uploaded files lie: a folder, or `s3://bucket/prefix` (extra `objects`);"
        " the folder `blobs` of the data folder where none is given.",
    )
    executor: str = Field(
        default="pool",
        description="Who reads: `pool`, processes of this machine, or the address of a Dask"
        " scheduler such as `tls://host:8786` (extra `cluster`).",
    )
    worker_nice: int = Field(
        default=5, ge=0, le=19, description="How far a reading process steps back for others."
    )
    worker_memory: int = Field(
        default=4 * 1024**3, gt=0, description="Limit: bytes of memory of one reading process."
    )
    worker_documents: int = Field(
        default=500, gt=0, description="Documents after which a reading process is replaced."
    )
    host: str = Field(default="127.0.0.1", description="Address that `xueshi serve` listens on.")
    port: int = Field(
        default=8000, ge=1, le=65535, description="Port that `xueshi serve` listens on."
    )
    address: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#\s]+$",
        description="Address under which browsers reach the desk, such as"
        " `https://xueshi.example`; needed for signing in through a directory.",
    )
    oidc_issuer: str | None = Field(
        default=None,
        description="Issuer of the office's own directory (OpenID Connect, extra `oidc`), as its"
        " discovery document has it; without one nobody signs in that way.",
    )
    oidc_client: str | None = Field(
        default=None, description="Under which id the directory knows the desk."
    )
    oidc_secret_file: Path | None = Field(
        default=None, description="File with the secret that belongs to it; none: PKCE alone."
    )
    oidc_claim: str = Field(
        default="sub",
        description="Claim of the identity token that is the account's login. Only `sub` is never"
        " given to somebody else by every directory.",
    )
    oidc_name: str = Field(
        default="统一身份认证", description="What the button for signing in that way calls it."
    )
    scanner: str | None = Field(
        default=None,
        description="Command that looks for malware in each upload, such as `clamdscan"
        " --no-summary -`: the file comes on its standard input, 0 says clean, 1 refused. Any"
        " other answer refuses the upload too, for now.",
    )
    scanner_seconds: float = Field(
        default=60, gt=0, description="Limit: seconds that the scanner may take for one file."
    )
    supplement_days: int | None = Field(
        default=None,
        ge=1,
        le=366,
        description="Days that a teacher has for a supplement after a return, told with it; what"
        " comes later is taken in and shown to the reviewer as late. None: the notices name none.",
    )
    metrics_token_file: FilePath | None = Field(
        default=None,
        description="File with the Bearer token that `/metrics` asks for; none: it asks for none.",
    )
    debug: bool = Field(
        default=False, description="With `1`, a defect of the program prints its trace."
    )
    max_bytes: int = Field(
        default=DEFAULT_LIMITS.max_bytes, gt=0, description="Limit: bytes of one file."
    )
    max_pages: int = Field(
        default=DEFAULT_LIMITS.max_pages, gt=0, description="Limit: pages of one file."
    )
    max_pixels: int = Field(
        default=DEFAULT_LIMITS.max_pixels,
        gt=0,
        description="Limit: pixels of one page, or of one picture on it.",
    )
    max_characters: int = Field(
        default=DEFAULT_LIMITS.max_characters,
        gt=0,
        description="Limit: characters of one page's text layer.",
    )
    max_side: int = Field(
        default=DEFAULT_LIMITS.max_side,
        gt=0,
        description="Pixels of a page's longer side; larger pages are reduced.",
    )
    render_dpi: int = Field(
        default=DEFAULT_LIMITS.render_dpi,
        gt=0,
        description="Dots per inch at which PDF pages are drawn.",
    )
    decode_seconds: float = Field(
        default=DEFAULT_LIMITS.decode_seconds,
        gt=0,
        description="Limit: seconds to open and draw one file.",
    )
    decode_memory: int = Field(
        default=DEFAULT_LIMITS.decode_memory,
        gt=0,
        description="Limit: bytes of memory a decoder may use.",
    )
    read_seconds: float = Field(
        default=DEFAULT_LIMITS.read_seconds,
        gt=0,
        description="Limit: seconds to recognise one file.",
    )

    @property
    def database_url(self) -> str:
        """The address of the database."""
        return self.database or f"sqlite:///{self.data / 'xueshi.db'}"

    @property
    def blobs_address(self) -> str:
        """Where uploaded files lie."""
        return self.blobs or str(self.data.absolute() / "blobs")

    @property
    def lists(self) -> Path:
        """The folder of the lists that units hand in at the desk."""
        return self.data.absolute() / "registers"

    @property
    def limits(self) -> Limits:
        """The limits on one upload, for the reader."""
        return Limits(
            max_bytes=self.max_bytes,
            max_pages=self.max_pages,
            max_pixels=self.max_pixels,
            max_characters=self.max_characters,
            max_side=self.max_side,
            render_dpi=self.render_dpi,
            decode_seconds=self.decode_seconds,
            decode_memory=self.decode_memory,
            read_seconds=self.read_seconds,
        )


def load_settings() -> Settings:
    """Return the settings of this process's environment.

    Raises:
        SettingsError: a variable holds a value that cannot be used; all are named.
    """
    try:
        return Settings()
    except ValidationError as error:
        named = "; ".join(
            f"{PREFIX}{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}"
            for fault in error.errors()
        )
        raise SettingsError(f"环境变量有误。 A setting cannot be used: {named}") from error


def settings_table() -> str:
    """Return the table of docs/settings.md, one line a setting in the order of the class."""
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    for name, info in Settings.model_fields.items():
        default = "" if info.default is None else f"`{info.default}`"
        lines.append(f"| `{PREFIX}{name.upper()}` | {default} | {info.description} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(settings_table())
