/* The description of the API for programs, as OpenAPI has it.
 *
 * Its paths and parameters are made of the routes and of the rows of search_options, which also
 * read them; the shapes of answers are those of openapi/schemas.json. */
#ifndef DATELINE_SERVE_OPENAPI_H
#define DATELINE_SERVE_OPENAPI_H

#include "serve/route.h"

/* Appends the document about the N ROUTES, with MAX_DEPTH as the greatest offset. */
void openapi_write(const struct route *routes, size_t n, uint32_t max_depth, struct buf *out);

#endif
