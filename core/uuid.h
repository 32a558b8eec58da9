/* UUIDs derived from content: RFC 9562, version 8. */
#ifndef DATELINE_CORE_UUID_H
#define DATELINE_CORE_UUID_H

#include <stdint.h>

#include "core/buf.h"

enum { UUID_BYTES = 16, UUID_TEXT = 37 /* 36 characters and a NUL */ };

/* The same CONTENT gives the same UUID on every machine. */
void uuid_of(struct span content, uint8_t out[UUID_BYTES]);
void uuid_format(const uint8_t uuid[UUID_BYTES], char out[UUID_TEXT]);

#endif
