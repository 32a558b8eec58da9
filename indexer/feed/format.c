#include "indexer/feed/format.h"

#include <strings.h>

/* The first that recognises a file has it. */
static const struct format *const formats[] = {
    &format_jsonl, &format_markdown, &format_sgml,
    &format_csv,   &format_tsv,      &format_text, /* last: it has what is left */
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

const struct format *format_by_name(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (!strcmp(formats[i]->name, name))
            return formats[i];
    return NULL;
}

void format_list(struct buf *out)
{
    for (size_t i = 0; i < FORMATS; i++)
        buf_printf(out, "%s%s", i ? ", " : "", formats[i]->name);
}

/* Whether LIST, words with a blank behind each, has WORD in any capitals. */
static bool lists(const char *list, struct span word)
{
    for (const char *blank; list && (blank = strchr(list, ' ')); list = blank + 1)
        if (word.len && (size_t)(blank - list) == word.len &&
            !strncasecmp(list, word.data, word.len))
            return true;
    return false;
}

/* The extension of the name that ends at END, without its dot; moves END to the dot. */
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

    if (lists("gz bz2 xz lzma zst lz4 z ", ext))
        ext = extension(path, &end);
    for (size_t i = 0; i < FORMATS - 1; i++)
        if (formats[i]->recognise(start, lists(formats[i]->extensions, ext)))
            return formats[i];
    return formats[FORMATS - 1];
}
