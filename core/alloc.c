#include "core/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { CACHE_LINE = 64, LARGE_PAGE = 1 << 21 };

void out_of_memory(size_t wanted)
{
    fprintf(stderr, "dateline: out of memory (%zu bytes)\n", wanted);
    exit(3);
}

static void *or_die(void *p, size_t size)
{
    if (!p && size)
        out_of_memory(size);
    return p;
}

void *must_alloc(size_t size)
{
    return or_die(malloc(size ? size : 1), size);
}

void *must_zalloc(size_t size)
{
    return or_die(calloc(1, size ? size : 1), size);
}

void *must_alloc_spread(size_t size)
{
    void *p;

    if (posix_memalign(&p, size < LARGE_PAGE ? CACHE_LINE : LARGE_PAGE, size ? size : 1))
        out_of_memory(size);
    if (size >= LARGE_PAGE) /* the rest stays as small as it is */
        madvise(p, size - size % LARGE_PAGE, MADV_HUGEPAGE);
    return p;
}

void *must_realloc(void *p, size_t size)
{
    return or_die(realloc(p, size ? size : 1), size);
}

char *must_dup(const char *s, size_t len)
{
    char *copy = must_alloc(len + 1);

    if (len)
        memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}
