#!/usr/bin/env python3
"""Makes deflate_codes.c: Huffman codes for tags, fitted to the index INDEX.

    make_deflate_codes.py INDEX > deflate_codes.c

Needs Xapian's Python bindings. Any index of ordinary articles serves; the
codes are frozen with the format, so this is for whoever wants to know where
they come from or to fit better ones.
"""
import bisect
import sys

import xapian

LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99,
           115, 131, 163, 195, 227, 258]
DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025,
             1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]
LITERALS, MATCH_MIN, MATCH_MAX, WINDOW = 286, 4, 258, 32768


def pack_uint(v):
    out = b""
    while v >= 128:
        out += bytes([v & 127 | 128])
        v >>= 7
    return out + bytes([v])


def term_list(document):
    """The document's tag in the termlist table."""
    terms = [(t.term, t.wdf) for t in document.termlist()]
    out = pack_uint(sum(w for _, w in terms)) + pack_uint(len(terms))
    last = None
    for term, wdf in terms:
        if last is None:
            out += bytes([len(term)]) + term + pack_uint(wdf)
        else:
            same = 0
            while same < min(len(last), len(term)) and last[same] == term[same]:
                same += 1
            both = (wdf + 1) * (len(last) + 1) + same
            rest = bytes([len(term) - same]) + term[same:]
            packed = wdf < 127 and both < 256
            out += bytes([both]) + rest if packed else bytes([same]) + rest + pack_uint(wdf)
        last = term
    return out


def count(tag, literals, distances):
    """Counts the symbols that the encoder's greedy matching makes of TAG."""
    seen, at = {}, 0
    while at < len(tag):
        head = tag[at:at + MATCH_MIN]
        before = seen.get(head) if len(head) == MATCH_MIN else None
        seen[head] = at
        if before is None or at - before > WINDOW:
            literals[tag[at]] += 1
            at += 1
            continue
        length = MATCH_MIN
        while length < min(MATCH_MAX, len(tag) - at) and tag[before + length] == tag[at + length]:
            length += 1
        literals[256 + bisect.bisect_right(LENGTHS, length)] += 1
        distances[bisect.bisect_right(DISTANCES, at - before) - 1] += 1
        at += length
    literals[256] += 1


def code_lengths(weights, most):
    """Optimal code lengths of at most MOST bits, by package-merge."""
    coins = sorted((w, (i,)) for i, w in enumerate(weights))
    packages = []
    for _ in range(most):
        row = sorted(coins + packages, key=lambda c: c[0])
        packages = [(row[k][0] + row[k + 1][0], row[k][1] + row[k + 1][1])
                    for k in range(0, len(row) - 1, 2)]
    lengths = [0] * len(weights)
    for _, symbols in packages[:len(weights) - 1]:
        for symbol in symbols:
            lengths[symbol] += 1
    return lengths


def fit(counts, share, most):
    """Every symbol gets a code: none is taken for rarer than 1 in SHARE."""
    floor = sum(counts) / share
    return code_lengths([int(16 * max(c, floor)) + 1 for c in counts], most)


def level(counts, first, last):
    """What is rare costs the header less where it has codes of one length."""
    counts[first:last] = [sum(counts[first:last]) / (last - first)] * (last - first)


def run_symbols(lengths):
    """The code length symbols of a block's header, without their extra bits."""
    out, i = [], 0
    while i < len(lengths):
        j = i
        while j < len(lengths) and lengths[j] == lengths[i]:
            j += 1
        out.append(lengths[i])
        left = j - i - 1
        while left >= 3:
            out.append(16)
            left -= min(6, left)
        out += [lengths[i]] * left
        i = j
    return out


def table(name, values):
    print("    .%s = {%s}," % (name, ", ".join(map(str, values))))


def main():
    db = xapian.Database(sys.argv[1])
    print('#include "indexer/glass/deflate_codes.h"\n')
    print("/* Made by make_deflate_codes.py. */")
    for name, tag_of in (("docdata", lambda d: d.get_data()), ("termlist", term_list)):
        literals, distances = [0] * LITERALS, [0] * len(DISTANCES)
        for posting in db.postlist(""):
            tag = tag_of(db.get_document(posting.docid))
            if len(tag) <= 20000:
                count(tag, literals, distances)
        level(literals, 127, 256)
        if name == "docdata":
            level(literals, 0, 9)
            level(literals, 14, 32)
        literals, distances = fit(literals, 20000, 11), fit(distances, 3000, 10)
        runs = [0] * 19
        for symbol in run_symbols(literals + distances):
            runs[symbol] += 1
        used = [s for s in range(19) if runs[s]]
        header = [0] * 19
        for symbol, length in zip(used, code_lengths([runs[s] for s in used], 7)):
            header[symbol] = length
        print("const struct deflate_codes deflate_codes_%s = {" % name)
        table("literals", literals)
        table("distances", distances)
        table("header", header)
        print("};")


if __name__ == "__main__":
    main()
