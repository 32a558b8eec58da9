/* Makes a title for an article without one. */
#include "indexer/feed/title.h"

#include "core/utf8.h"
#include "indexer/feed/clean.h"
#include "indexer/feed/utf8.h"
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

/* Sets OUT to the first sentence of BODY, of at most MOST characters. */
static void title_from_sentence(struct span body, int most, struct buf *out)
{
    /* Four bytes a character, and as many again for blanks, hold any title. */
    struct span text = clean_line(utf8_cut(body, 8 * TITLE_MAX), out);
    size_t end = sentence_length(text);

    if (title_bytes(text, most) < end)
        end = at_word(text, title_bytes(text, most));
    out->len = end;
    out->data[end] = '\0';
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
    if (rest.len && title_bytes(line, TITLE_MAX) == line.len && clean_line(line, out).len)
        return rest;
    title_from_sentence(from, TITLE_MAX, out);
    return body;
}
