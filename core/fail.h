/* The one place where errors are written.
 *
 * A function that can fail returns a dateline_status and takes a
 * dateline_error that may be NULL. It fills it once, where the failure is
 * known best; those above pass it on untouched. A message names the thing and
 * the act: "cannot read news/a.txt: Permission denied". */
#ifndef DATELINE_CORE_FAIL_H
#define DATELINE_CORE_FAIL_H

#include "dateline.h"

/* Writes the message, one line that is safe on a terminal (core/character.h), and
 * returns STATUS. */
dateline_status fail(dateline_error *err, dateline_status status, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* The same with ": " and strerror(errno) after it, as DATELINE_IO. */
dateline_status fail_errno(dateline_error *err, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
