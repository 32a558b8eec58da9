/* Makes the data of Xapian's documents from records. */
#include "indexer/merge/omega_record.h"

#include "core/article.h"

/* The beginning of TEXT: whole words, or, if the first one is too long, whole characters. */
static struct span sample_of(struct span text)
{
    size_t len = text.len < OMEGA_SAMPLE ? text.len : OMEGA_SAMPLE, end = len;

    if (len == text.len)
        return text;
    while (end && !is_blank(text.data[end]))
        end--;
    if (!end)
        for (end = len; end && ((unsigned char)text.data[end] & 0xC0) == 0x80;)
            end--;
    return (struct span){text.data, end};
}

/* Appends TEXT with each run of blanks as one. */
static void add_words(struct buf *out, struct span text)
{
    bool blank = true;

    for (size_t i = 0; i < text.len; i++) {
        if (!is_blank(text.data[i]))
            buf_char(out, text.data[i]);
        else if (!blank)
            buf_char(out, ' ');
        blank = is_blank(text.data[i]);
    }
}

static struct span skip_blanks(struct span text)
{
    while (text.len && is_blank(*text.data))
        text = span_from(text, 1);
    return text;
}

struct span omega_record(enum xapian_kind xapian, struct span record, struct buf *room)
{
    struct article a;
    struct buf searched = {0};

    if (xapian == XAPIAN_FULL || !article_decode(record, &a))
        return record;
    buf_clear(room);
    article_lines(&a, room);
    buf_str(room, "sample=");
    add_words(room, sample_of(skip_blanks(article_searched(&a, &searched))));
    buf_free(&searched);
    return buf_span(room);
}
