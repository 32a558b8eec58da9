/* Writes the parameters of all routes, for the OpenAPI document. */
#include <stdio.h>

#include "serve/asking.h"
#include "serve/openapi_parts.h"

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

/* The orders of hits, or those of a facet's values. */
static void write_orders(struct json *j, const struct names *orders, bool of_facet)
{
    write_choices(j, orders->list + (of_facet ? SORT_COUNT : 0),
                  of_facet ? orders->len - SORT_COUNT : SORT_COUNT, NULL);
}

static void write_schema(struct json *j, const char *component, const struct option_row *row,
                         uint32_t max_depth)
{
    static const char *const types[] = {
        [OPTION_FLAG] = "string",    [OPTION_NUMBER] = "integer", [OPTION_SIZE] = "string",
        [OPTION_SECONDS] = "number", [OPTION_TEXT] = "string",    [OPTION_FILE] = "string",
        [OPTION_DATE] = "string",    [OPTION_CHOICE] = "string",  [OPTION_LIST] = "array",
    };

    openapi_begin_schema(j, row ? types[row->kind] : "string");
    if (row && row->kind == OPTION_FLAG)
        write_choices(j, parameter_flags, PARAMETER_FLAGS, NULL);
    else if (row && row->kind == OPTION_NUMBER)
        write_number_range(j, row, max_depth);
    else if (row && row->kind == OPTION_SECONDS)
        json_number_member(j, "minimum", 0);
    else if (row && !strcmp(row->name, "sort"))
        write_orders(j, row->keywords, !strcmp(component, OPENAPI_FACET_SORT));
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
                       : name[0] == 'q'   ? "A query whose timeline is compared with that of q"
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

static void write_parameter(struct json *j, const struct openapi *api, const char *component,
                            const char *name)
{
    const struct option_row *row = parameter_row(name);

    json_name(j, component);
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
    write_schema(j, component, row, api->max_depth);
    json_end_object(j);
}

bool openapi_next_parameter(const char **at, char name[PARAMETER_NAME])
{
    size_t len = strcspn(*at, " ");

    snprintf(name, PARAMETER_NAME, "%.*s", (int)len, *at);
    *at += len + strspn(*at + len, " ");
    return len != 0;
}

void openapi_parameters(struct json *j, const struct openapi *api)
{
    char name[PARAMETER_NAME];

    json_name(j, "parameters");
    json_begin_object(j);
    for (size_t i = 0; i < api->n; i++) /* each where the first route has it */
        for (const char *at = api->routes[i].parameters; openapi_next_parameter(&at, name);) {
            size_t first = 0;

            while (!parameter_taken(name, api->routes[first].parameters))
                first++;
            if (first == i)
                write_parameter(j, api, name, name);
        }
    write_parameter(j, api, OPENAPI_FACET_SORT, "sort");
    json_end_object(j);
}
