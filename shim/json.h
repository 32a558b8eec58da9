/* json.h -- simdjson in C: plain objects read quickly, and no others.
 *
 * What it takes is as json-c takes it; of what it does not take, json-c has to
 * say what that is. No exception leaves this file. */
#ifndef DATELINE_SHIM_JSON_H
#define DATELINE_SHIM_JSON_H

#ifdef __cplusplus
extern "C" {
#endif

#include "core/buf.h"

enum {
    JSON_PLAIN_MAX = 1 << 20, /* bytes of a text: it takes memory ten times as large */
    JSON_PLAIN_NAMES = 16,
};

struct json_plain;

struct json_plain *json_plain_new(void);
/* Accepts NULL. */
void json_plain_free(struct json_plain *p);

/* Reads an object, TEXT, and of it the members that have these N NAMES, each a
 * string or a whole number, or null or not there, which gives an empty OUT; lent
 * until the next call. False where the text is longer, or no object, or nested by
 * more than 64, or one of the members is something else or comes twice. */
bool json_plain_read(struct json_plain *p, struct span text, const char *const *names, size_t n,
                     struct span *out);

#ifdef __cplusplus
}
#endif

#endif
