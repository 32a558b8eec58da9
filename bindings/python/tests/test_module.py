"""The module as a whole: upkeep, annotations, the example."""

import inspect
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

import dateline

HERE = Path(__file__).parent


def test_version():
    assert dateline.version().count(".") == 2


def test_info_and_compact(filled):
    with dateline.Writer(filled) as writer:
        writer.delete("article-000001")
        writer.add("dated", body="harbour", date="2025-03")
    before = dateline.info(filled)
    assert (before.articles, before.deleted, before.undated) == (500, 1, 499)
    assert (str(before.first), str(before.last)) == ("2025-03-01", "2025-03-31")
    assert len(before.segments) == 2 and before.bytes > 0 and "lists.terms" in before.components
    dateline.compact(filled, xapian="none")
    after = dateline.info(filled)
    assert (len(after.segments), after.deleted, after.articles) == (1, 0, 500)
    assert after.segments[0].articles == 500


def test_guard_files(news):
    subprocess.run([sys.executable, "-c", "import dateline; dateline.guard_files()"], check=True)


def public_functions():
    for name in dateline.__all__:
        thing = getattr(dateline, name)
        if inspect.isfunction(thing):
            yield thing
        elif inspect.isclass(thing) and thing.__module__.startswith("dateline"):
            yield from (
                member
                for method, member in vars(thing).items()
                if inspect.isfunction(member) and not method.startswith("_")
            )


def test_all_is_annotated_and_described():
    functions = list(public_functions())
    assert len(functions) > 25
    for function in functions:
        signature = inspect.signature(function)
        assert signature.return_annotation is not inspect.Signature.empty, function
        for parameter in list(signature.parameters.values()):
            assert parameter.name == "self" or parameter.annotation is not parameter.empty, function
        assert function.__doc__, function
    assert (Path(dateline.__file__).parent / "py.typed").exists()


def test_every_function_of_the_header_is_called():
    sources = "".join(path.read_text() for path in (HERE.parent / "src/dateline").glob("*.py"))
    unused = [name for name in dir(dateline.library.lib) if name.startswith("dateline_") and name not in sources]
    # A cursor does the same without holding the hits; exceptions have names of their own.
    assert all(name.startswith("dateline_results_") or name in ("dateline_search", "dateline_status_text")
               for name in unused), unused


def test_the_example(tmp_path):
    for _ in range(2):
        told = subprocess.run(
            [sys.executable, HERE.parent / "example.py", tmp_path / "notes.idx", "harbour"],
            capture_output=True, text=True, check=True,
        )
        assert told.stdout.splitlines() == [
            "2025-03-31  1  Harbour open",
            "    The **harbour** of Port Ellery reopened after the storm.",
            "2025-04  2  Ferries back",
            "    Ferries to Saltmarsh run hourly again, the **harbour** master said.",
            "2025-03  1",
            "2025-04  1",
        ]


def test_readmes_lines(news, tmp_path):
    readme = Path(os.environ["README"]).read_text(encoding="utf-8").split("**From Python.**")[1]
    block = "".join(line + "\n" for line in readme.split("\n\n")[1].splitlines())
    (tmp_path / "news.idx").symlink_to(news)
    told = subprocess.run(
        [sys.executable, "-c", "import dateline\n" + textwrap.dedent(block)],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )
    assert told.stdout.splitlines()[0].startswith("2025-03-0")
    assert len(told.stdout.splitlines()) == 10


def test_a_library_that_is_not_there():
    told = subprocess.run(
        [sys.executable, "-c", "import dateline"],
        env=os.environ | {"DATELINE_LIBRARY": "/nowhere/libdateline.so.0"},
        capture_output=True, text=True,
    )
    assert "ImportError: cannot load dateline's library /nowhere" in told.stderr
