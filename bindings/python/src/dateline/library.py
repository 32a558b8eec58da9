"""The library, and text on its way to it and back."""

import os
from typing import Any

try:
    from ._declarations import ffi as _ffi
except ImportError as error:
    raise ImportError("dateline._declarations is missing: build the wheel, or run declare.py") from error

NAME = os.environ.get("DATELINE_LIBRARY") or "libdateline.so.0"

ffi: Any = _ffi
try:
    lib: Any = ffi.dlopen(NAME)
except OSError as error:
    raise ImportError(f"cannot load dateline's library {NAME}: {error}") from error

Text = str | bytes
Path = str | bytes | os.PathLike[str] | os.PathLike[bytes]


def encode(text: Text) -> bytes:
    """TEXT as the library takes it. File names that are not UTF-8 keep their bytes."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")


def line(text: Text | None) -> Any:
    """TEXT as a C string for as long as the result lives; NULL for None."""
    if text is None:
        return ffi.NULL
    encoded = encode(text)
    if b"\0" in encoded:
        raise ValueError("embedded null character")
    return ffi.new("char[]", encoded)


def path_line(path: Path) -> Any:
    """PATH as a C string for as long as the result lives."""
    return line(os.fsencode(path))


def decode(pointer: Any) -> str:
    """The library's text at POINTER; "" for NULL."""
    if pointer == ffi.NULL:
        return ""
    content: bytes = ffi.string(pointer)
    return content.decode("utf-8", "replace")


def decode_or_none(pointer: Any) -> str | None:
    """The same, None for NULL."""
    return None if pointer == ffi.NULL else decode(pointer)
