"""Timelines and facets are rows that a DataFrame takes."""

import datetime

import pytest

import dateline
from dateline import Query


def test_timeline(reader):
    rows = reader.timeline(Query("strike", since="2024-11", until="2025-03"), "month")
    assert [row["period"] for row in rows] == ["2024-11", "2024-12", "2025-01", "2025-02", "2025-03"]
    assert rows[-1] == {
        "period": "2025-03",
        "first": datetime.date(2025, 3, 1),
        "last": datetime.date(2025, 3, 31),
        "articles": 42,
        "matches": 14,
    }
    assert rows.totals == {"matches": 14} and rows.undated == {"matches": 0}
    assert rows.warnings == []


def test_several_queries(reader):
    rows = reader.timeline({"harbour": "harbour", "strikes": Query("strike")}, "year")
    assert {"harbour", "strikes"} <= rows[0].keys()
    assert sum(row["harbour"] for row in rows) + rows.undated["harbour"] == rows.totals["harbour"] == 16
    with pytest.raises(ValueError, match="articles"):
        reader.timeline({"articles": "harbour"})
    with pytest.raises(ValueError, match="decade"):
        reader.timeline("harbour", "decade")


def test_undated(reader):
    rows = reader.timeline("*", "year")
    assert rows.undated_articles == 7
    assert rows.totals["matches"] == reader.articles == 85


@pytest.mark.parametrize("period", ["day", "week", "month", "quarter", "year"])
def test_periods(reader, period):
    rows = reader.timeline("strike", period)
    assert sum(row["matches"] for row in rows) + rows.undated["matches"] == rows.totals["matches"]
    for before, after in zip(rows, rows[1:]):
        assert before["last"] + datetime.timedelta(1) == after["first"]


def test_facets(reader):
    rows = reader.facets("strike", "source")
    assert rows == [{"value": None, "matches": 14}, {"value": "nmp", "matches": 3}]
    assert rows.total == 17
    assert reader.facets("strike", "year")[0]["value"] == "2025"
    with pytest.raises(ValueError, match="author"):
        reader.facets("strike", "author")


def test_pandas(reader):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(reader.timeline("strike", "month"))
    assert list(frame.columns) == ["period", "first", "last", "articles", "matches"]
    assert frame["matches"].sum() > 0
