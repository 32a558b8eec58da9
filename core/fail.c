/* The one place where errors are written. */
#include "core/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/text_utf8.h"

/* Cuts a text of WANTED bytes that did not fit at a character's start, and
 * turns what would break the line into blanks. */
static void tidy(char *text, size_t size, size_t wanted)
{
    if (wanted >= size)
        memcpy(text + utf8_cut(text, size - 1, size - 4), "...", 4);
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            *text = ' ';
}

static void write_text(dateline_error *err, const char *suffix, const char *fmt, va_list ap)
{
    size_t size = sizeof err->text;
    int n = vsnprintf(err->text, size, fmt, ap);
    size_t len = n < 0 ? 0 : (size_t)n;

    if (suffix && len < size)
        len += (size_t)snprintf(err->text + len, size - len, ": %s", suffix);
    tidy(err->text, size, len);
}

dateline_status fail(dateline_error *err, dateline_status status, const char *fmt, ...)
{
    va_list ap;

    if (err) {
        va_start(ap, fmt);
        write_text(err, NULL, fmt, ap);
        va_end(ap);
    }
    return status;
}

dateline_status fail_errno(dateline_error *err, const char *fmt, ...)
{
    int saved = errno;
    va_list ap;

    if (err) {
        va_start(ap, fmt);
        write_text(err, strerror(saved), fmt, ap);
        va_end(ap);
    }
    return DATELINE_IO;
}
