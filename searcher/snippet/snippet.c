/* snippet(): flattens a text, chooses one or two pieces and writes them. */
#include "searcher/snippet/snippet.h"

#include "core/character.h"
#include "core/utf8.h"
#include "searcher/snippet/snippet_parts.h"

enum {
    READ_BYTES = 1 << 20,                      /* of a text; the rest is ignored */
    START_BYTES = 1 << 12,                     /* of one that is not searched */
    LOOK_BACK = 60,                            /* characters before the first hit */
    PIECE_CHARACTERS = SNIPPET_CHARACTERS / 2, /* of each of two */
    PIECE_WINDOW = PIECE_CHARACTERS - 20,      /* leaves room for context */
};

#define ELLIPSIS "…"

/* A range of bytes of the flat text. */
struct piece {
    size_t begin, end;
};

static bool divides_words(uint32_t c)
{
    return character_divides(c) || c == SNIPPET_START || c == SNIPPET_END;
}

/* Replaces runs of white space, controls and marks by a blank. Reserves two bytes per
 * byte, because a byte that is not UTF-8 becomes U+FFFD. */
static void flatten_text(struct span text, struct buf *flat)
{
    const char *p = text.data, *end = p + text.len;
    bool divided = false;
    char *out;

    buf_clear(flat);
    buf_reserve(flat, 2 * text.len + 1);
    out = flat->data;
    while (p < end) {
        uint32_t c = utf8_get(&p, end);

        if (divides_words(c)) {
            divided = out > flat->data;
            continue;
        }
        if (divided)
            *out++ = ' ';
        divided = false;
        out += utf8_put(out, character_kind(c) == CHARACTER_SURROGATE ? CHARACTER_REPLACEMENT : c);
    }
    *out = '\0';
    flat->len = (size_t)(out - flat->data);
}

/* Widens the window W to BUDGET characters, within the bytes FLOOR to LIMIT. */
static struct piece frame_window(const struct snippet_terms *t, struct snippet_window w,
                                 size_t budget, size_t floor, size_t limit)
{
    struct span text = buf_span(&t->flat);
    const struct snippet_hit *first = &t->hits.list[w.first], *last = &t->hits.list[w.end - 1];
    size_t used = last->until - first->from, room = budget > used ? budget - used : 0;
    struct piece piece;

    piece.begin = snippet_begin(text, first->start, floor, room < LOOK_BACK ? room : LOOK_BACK);
    room -= snippet_characters(t, piece.begin, first->start);
    piece.end = snippet_end(text, last->end, limit, room);
    room -= snippet_characters(t, last->end, piece.end);
    if (piece.end == limit)
        piece.begin = snippet_begin(text, piece.begin, floor, room);
    return piece;
}

/* Sets PIECES and returns their number, 1 or 2. Two never overlap: overlapping windows
 * fit into one snippet. */
static size_t choose_pieces(struct snippet_terms *t, struct piece pieces[2])
{
    struct snippet_window whole, a, b;

    memset(t->shown, 0, t->len * sizeof *t->shown);
    whole = snippet_best(t, SNIPPET_CHARACTERS);
    a = snippet_best(t, PIECE_WINDOW);
    snippet_show(t, a);
    b = snippet_best(t, PIECE_WINDOW);
    if (a.sought + b.sought <= whole.sought) {
        pieces[0] = frame_window(t, whole, SNIPPET_CHARACTERS, 0, t->flat.len);
        return 1;
    }
    if (a.first > b.first) {
        struct snippet_window later = a;

        a = b;
        b = later;
    }
    pieces[0] = frame_window(t, a, PIECE_CHARACTERS, 0, t->hits.list[b.first].start);
    pieces[1] = frame_window(t, b, PIECE_CHARACTERS, pieces[0].end, t->flat.len);
    return 2;
}

/* Writes a piece, its hits between marks, those that touch between the same. *NEXT is the first hit
 * not yet written. */
static void write_piece(const struct snippet_terms *t, struct piece piece, size_t *next,
                        struct buf *out)
{
    size_t at = piece.begin, marked = 0; /* where the last hit ends */

    for (; *next < t->hits.len && t->hits.list[*next].end <= piece.end; ++*next) {
        const struct snippet_hit *h = &t->hits.list[*next];

        if (h->start < piece.begin)
            continue;
        if (marked && h->start == marked) {
            out->len -= strlen(SNIPPET_MARK_END);
        } else {
            buf_add(out, t->flat.data + at, h->start - at);
            buf_str(out, SNIPPET_MARK_START);
        }
        buf_add(out, t->flat.data + h->start, h->end - h->start);
        buf_str(out, SNIPPET_MARK_END);
        at = marked = h->end;
    }
    buf_add(out, t->flat.data + at, piece.end - at);
}

bool snippet(struct snippet_terms *t, struct span text, struct buf *out)
{
    struct span read = utf8_cut(text, snippet_terms_look(t) ? START_BYTES : READ_BYTES);
    struct piece pieces[2] = {{0, 0}};
    size_t n_pieces = 1, shown = 0, next = 0;

    buf_clear(out);
    flatten_text(read, &t->flat);
    snippet_find(t);
    if (t->hits.len)
        n_pieces = choose_pieces(t, pieces);
    else
        pieces->end = snippet_end(buf_span(&t->flat), 0, t->flat.len, SNIPPET_CHARACTERS);
    for (size_t i = 0; i < n_pieces; i++) {
        if (pieces[i].begin > shown)
            buf_str(out, shown ? " " ELLIPSIS " " : ELLIPSIS " ");
        write_piece(t, pieces[i], &next, out);
        shown = pieces[i].end;
    }
    if (shown < t->flat.len || read.len < text.len)
        buf_str(out, " " ELLIPSIS);
    return t->hits.len > 0;
}

/* Drops marks and controls but tabs and ends of lines; bytes that are not UTF-8 become U+FFFD. */
static void keep_lines(struct span text, struct buf *flat)
{
    const char *p = text.data, *end = p + text.len;
    char bytes[4];

    buf_clear(flat);
    buf_str(flat, "");
    while (p < end) {
        const char *start = p;
        uint32_t c = utf8_get(&p, end);
        enum character_kind kind = character_kind(c);

        if (c >= 0x80 && (p - start == 1 || kind == CHARACTER_SURROGATE))
            c = CHARACTER_REPLACEMENT;
        else if ((kind == CHARACTER_CONTROL && c != '\n' && c != '\t') || c == SNIPPET_START ||
                 c == SNIPPET_END)
            continue;
        buf_add(flat, bytes, utf8_put(bytes, c));
    }
}

void snippet_mark(struct snippet_terms *t, struct span text, struct buf *out)
{
    size_t next = 0;

    buf_clear(out);
    keep_lines(text, &t->flat);
    snippet_find(t);
    write_piece(t, (struct piece){0, t->flat.len}, &next, out);
}
