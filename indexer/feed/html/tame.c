/* Limits the attributes of tags. */
#include "indexer/feed/html/tame.h"

static bool is_tag_start(struct span page, size_t at)
{
    char c = at + 1 < page.len ? (char)(page.data[at + 1] | 0x20) : '\0';

    return page.data[at] == '<' && c >= 'a' && c <= 'z';
}

/* The end of the word at AT, an attribute's name or value, or a quoted value. */
static size_t word_end(struct span page, size_t at)
{
    char c = page.data[at];

    if ((c == '"' || c == '\'') && at && page.data[at - 1] == '=') {
        const char *end = memchr(page.data + at + 1, c, page.len - at - 1);

        return end ? (size_t)(end + 1 - page.data) : page.len;
    }
    while (at < page.len && !is_blank(page.data[at]) && page.data[at] != '>' &&
           page.data[at] != '=')
        at++;
    if (at < page.len && page.data[at] == '=')
        at++;
    return at;
}

/* The end of the tag at AT; *CUT is the start of its attribute number MOST, or that end. */
static size_t tag_end(struct span page, size_t at, size_t most, size_t *cut)
{
    size_t words = 0;

    *cut = 0;
    while (at < page.len && page.data[at] != '>') {
        if (is_blank(page.data[at])) {
            at++;
            continue;
        }
        if (++words == most)
            *cut = at;
        at = word_end(page, at);
    }
    if (!*cut)
        *cut = at;
    return at;
}

struct span html_tame(struct span page, size_t most, struct buf *out)
{
    const char *open;
    size_t copied = 0;

    buf_clear(out);
    for (size_t at = 0, cut; at < page.len;) {
        open = memchr(page.data + at, '<', page.len - at);
        if (!open)
            break;
        at = (size_t)(open - page.data);
        if (!is_tag_start(page, at)) {
            at++;
            continue;
        }
        at = tag_end(page, at, most, &cut);
        if (cut < at) {
            buf_add(out, page.data + copied, cut - copied);
            copied = at;
        }
    }
    if (!copied && !(page.len && memchr(page.data, '\0', page.len)))
        return page;
    buf_add(out, page.data + copied, page.len - copied);
    for (char *nul; (nul = memchr(out->data, '\0', out->len));)
        *nul = ' ';
    return buf_span(out);
}
