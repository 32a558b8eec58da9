/* Reads ids as places: the path of a file, and a line of it. */
#include "searcher/render/render_place.h"

#include <stdlib.h>

enum { EXTENSION_MAX = 8, LINE_DIGITS = 10 };

static bool is_place_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_extension_character(char c)
{
    return is_place_digit(c) ||
           ((unsigned char)(c | ' ') >= 'a' && (unsigned char)(c | ' ') <= 'z');
}

/* The length of ":12" at the end of ID; 0 for none. */
static size_t line_length(struct span id)
{
    size_t n = 0;

    while (n < id.len && n <= LINE_DIGITS && is_place_digit(id.data[id.len - 1 - n]))
        n++;
    if (!n || n > LINE_DIGITS || n == id.len || id.data[id.len - n] == '0')
        return 0;
    return id.data[id.len - 1 - n] == ':' ? n + 1 : 0;
}

/* Whether NAME ends in a dot and letters or digits, of which one is a letter: a.txt, not 2025.03.
 */
static bool has_extension(struct span name)
{
    size_t n = 0, letters = 0;

    while (n < name.len && is_extension_character(name.data[name.len - 1 - n])) {
        letters += !is_place_digit(name.data[name.len - 1 - n]);
        n++;
    }
    return letters && n <= EXTENSION_MAX && n + 1 < name.len && name.data[name.len - 1 - n] == '.';
}

struct render_place render_place_of(struct span id)
{
    size_t line = line_length(id);
    struct span path = {id.data, id.len - line};

    if (!path.len || memmem(id.data, id.len, "://", 3) || memchr(id.data, '@', id.len) ||
        (!line && !has_extension(path)))
        return (struct render_place){{0}, {0}};
    return (struct render_place){path, line ? (struct span){id.data + path.len + 1, line - 1}
                                            : span_of("1")};
}

/* The value of the hexadecimal digits %XX at P; 0 if there are none. */
static unsigned hexadecimal_at(const char *p)
{
    char digits[3] = {p[1], p[2], '\0'}, *end;
    unsigned long c = strtoul(digits, &end, 16);

    return end == digits + 2 ? (unsigned)c : 0;
}

void render_place_path(struct span path, struct buf *out)
{
    for (size_t i = 0; i < path.len; i++) {
        unsigned c = path.data[i] == '%' && i + 2 < path.len ? hexadecimal_at(path.data + i) : 0;

        if (c > ' ' && c < 0x7F) {
            buf_char(out, (char)c);
            i += 2;
        } else {
            buf_char(out, path.data[i]);
        }
    }
}
