/* Reads numbers, sizes and seconds as they are typed. */
#include "program/option_value.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A decimal number at TEXT, and what follows it; NULL where there is none, or one too large. */
static const char *leading_number(const char *text, uint64_t *out)
{
    char *end;

    if (*text < '0' || *text > '9')
        return NULL;
    errno = 0;
    *out = strtoumax(text, &end, 10);
    return errno ? NULL : end;
}

bool value_number(const char *text, uint64_t *out)
{
    uint64_t n;
    const char *end = leading_number(text, &n);

    if (!end || *end)
        return false;
    *out = n;
    return true;
}

bool value_size(const char *text, uint64_t *out)
{
    static const char units[] = "KkMmGgTt";
    uint64_t n;
    const char *end = leading_number(text, &n), *unit;
    unsigned shift = 0;

    if (end && *end && (unit = strchr(units, *end))) {
        shift = 10 * (unsigned)((unit - units) / 2 + 1);
        end++;
    }
    if (!end || *end || n > UINT64_MAX >> shift)
        return false;
    *out = n << shift;
    return true;
}

bool value_seconds(const char *text, double *out)
{
    char *end;
    double seconds = strtod(text, &end);

    if (end == text || *end || !isfinite(seconds) || signbit(seconds))
        return false;
    *out = seconds;
    return true;
}
