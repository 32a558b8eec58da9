/* Numbers as they are typed. A function returns false, *OUT untouched, unless the
 * whole text is one value that OUT can hold. */
#ifndef DATELINE_PROGRAM_OPTION_VALUE_H
#define DATELINE_PROGRAM_OPTION_VALUE_H

#include <stdbool.h>
#include <stdint.h>

/* Decimal digits: no sign, no blank. */
bool value_number(const char *text, uint64_t *out);
/* Bytes: a number, with K, M, G or T (powers of 1,024, any case) after it or not. */
bool value_size(const char *text, uint64_t *out);
/* As strtod reads them; neither negative nor infinite. */
bool value_seconds(const char *text, double *out);

#endif
