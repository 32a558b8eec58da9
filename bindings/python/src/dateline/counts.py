"""Timelines and facets as lists of plain dictionaries, which pandas.DataFrame takes as they are."""

import datetime
from collections.abc import Sequence
from typing import Any

from .days import from_number
from .hits import texts_of
from .library import decode, decode_or_none, ffi, lib


class Timeline(list[dict[str, Any]]):
    """A row a period, without a gap: period, first, last, articles and a column of matches a query.

    period is a label such as "2025-03", first and last are its days, articles are those that the
    index has of it. By the name of a query's column, totals counts all its matches, undated those
    without a date as precise as the period; undated_articles are such that the index has.
    """

    def __init__(self, rows: list[dict[str, Any]], timeline: Any, columns: Sequence[str]) -> None:
        super().__init__(rows)
        self.totals: dict[str, int] = {
            name: lib.dateline_timeline_total(timeline, at) for at, name in enumerate(columns)
        }
        self.undated: dict[str, int] = {
            name: lib.dateline_timeline_undated(timeline, at) for at, name in enumerate(columns)
        }
        self.undated_articles: int = lib.dateline_timeline_undated_articles(timeline)
        self.warnings = texts_of(lib.dateline_timeline_warning, timeline)


class Facets(list[dict[str, Any]]):
    """A row a value, most matches first: value, which is None where articles have none, and matches."""

    def __init__(self, rows: list[dict[str, Any]], facets: Any) -> None:
        super().__init__(rows)
        self.total: int = lib.dateline_facets_total(facets)
        self.warnings = texts_of(lib.dateline_facets_warning, facets)


def _date(number: int) -> datetime.date | None:
    day = from_number(number)
    return day.first if day else None


def take_timeline(timeline: Any, columns: Sequence[str]) -> Timeline:
    """The Timeline of a dateline_timeline, which stays the caller's."""
    rows = []
    for at in range(lib.dateline_timeline_size(timeline)):
        row = lib.dateline_timeline_at(timeline, at)
        rows.append(
            {
                "period": decode(row.label),
                "first": _date(row.first),
                "last": _date(row.last),
                "articles": row.articles,
            }
            | {name: lib.dateline_timeline_matches(timeline, at, query) for query, name in enumerate(columns)}
        )
    return Timeline(rows, timeline, columns)


def take_facets(facets: Any) -> Facets:
    """The Facets of a dateline_facets, which stays the caller's."""
    values = (lib.dateline_facets_value(facets, at) for at in range(lib.dateline_facets_size(facets)))
    rows = [{"value": decode_or_none(value.value), "matches": value.matches} for value in values]
    return Facets(rows, facets)
