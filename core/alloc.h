/* Heap memory, or the end of the process.
 *
 * A build or a search without memory can only stop: one line on standard error and exit
 * status 3 replace a thousand untested branches. */
#ifndef DATELINE_CORE_ALLOC_H
#define DATELINE_CORE_ALLOC_H

#include <stddef.h>

void *must_alloc(size_t size) __attribute__((malloc, returns_nonnull));
void *must_zalloc(size_t size) __attribute__((malloc, returns_nonnull));
/* For what is read here and there: elements of 32 or 64 bytes do not lie in two cache
 * lines, and as much as fills large pages lies in such, where the
 * system has them, for else the translation of addresses misses at every step. */
void *must_alloc_spread(size_t size) __attribute__((malloc, returns_nonnull));
/* For what will be filled, all of it and in order: its pages, small ones, are asked for
 * at once and not found missing one by one. */
void *must_alloc_filled(size_t size) __attribute__((malloc, returns_nonnull));
/* Like must_alloc_spread for an array that grows from OLD bytes, or NULL, to SIZE: when it is large
 * it moves without being copied. Given back by free_grown, with its size. */
void *must_grow_spread(void *p, size_t old, size_t size) __attribute__((returns_nonnull));
void free_grown(void *p, size_t size);
void *must_realloc(void *p, size_t size) __attribute__((returns_nonnull));
/* A terminated copy of the LEN bytes at S. */
char *must_dup(const char *s, size_t len) __attribute__((malloc, returns_nonnull));

/* Ends the process as the functions above do, for callers that allocate otherwise. */
void out_of_memory(size_t wanted) __attribute__((noreturn));

/* Makes room in the array PTR of CAP elements for one more than LEN. */
#define GROW(ptr, len, cap) \
    ((len) < (cap)          \
         ? (void)0          \
         : (void)((ptr) = must_realloc((ptr), sizeof *(ptr) * ((cap) = (cap) ? 2 * (cap) : 8))))

#endif
