/* Finds the file that is mapped at an address. */
#include "core/mapping.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* Returns the next line, ended by NUL instead of its newline; NULL at the end. */
static char *next_mapping(struct mapping_reader *r)
{
    char *line, *end;

    memmove(r->text, r->text + r->used, r->len - r->used);
    r->len -= r->used;
    r->used = 0;
    while (!(end = memchr(r->text, '\n', r->len))) {
        ssize_t n = read(r->fd, r->text + r->len, sizeof r->text - r->len);

        if (n <= 0)
            return NULL;
        r->len += (size_t)n;
    }
    line = r->text;
    *end = '\0';
    r->used = (size_t)(end - line) + 1;
    return line;
}

static const char *read_hex(const char *p, uintptr_t *out)
{
    *out = 0;
    for (; (*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'f'); p++)
        *out = *out << 4 | (uintptr_t)(*p <= '9' ? *p - '0' : *p - 'a' + 10);
    return p;
}

/* Whether the mapping of LINE, "start-end ...", has ADDRESS. */
static bool mapping_has(const char *line, uintptr_t address)
{
    uintptr_t start, end;
    const char *p = read_hex(line, &start);

    if (*p != '-')
        return false;
    read_hex(p + 1, &end);
    return address >= start && address < end;
}

char *mapping_path(struct mapping_reader *r, const void *at)
{
    uintptr_t address = (uintptr_t)at;
    char *line, *path = NULL;

    r->len = r->used = 0;
    r->fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (r->fd < 0)
        return NULL;
    while (!path && (line = next_mapping(r)))
        if (mapping_has(line, address) && !(path = strchr(line, '/')))
            break;
    close(r->fd);
    return path;
}
