/* The functions and types that the files of the OpenAPI document share. */
#ifndef DATELINE_SERVE_OPENAPI_PARTS_H
#define DATELINE_SERVE_OPENAPI_PARTS_H

#include "core/json_write.h"
#include "serve/openapi.h"

enum { PARAMETER_NAME = 32 };

/* The parameter sort of a route with facets: it has orders of its own. */
#define OPENAPI_FACET_SORT "sort-of-facet"

struct openapi {
    const struct route *routes;
    size_t n;
    uint32_t max_depth;
};

/* Writes the member "schema" up to its type; the caller ends the object. */
void openapi_begin_schema(struct json *j, const char *type);
/* The next name of *AT, words with blanks between, in NAME; false at the end. */
bool openapi_next_parameter(const char **at, char name[PARAMETER_NAME]);
/* Writes the member "parameters" of the components: those of all routes. */
void openapi_parameters(struct json *j, const struct openapi *api);

#endif
