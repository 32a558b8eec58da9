#!/usr/bin/env python3
"""Makes deflate_codes.c: Huffman codes for tags, fitted to the index INDEX.

    make_deflate_codes.py INDEX > deflate_codes.c

Needs Xapian's Python bindings and any index of ordinary articles. The codes are
frozen with the format; this program documents them and can fit better ones.
"""
import bisect
import sys

import xapian

LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99,
           115, 131, 163, 195, 227, 258]
DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025,
             1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]
LITERALS, FIRST_LENGTH = 286, 257
MATCH_MIN, MATCH_MAX, STEP, MARGIN, WINDOW = 4, 258, 4, 24, 32768
# Of a block's header: how code lengths are ordered, and the symbol for "as before".
ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
REPEAT, REPEAT_MIN, REPEAT_MAX = 16, 3, 6
CODE_MAX, SHARE = 13, 20000


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


def match_length(tag, before, at):
    length = MATCH_MIN
    while length < min(MATCH_MAX - STEP, len(tag) - at) and tag[before + length] == tag[at + length]:
        length += 1
    return length


def back_length(tag, before, at):
    back = 0
    while back < STEP <= before and tag[before - back - 1] == tag[at - back - 1]:
        back += 1
    return back


def count(tag, literals, distances):
    """Counts the symbols of TAG under the encoder's matching."""
    seen, at, held = {}, 0, 0
    while len(tag) - at >= MARGIN:
        before = seen.get(tag[at:at + MATCH_MIN])
        for i in range(at, at + STEP):
            seen[tag[i:i + MATCH_MIN]] = i
        if before is not None and at - before <= WINDOW:
            length = match_length(tag, before, at)
            back = back_length(tag, before, at) if held else 0
            count_literals(tag[at - held:at - back], literals)
            literals[256 + bisect.bisect_right(LENGTHS, length + back)] += 1
            distances[bisect.bisect_right(DISTANCES, at - before) - 1] += 1
            at, held = at + length, 0
        else:
            count_literals(tag[at - held:at], literals)
            at, held = at + STEP, STEP
    count_literals(tag[at - held:], literals)


def count_literals(tag, literals):
    for byte in tag:
        literals[byte] += 1


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


def with_floor(counts, documents):
    """Weights by document, each at least 1 in SHARE, so that every symbol gets a code."""
    floor = sum(counts) / SHARE
    return [max(c, floor) / documents for c in counts]


def level(counts, first, last):
    """Levels rare symbols, whose counts depend on chance."""
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
        while left >= REPEAT_MIN:
            out.append(REPEAT)
            left -= min(REPEAT_MAX, left)
        out += [lengths[i]] * left
        i = j
    return out


def fit_header(lengths):
    """Code lengths of the header's own symbols, and the bits that it takes."""
    symbols = run_symbols(lengths)
    used = sorted(set(symbols))
    codes = [0] * len(ORDER)
    for symbol, length in zip(used, code_lengths([symbols.count(s) for s in used], 7)):
        codes[symbol] = length
    kept = 1 + max(ORDER.index(s) for s in used)
    return codes, 17 + 3 * kept + sum(codes[s] for s in symbols) + 2 * symbols.count(REPEAT)


def repeat_costs(n, symbol, repeat):
    """Bits that a run of each length up to N takes in the header."""
    costs = [0] * (n + 1)
    for i in range(1, n + 1):
        runs = [costs[i - k] + repeat for k in range(REPEAT_MIN, REPEAT_MAX + 1) if i - k > 0]
        costs[i] = min([(costs[i - 1] if i > 1 else 0) + symbol] + runs)
    return costs


def cheapest(weights, header, price):
    """Code lengths for the least bits with header, where a code of n bits costs PRICE / 2^n: the
    best way to cut the symbols into runs of one length each."""
    sums = [0]
    for w in weights:
        sums.append(sums[-1] + w)
    n = len(weights)
    runs = [repeat_costs(n, header[l], header[REPEAT] + 2) for l in range(CODE_MAX + 1)]
    best, back = [0] + [float("inf")] * n, [None] * (n + 1)
    for i in range(n):
        for length in range(1, CODE_MAX + 1):
            run, room = runs[length], price / 2**length
            for j in range(i + 1, n + 1):
                cost = best[i] + (sums[j] - sums[i]) * length + room * (j - i) + run[j - i]
                if cost < best[j]:
                    best[j], back[j] = cost, (i, length)
    lengths = []
    while n:
        i, length = back[n]
        lengths[:0] = [length] * (n - i)
        n = i
    return lengths


def taken(lengths):
    """The share of all codes, in units of the longest one's, that there is to give away."""
    return sum(2**(CODE_MAX - l) for l in lengths)


def fill(weights, lengths):
    """Shortens codes until there is none to spare: a code must be complete."""
    while taken(lengths) < 2**CODE_MAX:
        spare = 2**CODE_MAX - taken(lengths)
        before = fit_header(lengths)[1]
        options = []
        for i, length in enumerate(lengths):
            room = 2**(CODE_MAX - length)
            if length > 1 and room <= spare:
                shorter = lengths[:i] + [length - 1] + lengths[i + 1:]
                gain = weights[i] + before - fit_header(shorter)[1]
                options.append((gain / room, shorter))
        lengths = max(options)[1]
    return lengths


def fit_part(weights, header):
    low, high, lengths = 1e-3, 1e7, None
    while lengths is None or high / low > 1.01:
        price = (low * high)**0.5
        tried = cheapest(weights, header, price)
        if taken(tried) <= 2**CODE_MAX:
            high, lengths = price, tried
        else:
            low = price
    return fill(weights, lengths)


def fit(parts):
    """Code lengths of literals and distances, as one list, for the least bytes with header."""
    header, least = [4] * REPEAT + [2, 7, 7], None
    for _ in range(5):
        lengths = sum((fit_part(w, header) if len(w) > 1 else [0] for w in parts), [])
        codes, bits = fit_header(lengths)
        total = bits + sum(w * l for w, l in zip(sum(parts, []), lengths))
        if least is None or total < least[0]:
            least = total, lengths, codes
        header = [c or 6 for c in codes]
    print("bytes a tag: %.1f" % (least[0] / 8), file=sys.stderr)
    return least[1:]


def table(name, values):
    print("    .%s = {%s}," % (name, ", ".join(map(str, values))))


def main():
    db = xapian.Database(sys.argv[1])
    print("/* Huffman codes for tags, made by make_deflate_codes.py: do not edit. */")
    print('#include "indexer/glass/deflate_codes.h"\n')
    for name, tag_of in (("docdata", lambda d: d.get_data()), ("termlist", term_list)):
        literals, distances = [0] * LITERALS, [0] * len(DISTANCES)
        for posting in db.postlist(""):
            tag = tag_of(db.get_document(posting.docid))
            if len(tag) > 20000:
                continue
            if name == "docdata":
                count(tag, literals, distances)
            else:
                count_literals(tag, literals)
            literals[256] += 1
        level(literals, 127, 256)
        if name == "docdata":
            level(literals, 0, 9)
            level(literals, 14, 32)
        else:
            literals, distances = literals[:FIRST_LENGTH], [0]
        documents = db.get_doccount()
        lengths, header = fit([with_floor(literals, documents), with_floor(distances, documents)])
        print("const struct deflate_codes deflate_codes_%s = {" % name)
        table("literals", lengths[:len(literals)])
        table("distances", lengths[len(literals):])
        table("header", header)
        print("};")


if __name__ == "__main__":
    main()
