/* Parses a JSON text into a flat list of its values.
 *
 * Accepts RFC 8259 and deviations that archives contain: NaN and Infinity, numbers like 1. and -.5,
 * control characters in strings, names in single quotes, zero bytes after the text, and unpaired
 * surrogates, which become U+FFFD. A number is kept as its characters, of any length.
 *
 * A value precedes the values inside it: the first member or element of V is V + 1, the next one
 * after an element E is E + E->size, and the last one ends at V + V->size. */
#ifndef DATELINE_CORE_JSON_READ_H
#define DATELINE_CORE_JSON_READ_H

#include "core/buf.h"

enum { JSON_DEPTH_MAX = 127 }; /* levels of nesting */

enum json_type { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json_value {
    enum json_type type;
    struct span name; /* a member's name, without escapes; else empty */
    struct span text; /* a string without escapes; a number or boolean as written; else empty */
    size_t size;      /* number of values: this one and all inside it */
};

/* All zeros is ready for use; reuses its memory for the next text. */
struct json_reader {
    struct json_value *values;
    size_t len, cap;
    struct buf unescaped; /* the strings that contain escapes */
    const char *at, *end; /* the position of reading, or of the fault */
    const char *fault;
};

/* Returns the value in TEXT, borrowed from TEXT and R until the next call. Returns NULL if TEXT is
 * not JSON: R->fault says why, and R->at where, which is R->end if TEXT ends too early. The
 * encoding of TEXT is not checked. */
const struct json_value *json_read(struct json_reader *r, struct span text);
void json_reader_free(struct json_reader *r);

/* Returns the last member of OBJECT called NAME; NULL if there is none, or if OBJECT is NULL or not
 * an object. */
const struct json_value *json_member(const struct json_value *object, struct span name);

#endif
