/* The lines of an article's text, for rules that mark some of them. */
#include "indexer/feed/marking/lines.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/utf8.h"
#include "text/text.h"

enum { WRAPPED_MIN = 40 }; /* bytes of a line that goes on in the next */

/* Whether S ends in one of the N strings of LIST; *LEN is that one's length. */
static bool ends_in(struct span s, const char *const *list, size_t n, size_t *len)
{
    for (size_t i = 0; i < n; i++) {
        *len = strlen(list[i]);
        if (s.len >= *len && !memcmp(s.data + s.len - *len, list[i], *len))
            return true;
    }
    return false;
}

#define ENDS_IN(s, list, len) ends_in(s, list, sizeof(list) / sizeof *(list), len)

/* S without the quotes and brackets that close at its end. */
static struct span without_closing(struct span s)
{
    static const char *const closing[] = {"\"", "'", ")", "]", "”", "’", "»", "“", "」", "』"};
    size_t len;

    while (ENDS_IN(s, closing, &len))
        s.len -= len;
    return s;
}

static bool is_ascii_word(char c)
{
    return is_ascii_letter(c) || is_ascii_digit(c);
}

bool line_is_prose(struct span line)
{
    enum { HEADLINE_MAX = 200, QUESTION_MAX = 100 }; /* bytes */
    static const char *const full[] = {".", "…", "。", "।", "؟", "۔"};
    static const char *const open[] = {"?", "!", ":", ";", ",", "？", "！"};
    struct span s;
    size_t len;

    if (line.len > HEADLINE_MAX || !line.len || is_ascii_word(line.data[line.len - 1]))
        return line.len > HEADLINE_MAX;
    s = without_closing(line);
    return ENDS_IN(s, full, &len) || (line.len > QUESTION_MAX && ENDS_IN(s, open, &len));
}

size_t line_words(struct span line)
{
    size_t n = 0;

    for (size_t i = 0; i < line.len; i++)
        n += !is_blank(line.data[i]) && (!i || is_blank(line.data[i - 1]));
    return n;
}

/* Takes a quotation mark off the start of S. */
static bool take_quote(struct span *s)
{
    static const char *const quotes[] = {"'", "\"", "’", "‘", "“", "”"};

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (span_begins(*s, span_of(quotes[i]))) {
            *s = span_from(*s, strlen(quotes[i]));
            return true;
        }
    return false;
}

bool lines_are_alike(struct span a, struct span b)
{
    while (a.len && b.len) {
        if (!is_ascii_word(*a.data) && take_quote(&a)) {
            if (!take_quote(&b))
                return false;
        } else if (*a.data != *b.data) {
            return false;
        } else {
            a = span_from(a, 1);
            b = span_from(b, 1);
        }
    }
    return !a.len && !b.len;
}

/* Whether the sentence of LINE goes on in NEXT, the line right after it. */
static bool goes_on(struct span line, struct span next)
{
    const char *p = next.data;
    uint32_t c = text_char(&p, next.data + next.len);

    return line.len >= WRAPPED_MIN && c > '9' && text_is_word(c) && !text_is_capital(c) &&
           !line_is_prose(line);
}

/* Tells which of LINES, of wrapped text, stand alone; whether one does. */
static bool find_alone(struct text_line *lines, size_t n)
{
    bool any = false, after = false; /* right after the line before it */

    for (size_t i = 0; i < n; i++) {
        bool before = i + 1 < n && lines[i].start + lines[i].len + 1 == lines[i + 1].start;

        lines[i].alone = !after && !before;
        any |= lines[i].alone;
        after = before;
    }
    return any;
}

void lines_split(struct span text, struct text_lines *out)
{
    struct span rest = text, last = {0};
    size_t first = out->len;
    bool wrapped = false;

    while (rest.len) {
        struct span line = span_take_line(&rest);

        if (line.len && (is_blank(*line.data) || is_blank(line.data[line.len - 1])))
            line = span_trim(line);
        if (line.len) {
            GROW(out->list, out->len, out->cap);
            out->list[out->len++] = (struct text_line){.start = (uint32_t)(line.data - text.data),
                                                       .len = (uint32_t)line.len,
                                                       .alone = true};
            wrapped = wrapped || (last.len && goes_on(last, line));
        }
        last = line;
    }
    if (wrapped && !find_alone(out->list + first, out->len - first))
        out->len = first;
}

void lines_free(struct text_lines *l)
{
    free(l->list);
    *l = (struct text_lines){0};
}
