/* Writes a JSON text (RFC 8259) piece by piece to a buffer.
 *
 * The writer inserts the commas; the caller pairs begin and end, and names the members of objects.
 * The buffer may be emptied between calls. Strings are written as valid UTF-8 without characters
 * that a terminal obeys. */
#ifndef DATELINE_CORE_JSON_WRITE_H
#define DATELINE_CORE_JSON_WRITE_H

#include <stdint.h>

#include "core/buf.h"
#include "core/day.h"

/* OUT set and the rest zeros is ready for a value. */
struct json {
    struct buf *out;
    bool comma; /* before the next member or element */
};

void json_begin_object(struct json *j);
void json_end_object(struct json *j);
void json_begin_array(struct json *j);
void json_end_array(struct json *j);
/* Names the next member. json_name takes only names that need no escapes. */
void json_name(struct json *j, const char *name);
void json_name_span(struct json *j, struct span name);
/* Starts a new line before the next element. */
void json_line(struct json *j);

void json_string(struct json *j, struct span text);
void json_string_or_null(struct json *j, struct span text); /* null if empty */
void json_null(struct json *j);
void json_boolean(struct json *j, bool value);
void json_number(struct json *j, uint64_t value);
void json_double(struct json *j, double value, int decimals);
/* A number or another value that is already written. */
void json_digits(struct json *j, struct span digits);
/* "2025-03-31", "2025-03", "2025" or null. */
void json_day(struct json *j, dateline_day day);

/* Each writes a member. */
void json_string_member(struct json *j, const char *name, struct span text);
void json_number_member(struct json *j, const char *name, uint64_t value);
void json_double_member(struct json *j, const char *name, double value, int decimals);
void json_day_member(struct json *j, const char *name, dateline_day day);

#endif
