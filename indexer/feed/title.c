/* Makes a title for an article without one. */
#include "indexer/feed/title.h"

#include "core/utf8.h"
#include "indexer/feed/clean.h"
#include "indexer/feed/utf8.h"
#include "text/cut_word.h"
#include "text/date_parse.h"

static size_t title_line_length(struct span s)
{
    const char *newline = s.len ? memchr(s.data, '\n', s.len) : NULL;

    return newline ? (size_t)(newline - s.data) : s.len;
}

/* The length of the first MOST characters of S. */
static size_t title_bytes(struct span s, int most)
{
    size_t at = 0;

    for (int n = 0; n < most && at < s.len; n++)
        at += utf8_char(span_from(s, at));
    return at;
}

static bool one_of(const char *const list[], struct span s, size_t *len)
{
    for (; *list; list++) {
        *len = strlen(*list);
        if (span_begins(s, (struct span){*list, *len}))
            return true;
    }
    return false;
}

/* Whether the full stop at TEXT[AT] ends an abbreviation: J. Smith, U.S. troops, Mr. Trump. */
static bool shortens(struct span text, size_t at)
{
    static const char *const known[] = {"Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Sen", "Gov", "No"};
    size_t begin = at, next = at + 1;

    while (begin && text.data[begin - 1] != ' ' && text.data[begin - 1] != '.')
        begin--;
    if (at - begin == 1)
        return true;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (span_eq((struct span){text.data + begin, at - begin}, span_of(known[i])))
            return true;
    while (next < text.len && text.data[next] == ' ')
        next++;
    return next < text.len && text.data[next] >= 'a' && text.data[next] <= 'z';
}

/* The length of the first sentence of LINE: up to a mark, the quotes and brackets that close after
 * it, and a blank. Ideographic marks need no blank. */
static size_t sentence_length(struct span line)
{
    static const char *const marks[] = {".", "!", "?", "…", "。", "！", "？", NULL};
    static const char *const closing[] = {"\"", "'", ")", "]", "”", "’", "»", "」", "』", NULL};
    size_t len;

    for (size_t at = 0; at < line.len; at += utf8_char(span_from(line, at))) {
        size_t end = at;

        if (!one_of(marks, span_from(line, at), &len) ||
            (line.data[at] == '.' && shortens(line, at)))
            continue;
        end += len;
        while (end < line.len && one_of(closing, span_from(line, end), &len))
            end += len;
        if (end == line.len || line.data[end] == ' ' || strchr("\xE3\xEF", line.data[at]))
            return end;
    }
    return line.len;
}

/* LEN, or less if that is inside a word after a blank. */
static size_t at_word(struct span s, size_t len)
{
    size_t cut = len;

    if (len == s.len || s.data[len] == ' ')
        return len;
    while (cut && s.data[cut] != ' ')
        cut--;
    return cut ? cut : len;
}

/* S without the blanks and tabs that it begins with. */
static struct span unindented(struct span s)
{
    while (s.len && (*s.data == ' ' || *s.data == '\t'))
        s = span_from(s, 1);
    return s;
}

/* The character of S that ends before AT, which is not 0. */
static uint32_t title_last_letter(struct span s, size_t at)
{
    const char *p;

    do
        at--;
    while (at && utf8_continues(s.data[at]));
    p = s.data + at;
    return utf8_get(&p, s.data + s.len);
}

/* The length of the hyphen at the end of LINE, where it cuts a word that NEXT, the text after the
 * line end, goes on with: a letter before the hyphen, and one that is no capital at the start of
 * NEXT. 0 if it cuts none. */
static size_t title_hyphen_length(struct span line, struct span next)
{
    static const struct span hyphens[] = {{"-", 1}, {"\u2010", 3}};
    const char *p = (next = unindented(next)).data;
    uint32_t after = next.len ? utf8_get(&p, next.data + next.len) : 0;

    if (!text_stems(after) || text_is_capital(after))
        return 0;
    for (size_t i = 0; i < sizeof hyphens / sizeof *hyphens; i++) {
        size_t len = hyphens[i].len;

        if (line.len > len && !memcmp(line.data + line.len - len, hyphens[i].data, len))
            return text_stems(title_last_letter(line, line.len - len)) ? len : 0;
    }
    return 0;
}

/* TEXT in OUT, which it replaces, with the words whole that a hyphen and a line end cut. */
static struct span join_cut_words(struct span text, struct buf *out)
{
    buf_clear(out);
    while (text.len) {
        struct span line = {text.data, title_line_length(text)};
        struct span next = span_from(text, line.len + (line.len < text.len));
        size_t hyphen = title_hyphen_length(line, next);

        buf_add(out, line.data, line.len - hyphen);
        if (hyphen)
            next = unindented(next);
        else
            buf_char(out, '\n');
        text = next;
    }
    return buf_span(out);
}

/* Sets OUT to the first sentence of BODY, of at most MOST characters. */
static void title_from_sentence(struct span body, int most, struct buf *out)
{
    /* Four bytes a character, and as many again for blanks, hold any title. */
    struct span text = utf8_cut(body, 8 * TITLE_MAX);
    struct buf joined = {0};
    size_t end;

    if (text_cuts_words(text))
        text = join_cut_words(text, &joined);
    text = clean_line(text, out);
    end = sentence_length(text);
    buf_free(&joined);
    if (title_bytes(text, most) < end)
        end = at_word(text, title_bytes(text, most));
    out->len = end;
    out->data[end] = '\0';
}

/* BODY up to its first empty line. */
static struct span title_paragraph(struct span body)
{
    const char *end = memmem(body.data, body.len, "\n\n", 2);

    return end ? (struct span){body.data, (size_t)(end - body.data)} : body;
}

struct span title_from_body(struct span body, size_t kept, struct buf *out)
{
    struct span from = {body.data, kept};
    struct span line = {body.data, title_line_length(body)};
    struct span rest = span_trim(span_from(body, line.len));
    size_t dateline = date_dateline_length(line);

    if (dateline) {
        title_from_sentence(span_from(from, dateline), TITLE_DATELINE_MAX, out);
        return body;
    }
    if (line.len < kept && title_hyphen_length(line, span_from(from, line.len + 1))) {
        title_from_sentence(title_paragraph(from), TITLE_MAX, out);
        return body;
    }
    if (rest.len && title_bytes(line, TITLE_MAX) == line.len && clean_line(line, out).len)
        return rest;
    title_from_sentence(from, TITLE_MAX, out);
    return body;
}
