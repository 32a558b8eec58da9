/* Error messages.
 *
 * A function that can fail returns a dateline_status and takes a dateline_error, which may be NULL.
 * The function that detects the failure fills it; its callers pass it on unchanged. A message names
 * the action and the object: "cannot read news/a.txt: Permission denied". */
#ifndef DATELINE_CORE_FAIL_H
#define DATELINE_CORE_FAIL_H

#include "dateline.h"

/* Writes the message, as one line that is safe on a terminal (core/character.h), and returns
 * STATUS. */
dateline_status fail(dateline_error *err, dateline_status status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* As fail(), with ": " and strerror(errno) appended; returns DATELINE_IO. */
dateline_status fail_errno(dateline_error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
