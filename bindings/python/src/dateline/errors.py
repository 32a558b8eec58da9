"""An exception for each status of the library."""

import enum
from typing import TYPE_CHECKING, Any, ClassVar

from .library import decode, ffi, lib

if TYPE_CHECKING:
    from .writer import Commit


class Status(enum.IntEnum):
    """dateline_status: how a call of the library ended."""

    OK = lib.DATELINE_OK
    IO = lib.DATELINE_IO
    NO_INDEX = lib.DATELINE_NO_INDEX
    LOCKED = lib.DATELINE_LOCKED
    CORRUPT = lib.DATELINE_CORRUPT
    BAD_QUERY = lib.DATELINE_BAD_QUERY
    BAD_ARTICLE = lib.DATELINE_BAD_ARTICLE
    BAD_OPTION = lib.DATELINE_BAD_OPTION
    NOT_FOUND = lib.DATELINE_NOT_FOUND
    TIMEOUT = lib.DATELINE_TIMEOUT
    NO_MEMORY = lib.DATELINE_NO_MEMORY
    LIMIT = lib.DATELINE_LIMIT
    INTERRUPTED = lib.DATELINE_INTERRUPTED
    UNSYNCED = lib.DATELINE_UNSYNCED
    OUTDATED = lib.DATELINE_OUTDATED


class Error(Exception):
    """A call of the library failed; str() is its message.

    status is the library's, an int where a newer library has one that this module does not know.
    """

    status: int
    of_status: ClassVar[dict[int, type["Error"]]] = {}

    def __init_subclass__(cls, status: Status) -> None:
        cls.status = status
        Error.of_status[status] = cls

    def __init__(self, text: str, status: int | None = None) -> None:
        super().__init__(text)
        if status is not None:
            self.status = status


class IndexIOError(Error, status=Status.IO):
    """The disk or the system refused."""


class NoIndexError(Error, status=Status.NO_INDEX):
    """Nothing at that path, or something else than an index."""


class LockedError(Error, status=Status.LOCKED):
    """Another writer has the index: try later."""


class CorruptError(Error, status=Status.CORRUPT):
    """The index is damaged, or of another format version."""


class BadQueryError(Error, status=Status.BAD_QUERY):
    """A limit exceeded or a date unreadable: show the message to the query's author."""


class BadArticleError(Error, status=Status.BAD_ARTICLE):
    """An article has no id, neither title nor text, or a day that does not exist."""


class BadOptionError(Error, status=Status.BAD_OPTION):
    """An argument is missing, unknown or contradicts the index."""


class NotFoundError(Error, status=Status.NOT_FOUND):
    """No article has that id."""


class QueryTimeoutError(Error, status=Status.TIMEOUT):
    """The time allowed for a query ran out."""


class MemoryExhaustedError(Error, status=Status.NO_MEMORY):
    """The heap is exhausted; the handle can only be closed."""


class LimitError(Error, status=Status.LIMIT):
    """A limit of dateline's own is exceeded: the message names it."""


class InterruptedCallError(Error, status=Status.INTERRUPTED):
    """Another thread asked for the call to end."""


class UnsyncedError(Error, status=Status.UNSYNCED):
    """Committed, but a power loss may undo it: the last sync failed. The writer goes on."""

    commit: "Commit"


class OutdatedError(Error, status=Status.OUTDATED):
    """An index of an older version: compact brings it up to date."""


def call(function: Any, *arguments: Any) -> None:
    """Calls FUNCTION of the library with ARGUMENTS and a dateline_error; raises what it fails with."""
    error = ffi.new("dateline_error *")
    status = function(*arguments, error)
    if status != Status.OK:
        raise Error.of_status.get(status, Error)(decode(error.text), status)
