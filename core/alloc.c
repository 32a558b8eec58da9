/* Heap allocation that ends the process when memory runs out. */
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
    if (size >= LARGE_PAGE) /* the remainder keeps small pages */
        madvise(p, size - size % LARGE_PAGE, MADV_HUGEPAGE);
    return p;
}

static size_t whole_pages(size_t size)
{
    return (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
}

void *must_grow_spread(void *p, size_t old, size_t size)
{
    void *grown;

    if (size < LARGE_PAGE)
        grown = must_alloc_spread(size);
    else if (old < LARGE_PAGE)
        grown = mmap(NULL, whole_pages(size), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                     -1, 0);
    else
        grown = mremap(p, whole_pages(old), whole_pages(size), MREMAP_MAYMOVE);
    if (grown == MAP_FAILED)
        out_of_memory(size);
    if (size >= LARGE_PAGE)
        madvise(grown, whole_pages(size), MADV_HUGEPAGE);
    if (p && old < LARGE_PAGE) {
        memcpy(grown, p, old);
        free(p);
    }
    return grown;
}

void free_grown(void *p, size_t size)
{
    if (size < LARGE_PAGE)
        free(p);
    else
        munmap(p, whole_pages(size));
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
