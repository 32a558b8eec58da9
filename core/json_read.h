/* json_read.h -- reads a JSON text into a flat list of its values.
 *
 * Takes RFC 8259, and deviations that archives contain: NaN and Infinity, numbers like 1.
 * and -.5, control characters in strings, names in single quotes, zero bytes after the
 * text, and half a surrogate pair, which becomes U+FFFD. A number is the characters it is written
 * in, of any size.
 *
 * A value precedes all values inside it: the first member or element of V is V + 1, the
 * one after V is V + V->size, and nothing is left inside V at V + V->size. */
#ifndef DATELINE_CORE_JSON_READ_H
#define DATELINE_CORE_JSON_READ_H

#include "core/buf.h"

enum { JSON_DEPTH_MAX = 127 }; /* values that a value may be inside of */

enum json_type { JSON_NULL, JSON_BOOLEAN, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json_value {
    enum json_type type;
    struct span name; /* of a member, without escapes; empty for all else */
    struct span text; /* a string without escapes, a number or boolean as written; else empty */
    size_t size;      /* values, this one and all inside it */
};

/* Starts as zeros; keeps its memory from text to text. */
struct json_reader {
    struct json_value *values;
    size_t len, cap;
    struct buf unescaped; /* strings that had escapes */
    const char *at, *end; /* where reading stands, or failed */
    const char *fault;
};

/* Returns the one value in TEXT, borrowed from TEXT and R until the next call. Returns
 * NULL if TEXT is not JSON: R->fault says why, and R->at where, which is R->end if TEXT
 * ends too early. TEXT should be UTF-8; its bytes above 127 are not looked at. */
const struct json_value *json_read(struct json_reader *r, struct span text);
void json_reader_free(struct json_reader *r);

/* Returns the last member of OBJECT with that name; NULL if there is none, or if OBJECT
 * is NULL or not an object. */
const struct json_value *json_member(const struct json_value *object, struct span name);

#endif
