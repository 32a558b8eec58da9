/* The checks of each call of the library: its arguments, and its return when memory runs
 * out. */
#ifndef DATELINE_API_CARE_H
#define DATELINE_API_CARE_H

#include <stdatomic.h>

#include "core/alloc.h"
#include "core/fail.h"

/* The state of a handle; zeros are a new one. */
struct care {
    atomic_int spent; /* a status, if a call was left half done: the handle can only be closed */
};

/* BODY within a guard, unless the handle is spent, which it is after DATELINE_NO_MEMORY and
 * after a mapped file could not be read (dateline_guard_files). C is NULL for a call without a
 * handle. */
dateline_status care_call(struct care *c, alloc_body *body, void *ctx, dateline_error *err);

/* The status that C is spent with, and its message; DATELINE_OK if it is not. */
dateline_status care_spent(const struct care *c, dateline_error *err);

/* DATELINE_BAD_OPTION: an argument that is required is NULL. */
dateline_status care_missing(dateline_error *err);

/* Copies GIVEN, a struct called NAME that begins with its size, into OWN, of SIZE bytes as
 * this version knows it; what a smaller GIVEN lacks becomes zero. DATELINE_BAD_OPTION
 * where its size is not set, or it has a field that is not known and not zero. */
dateline_status care_take(void *own, size_t size, const void *given, const char *name,
                          dateline_error *err);
/* The inverse: OWN into GIVEN, as much as fits. */
void care_give(void *given, const void *own, size_t size);

/* DATELINE_BAD_OPTION unless SECONDS, the field NAME, is 0 or more. */
dateline_status care_seconds(double seconds, const char *name, dateline_error *err);

#endif
