"""Makes dateline/_declarations.py of include/dateline.h: what cffi needs to call the library.

    python3 declare.py DIRECTORY    # writes DIRECTORY/dateline/_declarations.py

cffi reads declarations without a preprocessor, so comments, directives and macros go first.
The module that it writes is plain Python: nothing is compiled, here or where it is imported.
"""

import pathlib
import re
import sys

import cffi

HEADER = pathlib.Path(__file__).resolve().parents[2] / "include" / "dateline.h"


def declarations(header: str) -> str:
    """HEADER without what only a C compiler understands."""
    text = re.sub(r"/\*.*?\*/", "", header, flags=re.S)
    text = re.sub(r"^#ifdef __cplusplus$.*?^#endif$", "", text, flags=re.S | re.M)
    text = re.sub(r"^#(.*\\\n)*.*$", "", text, flags=re.M)
    return text.replace("DATELINE_API ", "")


ffi = cffi.FFI()
ffi.cdef(declarations(HEADER.read_text(encoding="utf-8")))
ffi.set_source("dateline._declarations", None)

if __name__ == "__main__":
    ffi.compile(tmpdir=sys.argv[1])
