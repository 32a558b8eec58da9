"""Keeps an index of its own: adds two articles, searches them, counts them by month.

    python3 example.py notes.idx harbour
"""

import sys
from datetime import date

import dateline


def write_some(path: str) -> None:
    with dateline.Writer(path) as writer:
        writer.add(
            "1",
            title="Harbour open",
            body="The harbour of Port Ellery reopened after the storm.",
            date=date(2025, 3, 31),
        )
        writer.add(
            "2",
            title="Ferries back",
            body="Ferries to Saltmarsh run hourly again, the harbour master said.",
            date="2025-04",
        )


def search(path: str, text: str) -> None:
    with dateline.Reader(path) as reader:
        for hit in reader.search(dateline.Query(text, since="2025-03", snippets=True)):
            print(hit.day, hit.id, hit.title, sep="  ")
            print("   ", hit.marked())
        for row in reader.timeline(text, "month"):  # pandas.DataFrame takes these rows, too
            print(row["period"], row["matches"], sep="  ")


def main() -> int:
    if len(sys.argv) != 3:
        print("usage: example.py INDEX QUERY", file=sys.stderr)
        return 2
    try:
        write_some(sys.argv[1])
        search(sys.argv[1], sys.argv[2])
    except dateline.Error as error:
        print(f"example: {error.status}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
