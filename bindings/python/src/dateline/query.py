"""The question that all calls of a reader take."""

import enum
from dataclasses import dataclass
from typing import Any

from .days import DayLike, to_number
from .library import Text, ffi, lib, line


class Sort(enum.IntEnum):
    """The order of hits."""

    RELEVANCE = lib.DATELINE_BY_RELEVANCE
    NEWEST = lib.DATELINE_NEWEST_FIRST
    OLDEST = lib.DATELINE_OLDEST_FIRST


@dataclass(frozen=True, slots=True)
class Query:
    """A query; the options are dateline-search's. Where a call takes a Query, its text alone does.

    text is in the query language; "*" is every article. like is the id of an article: those
    like it. since and until are inclusive. limit=None is all hits. timeout is in seconds.
    min_match is how many of the words must match at least, or "50%" of them. total counts all
    matches exactly (Hits.matches). articles and snippets say which parts hits have besides id,
    date and score.
    """

    text: Text = "*"
    like: Text | None = None
    since: DayLike = None
    until: DayLike = None
    offset: int = 0
    limit: int | None = 10
    timeout: float | None = None
    sort: Sort = Sort.RELEVANCE
    articles: bool = True
    snippets: bool = False
    min_match: int | str = 0
    any: bool = False
    literal: bool = False
    total: bool = False
    widen: bool = False
    exact_names: bool = False


def query_of(query: Query | Text) -> Query:
    """QUERY, which may be a query's text alone."""
    return query if isinstance(query, Query) else Query(query)


def _min_match(value: int | str) -> tuple[int, bool]:
    """A least number of words, and whether it is a percentage."""
    if isinstance(value, int):
        return value, False
    number = value.removesuffix("%")
    if number == value or not number.isdecimal():
        raise ValueError(f"min_match takes a number or a percentage, not {value!r}")
    return int(number), True


def lend_query(query: Query) -> tuple[Any, list[Any]]:
    """A dateline_query, and what has to live as long as it."""
    text = line(query.text)
    like = line(query.like)
    min_match, min_percent = _min_match(query.min_match)
    if query.limit is not None and query.limit < 1:
        raise ValueError("limit takes None or at least 1")
    pointer = ffi.new(
        "dateline_query *",
        {
            "size": ffi.sizeof("dateline_query"),
            "text": text,
            "like": like,
            "since": to_number(query.since),
            "until": to_number(query.until),
            "offset": query.offset,
            "limit": query.limit or 0,
            "timeout": query.timeout or 0,
            "sort": int(query.sort),
            "want": lib.DATELINE_WANT_ARTICLE * query.articles | lib.DATELINE_WANT_SNIPPET * query.snippets,
            "min_match": min_match,
            "min_percent": min_percent,
            "any": query.any,
            "literal": query.literal,
            "total": query.total,
            "widen": query.widen,
            "exact_names": query.exact_names,
        },
    )
    return pointer, [text, like]
