/* Writes the OpenAPI document of the routes. */
#include "serve/openapi.h"

#include <stdio.h>

#include "serve/openapi_parts.h"
#include "serve/page_files.h"
#include "serve/parameters.h"

/* An object that stands for the component NAME of KIND. */
static void write_reference(struct json *j, const char *kind, const char *name)
{
    struct buf ref = {0};

    buf_printf(&ref, "#/components/%s/%s", kind, name);
    json_begin_object(j);
    json_string_member(j, "$ref", buf_span(&ref));
    json_end_object(j);
    buf_free(&ref);
}

void openapi_begin_schema(struct json *j, const char *type)
{
    json_name(j, "schema");
    json_begin_object(j);
    json_string_member(j, "type", span_of(type));
}

static bool route_has_id(const struct route *r)
{
    size_t len = strlen(r->path);

    return len > 1 && r->path[len - 1] == '/';
}

static void write_id_parameter(struct json *j)
{
    json_begin_object(j);
    json_string_member(j, "name", span_of("id"));
    json_string_member(j, "in", span_of("path"));
    json_name(j, "required");
    json_boolean(j, true);
    json_string_member(j, "description",
                       span_of("The article's id, its slashes as %2F or as they are"));
    openapi_begin_schema(j, "string");
    json_number_member(j, "minLength", 1);
    json_end_object(j);
    json_end_object(j);
}

static void write_parameters(struct json *j, const struct route *r)
{
    char name[PARAMETER_NAME];

    json_name(j, "parameters");
    json_begin_array(j);
    if (route_has_id(r))
        write_id_parameter(j);
    for (const char *at = r->parameters; openapi_next_parameter(&at, name);) {
        bool of_facet = !strcmp(name, "sort") && parameter_taken("facet", r->parameters);

        write_reference(j, "parameters", of_facet ? OPENAPI_FACET_SORT : name);
    }
    json_end_array(j);
}

/* ---- Replies ------------------------------------------------------------------ */

/* Whether TYPE is JSON, and not lines of it. */
static bool is_json(struct span type)
{
    struct span end = type.len < 5 ? type : span_from(type, type.len - 5);

    return span_eq(end, span_of("/json")) || span_eq(end, span_of("+json"));
}

/* "content" of TYPES, with commas between: of JSON in SCHEMA's shape (NULL: none), else a text. */
static void write_content(struct json *j, const char *types, const char *schema)
{
    json_name(j, "content");
    json_begin_object(j);
    for (const char *at = types; *at; at += strspn(at, ", ")) {
        size_t len = strcspn(at, ",");

        json_name_span(j, (struct span){at, len});
        json_begin_object(j);
        if (schema && is_json((struct span){at, len})) {
            json_name(j, "schema");
            write_reference(j, "schemas", schema);
        } else {
            openapi_begin_schema(j, "string");
            json_end_object(j);
        }
        json_end_object(j);
        at += len;
    }
    json_end_object(j);
}

static void write_reply(struct json *j, unsigned status, const char *description, const char *types,
                        const char *schema)
{
    char number[16];

    snprintf(number, sizeof number, "%u", status);
    json_name(j, number);
    json_begin_object(j);
    json_string_member(j, "description", span_of(description));
    if (types)
        write_content(j, types, schema);
    json_end_object(j);
}

static void write_replies(struct json *j, const struct route *r, bool body)
{
    const char *problem = !body     ? NULL
                          : r->page ? "application/problem+json,text/html; charset=utf-8"
                                    : "application/problem+json";
    static const struct {
        unsigned status;
        const char *description;
    } asked[] = {
        {429, "As many queries are waiting as may (--max-queries)"},
        {500, "The index is damaged or cannot be read"},
        {503, "The query took too long, a shard is down or slow, or the server is stopping"}};

    json_name(j, "responses");
    json_begin_object(j);
    write_reply(j, 200, "The answer", body ? r->type : NULL, r->schema);
    if (r->asks && r->methods != METHOD_POST)
        write_reply(j, 304, "The client has it (If-None-Match)", NULL, NULL);
    write_reply(j, 400, "A parameter or the query cannot be read", problem, "Problem");
    if (!r->open)
        write_reply(j, 401, "The token is missing or wrong", problem, "Problem");
    if (r->finds)
        write_reply(j, 404, "No article has that id", problem, "Problem");
    if (r->methods == METHOD_POST)
        write_reply(j, 413, "The batch is larger than 16 times --max-request", problem, "Problem");
    write_reply(j, 421, "The server is not called by this name (--host)", problem, "Problem");
    for (size_t i = 0; i < sizeof asked / sizeof *asked && r->asks; i++)
        write_reply(j, asked[i].status, asked[i].description, problem, "Problem");
    json_end_object(j);
}

/* ---- Operations --------------------------------------------------------------- */

/* "get_api_search" */
static void write_operation_id(struct json *j, const struct route *r, const char *method)
{
    struct buf id = {0};

    buf_str(&id, method);
    for (const char *c = r->path; *c; c++)
        buf_char(&id, strchr("/.", *c) ? '_' : *c);
    json_string_member(j, "operationId", buf_span(&id));
    buf_free(&id);
}

static void write_operation(struct json *j, const struct route *r, const char *method)
{
    json_name(j, method);
    json_begin_object(j);
    write_operation_id(j, r, method);
    json_string_member(j, "summary", span_of(r->does));
    write_parameters(j, r);
    if (!strcmp(method, "post")) {
        json_name(j, "requestBody");
        json_begin_object(j);
        json_string_member(
            j, "description",
            span_of("A query a line: text, qid<TAB>text, or a JSON object as dateline-search "
                    "--batch takes it"));
        write_content(j, "text/plain", NULL);
        json_end_object(j);
    }
    write_replies(j, r, strcmp(method, "head") != 0);
    if (r->open) {
        json_name(j, "security");
        json_begin_array(j);
        json_end_array(j);
    }
    json_end_object(j);
}

static void write_path(struct json *j, const struct route *r)
{
    static const struct {
        enum method method;
        const char *name;
    } methods[] = {{METHOD_GET, "get"}, {METHOD_HEAD, "head"}, {METHOD_POST, "post"}};
    struct buf path = {0};

    buf_str(&path, r->path);
    buf_str(&path, route_has_id(r) ? "{id}" : "");
    json_name_span(j, buf_span(&path));
    json_begin_object(j);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++)
        if (r->methods & methods[i].method)
            write_operation(j, r, methods[i].name);
    json_end_object(j);
    buf_free(&path);
}

static const char *const schemes[] = {"bearer", "basic"};

/* No token, or one of either scheme. */
static void write_security(struct json *j)
{
    json_name(j, "security");
    json_begin_array(j);
    json_begin_object(j);
    json_end_object(j);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        json_begin_object(j);
        json_name(j, schemes[i]);
        json_begin_array(j);
        json_end_array(j);
        json_end_object(j);
    }
    json_end_array(j);
}

static void write_schemes(struct json *j)
{
    json_name(j, "securitySchemes");
    json_begin_object(j);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        json_name(j, schemes[i]);
        json_begin_object(j);
        json_string_member(j, "type", span_of("http"));
        json_string_member(j, "scheme", span_of(schemes[i]));
        json_string_member(
            j, "description",
            span_of("The token of --token-file, where the server has one; with basic "
                    "as the password of any user"));
        json_end_object(j);
    }
    json_end_object(j);
}

static void write_info(struct json *j)
{
    json_name(j, "info");
    json_begin_object(j);
    json_string_member(j, "title", span_of("dateline"));
    json_string_member(j, "description",
                       span_of("Full-text search of an archive of dated articles"));
    json_string_member(j, "version", span_of(DATELINE_VERSION));
    json_end_object(j);
}

void openapi_write(const struct route *routes, size_t n, uint32_t max_depth, struct buf *out)
{
    const struct openapi api = {routes, n, max_depth};
    struct json j = {.out = out};

    json_begin_object(&j);
    json_string_member(&j, "openapi", span_of("3.1.0"));
    write_info(&j);
    write_security(&j);
    json_name(&j, "paths");
    json_begin_object(&j);
    for (size_t i = 0; i < n; i++)
        write_path(&j, &routes[i]);
    json_end_object(&j);
    json_name(&j, "components");
    json_begin_object(&j);
    openapi_parameters(&j, &api);
    json_name(&j, "schemas");
    json_digits(&j, (struct span){openapi_schemas.data, openapi_schemas.len});
    write_schemes(&j);
    json_end_object(&j);
    json_end_object(&j);
    buf_char(out, '\n');
}
