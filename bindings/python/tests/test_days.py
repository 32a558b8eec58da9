"""Days with their precision, to the library and back."""

import datetime

import pytest

import dateline
from dateline import Day


@pytest.mark.parametrize(
    ("text", "told", "first", "last", "precision"),
    [
        ("2025-03-31", "2025-03-31", (2025, 3, 31), (2025, 3, 31), "day"),
        ("31 March 2025", "2025-03-31", (2025, 3, 31), (2025, 3, 31), "day"),
        ("2024-02", "2024-02", (2024, 2, 1), (2024, 2, 29), "month"),
        ("1987", "1987", (1987, 1, 1), (1987, 12, 31), "year"),
        ("0001-01-01", "0001-01-01", (1, 1, 1), (1, 1, 1), "day"),
    ],
)
def test_text(text, told, first, last, precision):
    day = dateline.parse_day(text)
    assert str(day) == told
    assert (day.first, day.last) == (datetime.date(*first), datetime.date(*last))
    assert day.precision == precision


def test_no_date():
    assert dateline.parse_day("soon") is None
    with pytest.raises(ValueError, match="soon"):
        dateline.query.lend_query(dateline.Query("harbour", since="soon"))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (datetime.date(2025, 3, 31), "2025-03-31"),
        (datetime.datetime(2025, 3, 31, 23, 59), "2025-03-31"),
        (Day(datetime.date(2025, 3, 1), "month"), "2025-03"),
        (Day(datetime.date(2025, 1, 1), "year"), "2025"),
        ("March 1987", "1987-03"),
        (None, "None"),
    ],
)
def test_articles_keep_precision(path, given, told):
    with dateline.Writer(path) as writer:
        writer.add("1", body="harbour", date=given)
    with dateline.Reader(path) as reader:
        hit = next(reader.search())
        assert str(hit.day) == told == str(reader.fetch("1").date)
        assert hit.date == (hit.day and hit.day.first)
