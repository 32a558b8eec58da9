"""The parts of the wheel that are read from elsewhere in the sources: version and declarations."""

import pathlib
import re

from setuptools import setup

TOP = pathlib.Path(__file__).resolve().parents[2]
VERSION = re.search(r"^project\(dateline VERSION ([0-9.]+) ", (TOP / "CMakeLists.txt").read_text(), re.M)
assert VERSION, "CMakeLists.txt has no version"

setup(version=VERSION[1], cffi_modules=["declare.py:ffi"])
