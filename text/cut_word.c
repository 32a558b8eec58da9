/* Words that a hyphen and a line end cut. */
#include "text/cut_word.h"

#include "core/schema.h"
#include "core/utf8.h"

static const char hyphen[] = "\u2010";

/* By lines: memmem for a hyphen and a newline costs 2 % of an index build. */
bool text_cuts_words(struct span text)
{
    const char *line = text.data, *end = text.len ? line + text.len : line, *newline;

    while (line < end && (newline = memchr(line, '\n', (size_t)(end - line)))) {
        size_t len = (size_t)(newline - line);

        if (len && newline[-1] == '-')
            return true;
        if (len >= 3 && !memcmp(newline - 3, hyphen, 3))
            return true;
        line = newline + 1;
    }
    return false;
}

/* Whether GAP, between two words, is a hyphen, one line end, and blanks. */
static bool is_cut(struct span gap)
{
    size_t at = gap.len && *gap.data == '-' ? 1 : 0;

    if (gap.len > sizeof hyphen - 1 && !memcmp(gap.data, hyphen, sizeof hyphen - 1))
        at = sizeof hyphen - 1;
    if (!at || at == gap.len || gap.data[at] != '\n')
        return false;
    for (at++; at < gap.len; at++)
        if (gap.data[at] != ' ' && gap.data[at] != '\t')
            return false;
    return true;
}

static uint32_t last_character(struct span word)
{
    size_t at = word.len - 1;
    const char *p;

    while (at && utf8_continues(word.data[at]))
        at--;
    p = word.data + at;
    return utf8_get(&p, word.data + word.len);
}

struct span cut_word(struct span text, const struct tokens *t, size_t i, struct buf *out)
{
    struct span first = token_word(t, i), second, gap;
    const char *p;
    uint32_t c;

    if (i + 1 == t->len)
        return (struct span){0};
    second = token_word(t, i + 1);
    gap = (struct span){text.data + t->list[i].end, t->list[i + 1].start - t->list[i].end};
    if (!is_cut(gap) || first.len < 2 || second.len < 2 || first.len + second.len > SCHEMA_WORD_MAX)
        return (struct span){0};
    p = text.data + t->list[i + 1].start;
    c = utf8_get(&p, text.data + text.len);
    if (!text_stems(c) || text_is_capital(c) || !text_stems(last_character(first)))
        return (struct span){0};
    buf_clear(out);
    buf_span_add(out, first);
    buf_span_add(out, second);
    return buf_span(out);
}
