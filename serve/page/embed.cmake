# Writes the served files as C, with -DFOLDER=... -DOUT=...: bytes, since C limits the length of a
# literal.
set(c "/* Made by embed.cmake. */\n#include \"serve/page_files.h\"\n")
foreach(file page/page.css page/page.js openapi/schemas.json)
  file(READ ${FOLDER}/${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "^page/|\\.json$" "" name ${file})
  string(REGEX REPLACE "[./]" "_" name ${name})
  string(APPEND c "static const unsigned char ${name}_bytes[] = {${bytes}0};\n"
    "const struct page_file ${name} = {(const char *)${name}_bytes, sizeof ${name}_bytes - 1};\n")
endforeach()
file(WRITE ${OUT} "${c}")
