/* Heap allocation that ends the process, or the guarded call, when memory runs out.
 *
 * A build or a search cannot continue without memory. In a program one line on standard error and
 * exit status 3 replace a thousand untested branches. In the library, whose process belongs to
 * another program, every call runs in a guard. */
#ifndef DATELINE_CORE_ALLOC_H
#define DATELINE_CORE_ALLOC_H

#include <stddef.h>

#include "dateline.h"

void *must_alloc(size_t size) __attribute__((malloc, returns_nonnull));
void *must_zalloc(size_t size) __attribute__((malloc, returns_nonnull));
/* For randomly accessed memory: cache-line aligned, so 32- and 64-byte elements never straddle a
 * line; transparent huge pages for the 2 MB pages that it fills. Measured, with must_grow_spread:
 * 18.1 -> 17.2 s of processor time on 300,000 generated articles (bench/generate, dateline-index
 * add, release build). */
void *must_alloc_spread(size_t size) __attribute__((malloc, returns_nonnull));
/* Grows an array of must_grow_spread from OLD bytes (P is NULL for a new one) to SIZE; moves a
 * large one without copying. Free the result with free_grown and its SIZE. */
void *must_grow_spread(void *p, size_t old, size_t size) __attribute__((returns_nonnull));
void free_grown(void *p, size_t size);
void *must_realloc(void *p, size_t size) __attribute__((returns_nonnull));
/* Returns a NUL-terminated copy of the LEN bytes at S. */
char *must_dup(const char *s, size_t len) __attribute__((malloc, returns_nonnull));

/* Ends the process or the guarded call for want of WANTED bytes, for callers with another
 * allocator. */
void out_of_memory(size_t wanted) __attribute__((noreturn));
/* For a module, which has a copy of this: lets the program that loaded it end the call instead. */
void out_of_memory_at(void (*program)(size_t wanted));

/* A part of a call that may run out of memory. */
typedef dateline_status alloc_body(void *ctx, dateline_error *err);
/* Returns what BODY returns, or DATELINE_NO_MEMORY if memory runs out in it, or what
 * alloc_leave_guard says. BODY is then left by longjmp: no frame of C++ may be above this one, and
 * what its frames had allocated is lost. Guards stand where a lock, a descriptor or a thread would
 * be lost too, and their callers release these. Guards nest; each thread has its own. */
dateline_status alloc_guard(alloc_body *body, void *ctx, dateline_error *err);

/* Leaves the innermost guard of this thread, which then returns DATELINE_CORRUPT because FILE, a
 * mapped file, cannot be read; returns if this thread has no guard. For a signal handler. */
void alloc_leave_guard(const char *file);
/* How often guards of this thread were left before their body had returned. */
unsigned alloc_guards_left(void);

/* Grows the array PTR, of capacity CAP, if it has no room after its LEN elements. */
#define GROW(ptr, len, cap) \
    ((len) < (cap)          \
         ? (void)0          \
         : (void)((ptr) = must_realloc((ptr), sizeof *(ptr) * ((cap) = (cap) ? 2 * (cap) : 8))))

#endif
