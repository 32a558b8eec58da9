/* Formats that are recognised and not read: their files are reported and skipped, as tags and
 * headers are no text. --input-format=text reads them all the same. */
#include <strings.h>

#include "indexer/feed/format.h"
#include "indexer/feed/utf8.h"

static bool begins(struct span s, const char *with)
{
    return s.len >= strlen(with) && !strncasecmp(s.data, with, strlen(with));
}

/* The text after the declarations, comments and blanks that markup begins with. */
static struct span after_prolog(struct span s)
{
    for (s = span_trim(s); begins(s, "<?") || begins(s, "<!"); s = span_trim(s)) {
        const char *close =
            begins(s, "<!--") ? memmem(s.data, s.len, "-->", 3) : memchr(s.data, '>', s.len);

        if (!close)
            return (struct span){NULL, 0};
        s = span_from(s, (size_t)(strchr(close, '>') + 1 - s.data));
    }
    return s;
}

/* Whether S begins with the tag of element NAME. */
static bool opens(struct span s, const char *name)
{
    size_t len = strlen(name);

    return s.len > len + 1 && *s.data == '<' && begins(span_from(s, 1), name) &&
           strchr(" \t\r\n>/", s.data[len + 1]);
}

static bool opens_one_of(struct span s, const char *const names[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (opens(s, names[i]))
            return true;
    return false;
}

static bool is_html(struct span s)
{
    static const char *const roots[] = {"html", "head", "body"};

    return begins(s, "<!doctype html") ||
           opens_one_of(after_prolog(s), roots, sizeof roots / sizeof *roots);
}

static bool is_document(struct span s)
{
    return begins(s, "%PDF-") || begins(s, "%!PS") || begins(s, "{\\rtf");
}

static const struct {
    const char *what;
    bool (*is)(struct span start);
} kinds[] = {
    {"HTML", is_html},
    {"a PDF, PostScript or RTF document", is_document},
};

/* What a file that begins with START is, if it is not read; else NULL. */
static const char *unread_kind(struct span start)
{
    start = utf8_without_mark(start);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].is(start) || kinds[i].is(span_trim(start)))
            return kinds[i].what;
    return NULL;
}

static bool recognise_unread(struct span start, bool named)
{
    /* HTML by its name needs no more than a tag. */
    return unread_kind(start) || (named && begins(span_trim(utf8_without_mark(start)), "<"));
}

static dateline_status skip_unread(struct input *in, dateline_error *err)
{
    const char *kind = unread_kind(stream_peek(in->stream, FORMAT_START));

    (void)err;
    input_tell(in, FEED_SKIPPED, 0, "skipped: it is %s, which is not read yet",
               kind ? kind : "HTML");
    return DATELINE_OK;
}

const struct format format_unread = {
    .extensions = "html htm xhtml ", .recognise = recognise_unread, .read = skip_unread};
