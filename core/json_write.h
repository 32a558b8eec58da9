/* A JSON text (RFC 8259), appended to a buffer piece by piece.
 *
 * The writer puts the commas; whoever calls it pairs begin and end, and names the
 * members of objects. Between two calls the buffer may be emptied. Strings come out as
 * valid UTF-8 without anything that a terminal would obey. */
#ifndef DATELINE_CORE_JSON_WRITE_H
#define DATELINE_CORE_JSON_WRITE_H

#include <stdint.h>

#include "core/buf.h"
#include "core/day.h"

/* All zeros but OUT is ready for a value. */
struct json {
    struct buf *out;
    bool comma; /* before the next member or element */
};

void json_begin_object(struct json *j);
void json_end_object(struct json *j);
void json_begin_array(struct json *j);
void json_end_array(struct json *j);
/* The name of the next value, of characters that need no escape; and any name. */
void json_name(struct json *j, const char *name);
void json_name_span(struct json *j, struct span name);
/* The next element begins a line. */
void json_line(struct json *j);

void json_string(struct json *j, struct span text);
void json_string_or_null(struct json *j, struct span text); /* null where it is empty */
void json_null(struct json *j);
void json_boolean(struct json *j, bool value);
void json_number(struct json *j, uint64_t value);
void json_double(struct json *j, double value, int decimals);
/* A number that is written already. */
void json_digits(struct json *j, struct span digits);
/* "2025-03-31", "2025-03", "2025" or null. */
void json_day(struct json *j, dateline_day day);

/* The same as members of an object. */
void json_string_member(struct json *j, const char *name, struct span text);
void json_number_member(struct json *j, const char *name, uint64_t value);
void json_double_member(struct json *j, const char *name, double value, int decimals);
void json_day_member(struct json *j, const char *name, dateline_day day);

#endif
