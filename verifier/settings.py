"""The program's settings: one frozen object, read from the environment (`XUESHI_…`).

Every setting has a default, so that none is needed; docs/settings.md lists them.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from extractor.limits import DEFAULT_LIMITS, Limits
from verifier.errors import SettingsError


class Settings(BaseSettings):
    """What an operator may choose."""

    model_config = SettingsConfigDict(env_prefix="XUESHI_", frozen=True, extra="ignore")

    engine: str = Field(default="rapid", description="Recognition engine: rapid or tesseract.")
    confidence_floor: float = Field(
        default=0.8,
        ge=0,
        le=1,
        description="A field read with less confidence lets no rule pass or fail; a person confirms"
        " it.",
    )
    policies: Path | None = Field(
        default=None,
        description="A folder with further notices (YAML), read besides the built-in ones.",
    )
    host: str = Field(default="127.0.0.1", description="Address that `xueshi serve` listens on.")
    port: int = Field(
        default=8000, ge=1, le=65535, description="Port that `xueshi serve` listens on."
    )
    debug: bool = Field(
        default=False,
        description="With 1, an unexpected defect prints its trace on standard error.",
    )
    max_bytes: int = Field(default=DEFAULT_LIMITS.max_bytes, gt=0, description="Bytes of one file.")
    max_pages: int = Field(default=DEFAULT_LIMITS.max_pages, gt=0, description="Pages of one file.")
    max_pixels: int = Field(
        default=DEFAULT_LIMITS.max_pixels, gt=0, description="Pixels of one page."
    )
    decode_seconds: float = Field(
        default=DEFAULT_LIMITS.decode_seconds,
        gt=0,
        description="Seconds to open and render one file.",
    )
    decode_memory: int = Field(
        default=DEFAULT_LIMITS.decode_memory, gt=0, description="Bytes of memory a decoder may use."
    )
    read_seconds: float = Field(
        default=DEFAULT_LIMITS.read_seconds, gt=0, description="Seconds to recognise one file."
    )

    @property
    def limits(self) -> Limits:
        """The limits on one upload, for the reader."""
        return Limits(
            max_bytes=self.max_bytes,
            max_pages=self.max_pages,
            max_pixels=self.max_pixels,
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
            f"XUESHI_{'_'.join(map(str, fault['loc'])).upper()}: {fault['msg']}"
            for fault in error.errors()
        )
        raise SettingsError(f"环境变量有误。 A setting cannot be used: {named}") from error
