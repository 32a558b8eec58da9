# Writes the page's files as C, with -DFOLDER=... -DOUT=...: bytes, since C limits the length of a
# literal.
set(c "/* Made by embed.cmake. */\n#include \"serve/page_files.h\"\n")
foreach(file page.css page.js)
  file(READ ${FOLDER}/${file} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  string(REPLACE "." "_" name ${file})
  string(APPEND c "static const unsigned char ${name}_bytes[] = {${bytes}0};\n"
    "const struct page_file ${name} = {(const char *)${name}_bytes, sizeof ${name}_bytes - 1};\n")
endforeach()
file(WRITE ${OUT} "${c}")
