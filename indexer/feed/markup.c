/* Recognises files of tags by their start. */
#include "indexer/feed/markup.h"

/* The text after the declarations, comments and blanks that markup begins with. */
static struct span after_prolog(struct span s)
{
    for (s = span_trim(s); span_begins_any_case(s, "<?") || span_begins_any_case(s, "<!");
         s = span_trim(s)) {
        const char *close = span_begins_any_case(s, "<!--") ? memmem(s.data, s.len, "-->", 3)
                                                            : memchr(s.data, '>', s.len);

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

    return s.len > len + 1 && *s.data == '<' && span_begins_any_case(span_from(s, 1), name) &&
           strchr(" \t\r\n>/", s.data[len + 1]);
}

bool markup_opens(struct span s, const char *const names[], size_t n)
{
    s = after_prolog(s);
    for (size_t i = 0; i < n; i++)
        if (opens(s, names[i]))
            return true;
    return false;
}

bool markup_is_html(struct span s)
{
    static const char *const roots[] = {"html", "head", "body"};

    return span_begins_any_case(s, "<!doctype html") ||
           markup_opens(s, roots, sizeof roots / sizeof *roots);
}
