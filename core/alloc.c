/* Heap allocation that ends the process, or the guarded call, when memory runs out. */
#include "core/alloc.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "core/fail.h"

enum { CACHE_LINE = 64, LARGE_PAGE = 1 << 21, SMALL = 1 << 10 };

struct alloc_catch {
    jmp_buf back;
    size_t wanted;
    char file[256]; /* that cannot be read; empty: memory ran out */
};

static void (*program_out_of_memory)(size_t); /* of a module's program */
static _Thread_local struct alloc_catch *innermost;
static _Thread_local unsigned guards_left;

void out_of_memory_at(void (*program)(size_t wanted))
{
    program_out_of_memory = program;
}

void out_of_memory(size_t wanted)
{
    if (program_out_of_memory)
        program_out_of_memory(wanted);
    if (innermost) {
        innermost->wanted = wanted;
        longjmp(innermost->back, 1);
    }
    fprintf(stderr, "dateline: out of memory (%zu bytes)\n", wanted);
    exit(3);
}

void alloc_leave_guard(const char *file)
{
    size_t len = strlen(file), room;

    if (!innermost)
        return;
    room = sizeof innermost->file - 1;
    memcpy(innermost->file, len > room ? file + len - room : file, len > room ? room : len);
    innermost->file[len > room ? room : len] = '\0';
    longjmp(innermost->back, 1);
}

unsigned alloc_guards_left(void)
{
    return guards_left;
}

/* The failure that left the guard HERE. */
static dateline_status guard_failure(const struct alloc_catch *here, dateline_error *err)
{
    guards_left++;
    if (!*here->file)
        return fail(err, DATELINE_NO_MEMORY, "out of memory (%zu bytes)", here->wanted);
    return fail(err, DATELINE_CORRUPT,
                "cannot read %s: it became shorter while it was read, or its disk failed",
                here->file);
}

dateline_status alloc_guard(alloc_body *body, void *ctx, dateline_error *err)
{
    struct alloc_catch here, *outer = innermost;
    dateline_status status;

    here.file[0] = '\0';
    innermost = &here;
    if (setjmp(here.back) == 0)
        status = body(ctx, err);
    else
        status = guard_failure(&here, err);
    innermost = outer;
    return status;
}

static void *or_end(void *p, size_t size)
{
    if (!p)
        out_of_memory(size);
    return p;
}

void *must_alloc(size_t size)
{
    return or_end(malloc(size ? size : 1), size);
}

/* glibc's calloc (before 2.41) passes by the blocks that malloc keeps at hand for a thread. */
void *must_zalloc(size_t size)
{
    return size <= SMALL ? memset(must_alloc(size), 0, size) : or_end(calloc(1, size), size);
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
    return or_end(realloc(p, size ? size : 1), size);
}

char *must_dup(const char *s, size_t len)
{
    char *copy = must_alloc(len + 1);

    if (len)
        memcpy(copy, s, len);
    copy[len] = '\0';
    return copy;
}
