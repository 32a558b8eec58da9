#!/bin/sh
# The Python module: its own tests over this build's library, and its wheel. The tests run
# with the module's sources beside declarations made of the header, as a wheel has them.
. "$(dirname "$0")/lib.sh"
module=$BINDINGS/python
for python in /usr/bin/python3 python3; do
    "$python" -c 'import sys, cffi, pytest; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
    python=
done
[ -n "$python" ] || skip_all "no Python 3.11 with cffi and pytest here (python3-cffi, python3-pytest)"

# A sanitizer has to be there before Python; its leak check would find Python's own.
preloaded=
for library in $(ldd "$LIBRARY" | sed -n 's/.*=> \(.*lib[at]san[^ ]*\).*/\1/p'); do
    preloaded="$library $(ldd "$LIBRARY" | sed -n 's/.*=> \(.*libstdc++[^ ]*\).*/\1/p')"
done
run_python() {
    env DATELINE_LIBRARY="$LIBRARY" LD_PRELOAD="$preloaded" PYTHONDONTWRITEBYTECODE=1 \
        ASAN_OPTIONS=exitcode=99:detect_leaks=0:quarantine_size_mb=1 "$python" "$@"
}

mkdir module
cp -R "$module/src/dateline" module
status 0 "$python" "$module/declare.py" module
export PYTHONPATH="$PWD/module" INDEXER SEARCHER FIXTURES README
status 0 run_python -m pytest -q -p no:cacheprovider "$module/tests"
tail -n 40 "$out"
unset PYTHONPATH

# The wheel holds the module, whole, of the library's version; Python runs it as it is.
"$python" -c 'import setuptools, wheel' 2>/dev/null || {
    skip "no wheel is built (python3-setuptools, python3-wheel)"
    exit 0
}
mkdir -p copy/bindings copy/include
cp -R "$module" copy/bindings
cp "$BINDINGS/../CMakeLists.txt" copy
cp "$BINDINGS/../include/dateline.h" copy/include
cd copy/bindings/python || exit 1
status 0 "$python" -c 'import setuptools.build_meta as backend; print(backend.build_wheel("."))'
wheel=$(ls ./*.whl)
cp -R "$wheel" "$home/here"
cd "$home/here" || exit 1
ok [ "$wheel" = "./dateline-$(sed -n 's/^project(dateline VERSION \([0-9.]*\) .*/\1/p' copy/CMakeLists.txt)-py3-none-any.whl" ]
export PYTHONPATH="$PWD/$wheel"
status 0 run_python "$module/example.py" notes.idx harbour
out_has '2025-03-31  1  Harbour open'
unset PYTHONPATH

# README's command installs it, where it finds what it needs.
mkdir -p build/packages
cp "$wheel" build/packages
command=$(sed -n 's/.*`\(python3 -m venv .*whl\)`.*/\1/p' "$README" | sed "s|^python3|$python|")
if "$python" -c 'import ensurepip' 2>/dev/null; then
    status 0 env PIP_NO_INDEX=1 PIP_DISABLE_PIP_VERSION_CHECK=1 sh -c "${command:-false}"
    status 0 env DATELINE_LIBRARY="$LIBRARY" LD_PRELOAD="$preloaded" \
        ASAN_OPTIONS=exitcode=99:detect_leaks=0 env/bin/python "$module/example.py" installed.idx harbour
    out_has '2025-03-31  1  Harbour open'
else
    skip "no environment is made (python3-venv)"
fi
status 0 "$python" -m zipfile -l "$wheel"
for file in py.typed __init__.py _declarations.py; do
    out_has "dateline/$file"
done
