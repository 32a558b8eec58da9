#!/bin/sh
# Installed files work from where they are: programs, library, header, pages.
. "$(dirname "$0")/lib.sh"
have pkg-config || skip_all "no pkg-config here"
unset CMAKE_C_COMPILER_LAUNCHER CMAKE_CXX_COMPILER_LAUNCHER

status 0 cmake --install "$BUILD" --prefix "$PWD/prefix"
status 0 prefix/bin/dateline-index add a "$FIXTURES/articles"
status 0 prefix/bin/dateline-search --count a harbour
out_is 16

pc=$(find prefix -name dateline.pc)
PKG_CONFIG_PATH=$(dirname "$PWD/$pc")
export PKG_CONFIG_PATH
status 0 pkg-config --cflags --libs dateline
flags=$(cat "$out")
for name in example example_timeline example_lookup; do
    status 0 $CC $CFLAGS "$EXAMPLE_SOURCES/$name.c" $flags -Wl,-rpath,"$(pkg-config --variable=libdir dateline)" -o $name
done
status 0 ./example b harbour
out_has "2 matches"
status 0 ./example_timeline b harbour ferries
out_has "2025-03	1 (100.0%)	0 (0.0%)"
echo harbour >queries
status 0 ./example_lookup b queries
out_has "1	2	20250402"

# The static library: the program that README's command makes has libdateline inside.
command=$(grep -oE "cc program.c .*libdateline\.a.*" "$README")
cp "$EXAMPLE_SOURCES/example.c" program.c
if [ -f "$(pkg-config --variable=libdir dateline)/libdateline.a" ]; then
    status 0 sh -c "$CC $CFLAGS -o inside ${command#cc }"
    status 0 ./inside b harbour
    out_has "2 matches"
    ok sh -c '! ldd inside | grep -q libdateline'
    # Where there is nothing but the static library, --static is all it takes.
    cp -R prefix alone
    rm alone/lib*/libdateline.so* alone/lib*/*/libdateline.so* 2>/dev/null
    PKG_CONFIG_PATH=$(echo "$PKG_CONFIG_PATH" | sed "s|$PWD/prefix|$PWD/alone|")
    status 0 sh -c "$CC $CFLAGS -o alone_example program.c \$(pkg-config --static --cflags --libs dateline)"
    status 0 ./alone_example b harbour
    out_has "2 matches"
    static=dateline::dateline_static
else
    skip "no static library was built"
    static=dateline::dateline
fi

# CMake finds both.
mkdir project && cp "$EXAMPLE_SOURCES/example.c" project
cat >project/CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.22)
project(example C)
find_package(dateline 0.1 REQUIRED)
add_executable(example example.c)
target_link_libraries(example PRIVATE dateline::dateline)
add_executable(inside example.c)
target_link_libraries(inside PRIVATE $static)
END
status 0 cmake -G Ninja -S project -B project/build -DCMAKE_PREFIX_PATH="$PWD/prefix" \
    -DCMAKE_C_COMPILER="$CC" -DCMAKE_C_FLAGS="$CFLAGS"
status 0 cmake --build project/build
for program in example inside; do
    status 0 project/build/$program b harbour
    out_has "2 matches"
done

for page in $(cd "$MANUAL" && ls ./*.[137] 2>/dev/null); do
    ok [ -f "prefix/share/man/man${page##*.}/$page" ]
done
ok [ -s prefix/share/doc/dateline/scaling.md ]
