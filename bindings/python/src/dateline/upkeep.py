"""Looking after an index, and the library's own facts."""

from dataclasses import dataclass
from typing import Any

from .days import Day, from_number
from .errors import call
from .library import Path, decode, decode_or_none, ffi, lib, path_line
from .writer import Xapian, lend_options


def version() -> str:
    """The library's version, such as "0.1.0"."""
    return decode(lib.dateline_version())


def guard_files() -> None:
    """From now on files of an index that become shorter raise CorruptError, not SIGBUS: dateline_guard_files."""
    lib.dateline_guard_files()


def compact(
    path: Path, *, memory: int = 0, threads: int = 0, wait_lock: float = 0, xapian: Xapian | None = None
) -> None:
    """Merges the index into one segment without what was deleted or replaced."""
    options, _kept = lend_options(memory=memory, threads=threads, wait_lock=wait_lock, xapian=xapian)
    call(lib.dateline_compact, path_line(path), options)


def check(path: Path) -> list[str]:
    """Verifies every byte; a line for each thing that is wrong. IndexIOError's notes are such lines."""
    damage: list[str] = []

    @ffi.callback("void(void *, const char *)")  # type: ignore[misc]
    def note(_context: Any, text: Any) -> None:
        damage.append(decode(text))

    try:
        call(lib.dateline_check, path_line(path), note, ffi.NULL, ffi.new("uint64_t *"))
    except Exception as error:
        for text in damage:
            error.add_note(text)
        raise
    return damage


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of an index."""

    name: str
    articles: int
    deleted: int
    first: Day | None
    last: Day | None


@dataclass(frozen=True, slots=True)
class Info:
    """The content of an index. Only articles, undated and average_length are known of another program's."""

    articles: int
    undated: int
    deleted: int
    bytes: int
    first: Day | None
    last: Day | None
    average_length: float
    language: str | None
    format: int
    schema: int
    segments: list[Segment]
    components: dict[str, int]


def info(path: Path) -> Info:
    """The content of the index at PATH; components are bytes by kind of file."""
    out = ffi.new("dateline_info **")
    call(lib.dateline_info_read, path_line(path), out)
    try:
        return _take_info(out[0])
    finally:
        lib.dateline_info_free(out[0])


def _take_segment(segment: Any) -> Segment:
    return Segment(
        name=decode(segment.name),
        articles=segment.articles,
        deleted=segment.deleted,
        first=from_number(segment.first),
        last=from_number(segment.last),
    )


def _take_info(told: Any) -> Info:
    components = [lib.dateline_info_component(told, at) for at in range(told.components)]
    return Info(
        articles=told.articles,
        undated=told.undated,
        deleted=told.deleted,
        bytes=told.bytes,
        first=from_number(told.first),
        last=from_number(told.last),
        average_length=told.average_length,
        language=decode_or_none(told.language),
        format=told.format,
        schema=told.schema,
        segments=[_take_segment(lib.dateline_info_segment(told, at)) for at in range(told.segments)],
        components={decode(component.name): component.bytes for component in components},
    )
