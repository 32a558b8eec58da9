/* The table of input formats, and how a file's format is recognised. */
#include "indexer/feed/format.h"

#include <strings.h>

static const struct format *const formats[FEED_FORMATS] = {
    [FEED_JSONL] = &format_jsonl, [FEED_JSON] = &format_json, [FEED_MARKDOWN] = &format_markdown,
    [FEED_SGML] = &format_sgml,   [FEED_CSV] = &format_csv,   [FEED_TSV] = &format_tsv,
    [FEED_HTML] = &format_html,   [FEED_MAIL] = &format_mail, [FEED_TEXT] = &format_text,
    [FEED_XML] = &format_xml,     [FEED_DUMP] = &format_dump,
};

static const char *const format_names[FEED_FORMATS] = {
    [FEED_JSONL] = "jsonl", [FEED_JSON] = "json", [FEED_MARKDOWN] = "markdown",
    [FEED_SGML] = "sgml",   [FEED_CSV] = "csv",   [FEED_TSV] = "tsv",
    [FEED_HTML] = "html",   [FEED_TEXT] = "text", [FEED_MAIL] = "eml",
    [FEED_XML] = "xml",     [FEED_DUMP] = "dump", [FEED_MBOX] = "mbox",
    [FEED_WARC] = "warc",   [FEED_TAR] = "tar",   [FEED_ZIP] = "zip",
};

/* The first of them that recognises a file reads it: Markdown may begin with a JSON object. */
static const struct format *const asked[] = {
    &format_dump, &format_markdown, &format_jsonl, &format_json, &format_sgml, &format_mail,
    &format_html, &format_unread,   &format_xml,   &format_csv,  &format_tsv};

const struct names feed_format_names = NAMES("input format", format_names);

const struct format *format_of(enum feed_format f)
{
    return formats[f];
}

/* Whether LIST, words that each end with a blank, contains WORD, case-insensitive. */
static bool has_word(const char *list, struct span word)
{
    for (const char *blank; list && (blank = strchr(list, ' ')); list = blank + 1)
        if (word.len && (size_t)(blank - list) == word.len &&
            !strncasecmp(list, word.data, word.len))
            return true;
    return false;
}

const struct format *format_of_type(const char *type)
{
    for (size_t f = 0; f < FEED_FORMATS; f++)
        if (formats[f] && has_word(formats[f]->types, span_of(type)))
            return formats[f];
    return NULL;
}

/* The extension of the path that ends at *END, without its dot; moves *END to the dot. */
static struct span last_extension(const char *path, const char **end)
{
    for (const char *p = *end; p > path && p[-1] != '/'; p--)
        if (p[-1] == '.') {
            struct span ext = {p, (size_t)(*end - p)};

            *end = p - 1;
            return ext;
        }
    return (struct span){NULL, 0};
}

struct span format_extension(const char *path, bool unpacked)
{
    const char *end = path + strlen(path);
    struct span ext = last_extension(path, &end);

    if (unpacked && has_word("gz bz2 xz lzma zst lz4 z ", ext))
        ext = last_extension(path, &end);
    return ext;
}

const struct format *format_recognise(struct span start, const char *path)
{
    struct span ext = format_extension(path, true);

    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        const struct format *f = asked[i];

        if (f->recognise(start, has_word(f->extensions, ext)))
            return f;
    }
    return &format_text;
}
