/* Lines "Name: value" of web archives and of HTTP. */
#include "indexer/feed/header_field.h"

#include <strings.h>

bool header_field_next(struct stream *s, struct span *name, struct span *value)
{
    enum stream_line got;
    const char *colon;
    struct span line = {0};

    *name = *value = (struct span){NULL, 0};
    got = stream_line(s, HEADER_LINE_MAX, &line);
    if (got == STREAM_END)
        return false;
    if (got == STREAM_TOO_LONG)
        return true;
    line = span_trim(line);
    if (!line.len)
        return false;
    colon = memchr(line.data, ':', line.len);
    *name = (struct span){line.data, colon ? (size_t)(colon - line.data) : line.len};
    if (colon)
        *value = span_trim(span_from(line, name->len + 1));
    *name = span_trim(*name);
    return true;
}

void header_field_copy(char *out, size_t room, struct span value)
{
    size_t len = !value.data ? 0 : value.len < room ? value.len : room - 1;

    for (size_t i = 0; i < len; i++)
        out[i] = value.data[i] >= 'A' && value.data[i] <= 'Z' ? (char)(value.data[i] + 'a' - 'A')
                                                              : value.data[i];
    out[len] = '\0';
}

/* The length of S up to the first of STOPS. */
static size_t length_to(struct span s, const char *stops)
{
    size_t n = 0;

    while (n < s.len && s.data[n] && !strchr(stops, s.data[n]))
        n++;
    return n;
}

void header_field_type(struct span value, char *type, size_t type_room, char *charset,
                       size_t charset_room)
{
    static const char name[] = "charset=";
    size_t len = length_to(value, "; \t,");

    header_field_copy(type, type_room, (struct span){value.data, len});
    header_field_copy(charset, charset_room, (struct span){NULL, 0});
    if (!value.data)
        return;
    for (value = span_from(value, len); value.len >= sizeof name; value = span_from(value, 1))
        if (!strncasecmp(value.data, name, sizeof name - 1)) {
            value = span_from(value, sizeof name - 1);
            value = span_from(value, strchr("\"'", *value.data) != NULL);
            header_field_copy(charset, charset_room,
                              (struct span){value.data, length_to(value, "\"'; \t,")});
            return;
        }
}
