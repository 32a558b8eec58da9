#!/usr/bin/env python3
"""Writes text/text_table.c from a table of Unicode 9.0.0's word characters.

usage: make_text_table.py CHARTABLE.tsv >text/text_table.c

Each line of the table is: first, last (hexadecimal), general category, difference
to the lower case (decimal). Other characters are not word characters.
"""
import sys

WORD, DIGIT, STEMS, MARK, ALONE = 1, 2, 4, 8, 16
LEAF, BRANCH = 16, 64  # characters in a leaf, leaves in a branch

# Scripts written without blanks, as Xapian has them for its n-grams, without full-width letters
# and digits (FF00 to FF65): ideographs, kana, Hangul.
CJK = [(0x2E80, 0x2EFF), (0x3000, 0x9FFF), (0xA700, 0xA71F), (0xAC00, 0xD7AF), (0xF900, 0xFAFF),
       (0xFE30, 0xFE4F), (0xFF66, 0xFFEF), (0x20000, 0x2A6DF), (0x2F800, 0x2FA1F)]

VOICED = (0xFF9E, 0xFF9F)  # marks of half-width kana


def read(path):
    category, lower = {}, {}
    for line in open(path, encoding="ascii"):
        if line.startswith("#"):
            continue
        first, last, cat, delta = line.split("\t")
        for c in range(int(first, 16), int(last, 16) + 1):
            category[c] = cat
            lower[c] = int(delta)
    return category, lower


def kind(c, category, lower):
    """Flags and lower case of one character; its stems are its lower case's."""
    if c not in category:
        return (0, 0)
    flags = WORD
    if category[c] == "Nd":
        flags |= DIGIT
    if category[c + lower[c]] in ("Ll", "Lt", "Lm", "Lo"):
        flags |= STEMS
    if category[c] in ("Mn", "Me", "Mc") or c in VOICED:
        flags |= MARK
    elif any(first <= c <= last for first, last in CJK):
        flags |= ALONE
    return (flags, lower[c])


def share(cells, size):
    """Cuts cells into blocks; returns the distinct ones and each block's number."""
    numbers = {}
    order = [numbers.setdefault(tuple(cells[i:i + size]), len(numbers))
             for i in range(0, len(cells), size)]
    return list(numbers), order


def braced(blocks):
    """The cells of all blocks as C text, braces around each block."""
    for block in blocks:
        cells = [str(cell) for cell in block]
        cells[0] = "{" + cells[0]
        cells[-1] += "}"
        yield from cells


def array(declaration, cells):
    print(f"\n{declaration} = {{")
    line = "   "
    for cell in cells:
        if len(line) + len(cell) + 2 > 100:
            print(line)
            line = "   "
        line += f" {cell},"
    print(line)
    print("};")


def main():
    category, lower = read(sys.argv[1])
    kinds, cells = share([kind(c, category, lower) for c in range(0x110000)], 1)
    leaves, order = share(cells, LEAF)
    branches, top = share(order, BRANCH)
    print("/* Made by make_text_table.py from Unicode 9.0.0's data: not to be edited. */")
    print("/* clang-format off */")
    print('#include "text/text_table.h"')
    array("const struct text_kind text_kinds[]", [f"{{{d}, {f}}}" for ((f, d),) in kinds])
    array(f"const uint8_t text_leaves[][{LEAF}]", braced(leaves))
    array(f"const uint16_t text_branches[][{BRANCH}]", braced(branches))
    array("const uint8_t text_top[]", map(str, top))


main()
