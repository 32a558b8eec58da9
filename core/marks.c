/* Marks on parts of an article's text. */
#include "core/marks.h"

#include "core/utf8.h"

static const char letters[] = {[MARK_NONE] = '\0', [MARK_BOILERPLATE] = 'b', [MARK_QUOTED] = 'q'};

struct one_mark {
    enum mark kind;
    size_t start, len;
};

void marks_add(struct buf *out, enum mark kind, size_t start, size_t len)
{
    buf_printf(out, "%s%c%zu+%zu", out->len ? "," : "", letters[kind], start, len);
}

/* Takes a decimal number off S; false if there is none. */
static bool take_number(struct span *s, size_t *out)
{
    size_t n = 0, digits = 0;

    for (; digits < s->len && s->data[digits] >= '0' && s->data[digits] <= '9'; digits++)
        if (digits < 10)
            n = 10 * n + (size_t)(s->data[digits] - '0');
    *s = span_from(*s, digits);
    *out = n;
    return digits && digits <= 10;
}

/* Takes the byte C off S; false if it is not there. */
static bool take_byte(struct span *s, char c)
{
    if (!s->len || *s->data != c)
        return false;
    *s = span_from(*s, 1);
    return true;
}

/* Takes the first mark off MARKS; false if there is none, or it is none. */
static bool take_mark(struct span *marks, struct one_mark *out)
{
    struct span rest = *marks;

    if (!rest.len)
        return false;
    out->kind = take_byte(&rest, letters[MARK_BOILERPLATE]) ? MARK_BOILERPLATE
                : take_byte(&rest, letters[MARK_QUOTED])    ? MARK_QUOTED
                                                            : MARK_NONE;
    if (out->kind == MARK_NONE || !take_number(&rest, &out->start) || !take_byte(&rest, '+') ||
        !take_number(&rest, &out->len) || (rest.len && (!take_byte(&rest, ',') || !rest.len)))
        return false;
    *marks = rest;
    return true;
}

static bool on_border(struct span text, size_t at)
{
    return at == text.len || !utf8_continues(text.data[at]);
}

/* Whether M is not empty, and lies in TEXT after its first AT bytes. */
static bool mark_fits(const struct one_mark *m, struct span text, size_t at)
{
    return m->len && m->start >= at && m->start < text.len && m->len <= text.len - m->start &&
           on_border(text, m->start) && on_border(text, m->start + m->len);
}

bool marks_fit(struct span marks, struct span text)
{
    struct one_mark m;
    size_t at = 0;

    while (marks.len) {
        if (!take_mark(&marks, &m) || !mark_fits(&m, text, at))
            return false;
        at = m.start + m.len;
    }
    return true;
}

bool marked_next(struct marked_text *m, struct span *piece, enum mark *kind)
{
    struct span rest = m->marks;
    struct one_mark next;
    bool any = take_mark(&rest, &next) && mark_fits(&next, m->text, m->at);
    size_t end = m->text.len;

    *kind = MARK_NONE;
    if (any && next.start == m->at) {
        *kind = next.kind;
        end = next.start + next.len;
        m->marks = rest;
    } else if (any) {
        end = next.start;
    }
    *piece = span_from(m->text, m->at);
    piece->len = end - m->at;
    m->at = end;
    return piece->len > 0;
}

struct span marked_kept(struct span text, struct span marks, bool quoted_too, struct buf *room)
{
    struct marked_text m = {.text = text, .marks = marks};
    struct span piece;
    enum mark kind;

    if (!marks.len)
        return text;
    buf_clear(room);
    while (marked_next(&m, &piece, &kind))
        if (kind == MARK_NONE || (kind == MARK_QUOTED && !quoted_too))
            buf_span_add(room, piece);
    return buf_span(room);
}
