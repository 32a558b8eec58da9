/* Formats the message of a failure. */
#include "core/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "core/character.h"
#include "core/utf8.h"

/* Makes TEXT, for which snprintf wanted WANTED bytes, one line that is safe to show; if SIZE cut
 * it, ends it with "..." after a whole character. */
static void tidy_text(char *text, size_t size, size_t wanted)
{
    size_t len = wanted;

    if (wanted >= size) {
        len = utf8_cut((struct span){text, size - 1}, size - 4).len;
        memcpy(text + len, "...", 3);
        len += 3;
    }
    text[character_make_safe(text, len)] = '\0';
}

static void format_message(dateline_error *err, const char *suffix, const char *fmt, va_list ap)
{
    size_t size = sizeof err->text;
    int n = vsnprintf(err->text, size, fmt, ap);
    size_t len = n < 0 ? 0 : (size_t)n;

    if (suffix && len < size)
        len += (size_t)snprintf(err->text + len, size - len, ": %s", suffix);
    tidy_text(err->text, size, len);
}

dateline_status fail(dateline_error *err, dateline_status status, const char *fmt, ...)
{
    va_list ap;

    if (err) {
        va_start(ap, fmt);
        format_message(err, NULL, fmt, ap);
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
        format_message(err, strerror(saved), fmt, ap);
        va_end(ap);
    }
    return DATELINE_IO;
}
