/* Writes the OpenAPI document of the routes. */
#include "serve/openapi.h"

#include <stdio.h>

#include "core/json_write.h"
#include "serve/asking.h"
#include "serve/page_files.h"

enum { PARAMETER_NAME = 32 };

struct openapi {
    const struct route *routes;
    size_t n;
    uint32_t max_depth;
};

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

static void write_string_schema(struct json *j, const char *type)
{
    json_name(j, "schema");
    json_begin_object(j);
    json_string_member(j, "type", span_of(type));
}

/* ---- Parameters ------------------------------------------------------------- */

/* "enum": the words of LIST, of which there are N, but for LEFT_OUT. */
static void write_choices(struct json *j, const char *const *list, size_t n, const char *left_out)
{
    json_name(j, "enum");
    json_begin_array(j);
    for (size_t i = 0; i < n; i++)
        if (list[i] && (!left_out || strcmp(list[i], left_out) != 0))
            json_string(j, span_of(list[i]));
    json_end_array(j);
}

static void write_range(struct json *j, uint64_t min, uint64_t max)
{
    json_number_member(j, "minimum", min);
    json_number_member(j, "maximum", max);
}

static void write_number_range(struct json *j, const struct option_row *row, uint32_t max_depth)
{
    if (!strcmp(row->name, "limit"))
        write_range(j, 1, ASKING_PAGE_MAX);
    else if (!strcmp(row->name, "offset"))
        write_range(j, 0, max_depth - 1);
    else
        write_range(j, row->min, row->max);
}

static void write_list_schema(struct json *j, const struct names *words)
{
    json_name(j, "items");
    json_begin_object(j);
    json_string_member(j, "type", span_of("string"));
    write_choices(j, words->list, words->len, NULL);
    json_end_object(j);
    json_name(j, "uniqueItems");
    json_boolean(j, true);
    json_number_member(j, "minItems", 1);
}

static void write_schema(struct json *j, const struct option_row *row, uint32_t max_depth)
{
    static const char *const types[] = {
        [OPTION_FLAG] = "string",    [OPTION_NUMBER] = "integer", [OPTION_SIZE] = "string",
        [OPTION_SECONDS] = "number", [OPTION_TEXT] = "string",    [OPTION_FILE] = "string",
        [OPTION_DATE] = "string",    [OPTION_CHOICE] = "string",  [OPTION_LIST] = "array",
    };

    write_string_schema(j, row ? types[row->kind] : "string");
    if (row && row->kind == OPTION_FLAG)
        write_choices(j, parameter_flags, PARAMETER_FLAGS, NULL);
    else if (row && row->kind == OPTION_NUMBER)
        write_number_range(j, row, max_depth);
    else if (row && row->kind == OPTION_SECONDS)
        json_number_member(j, "minimum", 0);
    else if (row && row->kind == OPTION_CHOICE)
        write_choices(j, row->keywords->list, row->keywords->len,
                      !strcmp(row->name, "format") ? "text" : NULL);
    else if (row && row->kind == OPTION_LIST)
        write_list_schema(j, row->keywords);
    json_end_object(j);
}

static void write_description(struct json *j, const char *name, const struct option_row *row)
{
    struct buf text = {0};

    if (!row)
        buf_str(&text, !strcmp(name, "q") ? "The query, as docs/query-language.md has it"
                                          : "The text that has been typed");
    else if (!strcmp(name, "limit"))
        buf_printf(&text, "At most N articles, from 1 to %d (default 10)", ASKING_PAGE_MAX);
    else if (!strcmp(name, "format"))
        buf_str(&text, "The form of the answer");
    else
        parameter_help(row, &text);
    json_string_member(j, "description", buf_span(&text));
    buf_free(&text);
}

/* Whether a route needs NAME: then it stands there alone. */
static bool is_needed(const struct openapi *api, const char *name)
{
    for (size_t i = 0; i < api->n; i++)
        if (api->routes[i].needs && !strcmp(name, api->routes[i].needs))
            return true;
    return false;
}

static void write_parameter(struct json *j, const struct openapi *api, const char *name)
{
    const struct option_row *row = parameter_row(name);

    json_name(j, name);
    json_begin_object(j);
    json_string_member(j, "name", span_of(name));
    json_string_member(j, "in", span_of("query"));
    if (is_needed(api, name)) {
        json_name(j, "required");
        json_boolean(j, true);
    }
    write_description(j, name, row);
    if (row && row->kind == OPTION_LIST) {
        json_name(j, "explode");
        json_boolean(j, false);
    }
    write_schema(j, row, api->max_depth);
    json_end_object(j);
}

/* The next name of *AT, words with blanks between, in NAME; false at the end. */
static bool next_parameter(const char **at, char name[PARAMETER_NAME])
{
    size_t len = strcspn(*at, " ");

    snprintf(name, PARAMETER_NAME, "%.*s", (int)len, *at);
    *at += len + strspn(*at + len, " ");
    return len != 0;
}

static bool takes_parameter(const struct route *r, const char *wanted)
{
    char name[PARAMETER_NAME];

    for (const char *at = r->parameters; next_parameter(&at, name);)
        if (!strcmp(name, wanted))
            return true;
    return false;
}

/* The parameters of all routes, each where the first route has it. */
static void write_all_parameters(struct json *j, const struct openapi *api)
{
    char name[PARAMETER_NAME];

    json_name(j, "parameters");
    json_begin_object(j);
    for (size_t i = 0; i < api->n; i++)
        for (const char *at = api->routes[i].parameters; next_parameter(&at, name);) {
            size_t first = 0;

            while (!takes_parameter(&api->routes[first], name))
                first++;
            if (first == i)
                write_parameter(j, api, name);
        }
    json_end_object(j);
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
    write_string_schema(j, "string");
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
    for (const char *at = r->parameters; next_parameter(&at, name);)
        write_reference(j, "parameters", name);
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
            write_string_schema(j, "string");
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
    } asked[] = {{429, "As many queries are waiting as may (--max-queries)"},
                 {500, "The index is damaged"},
                 {503, "The query took too long, or the server is stopping"}};

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
    write_all_parameters(&j, &api);
    json_name(&j, "schemas");
    json_digits(&j, (struct span){openapi_schemas.data, openapi_schemas.len});
    write_schemes(&j);
    json_end_object(&j);
    json_end_object(&j);
    buf_char(out, '\n');
}
