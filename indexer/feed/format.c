/* The table of input formats, and how a file's format is recognised. */
#include "indexer/feed/format.h"

#include <strings.h>

#include "core/names.h"

/* The first format that recognises a file reads it. */
static const struct format *const formats[] = {
    &format_jsonl, &format_markdown, &format_sgml,
    &format_csv,   &format_tsv,      &format_text, /* last: they accept any text */
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

const struct format *format_by_name(const char *name, dateline_error *err)
{
    const char *list[FORMATS];
    struct names names = NAMES("input format", list);
    int found;

    for (size_t i = 0; i < FORMATS; i++)
        list[i] = formats[i]->name;
    found = names_find(&names, span_of(name), err);
    return found < 0 ? NULL : formats[found];
}

/* Whether LIST, words that each end with a blank, contains WORD, case-insensitive. */
static bool has_extension(const char *list, struct span word)
{
    for (const char *blank; list && (blank = strchr(list, ' ')); list = blank + 1)
        if (word.len && (size_t)(blank - list) == word.len &&
            !strncasecmp(list, word.data, word.len))
            return true;
    return false;
}

/* The extension of the path that ends at *END, without its dot; moves *END to the dot. */
static struct span extension(const char *path, const char **end)
{
    for (const char *p = *end; p > path && p[-1] != '/'; p--)
        if (p[-1] == '.') {
            struct span ext = {p, (size_t)(*end - p)};

            *end = p - 1;
            return ext;
        }
    return (struct span){NULL, 0};
}

const struct format *format_recognise(struct span start, const char *path)
{
    const char *end = path + strlen(path);
    struct span ext = extension(path, &end);

    if (has_extension("gz bz2 xz lzma zst lz4 z ", ext))
        ext = extension(path, &end);
    for (size_t i = 0; i < FORMATS - 1; i++)
        if (formats[i]->recognise(start, has_extension(formats[i]->extensions, ext)))
            return formats[i];
    return formats[FORMATS - 1];
}
