/* The C functions that allocate, failing when it is their turn. */
#include "alloc_faults.h"

#include <errno.h>
#include <stdatomic.h>

static atomic_size_t left; /* 0: none is to fail */
static atomic_bool failed;

void alloc_fail_at(size_t nth)
{
    atomic_store(&failed, false);
    atomic_store(&left, nth);
}

void alloc_fail_never(void)
{
    atomic_store(&left, 0);
}

bool alloc_failed(void)
{
    return atomic_load(&failed);
}

bool alloc_fails(void)
{
    size_t now = atomic_load(&left);

    while (now && !atomic_compare_exchange_weak(&left, &now, now - 1))
        continue;
    if (now == 1)
        atomic_store(&failed, true);
    return now == 1;
}

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__real_realloc(void *p, size_t size);
int __real_posix_memalign(void **p, size_t alignment, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);
void *__wrap_realloc(void *p, size_t size);
int __wrap_posix_memalign(void **p, size_t alignment, size_t size);

void *__wrap_malloc(size_t size)
{
    return alloc_fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
    return alloc_fails() ? NULL : __real_calloc(n, size);
}

void *__wrap_realloc(void *p, size_t size)
{
    return alloc_fails() ? NULL : __real_realloc(p, size);
}

int __wrap_posix_memalign(void **p, size_t alignment, size_t size)
{
    return alloc_fails() ? ENOMEM : __real_posix_memalign(p, alignment, size);
}
