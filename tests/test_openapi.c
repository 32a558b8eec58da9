/* The document about the API: the routes' paths, methods and parameters, no more and no fewer. */
#include <json.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "serve/route.h"
#include "serve/site.h"

#include <cmocka.h>

static struct json_object *document;

static int read_document(void **state)
{
    static const struct serve_options options = {.max_depth = 500};
    const struct site site = {.options = &options};
    struct exchange x = {.site = &site};

    (void)state;
    api_describe(&x);
    assert_int_equal(x.reply.status, 200);
    buf_char(&x.reply.body, '\0');
    document = json_tokener_parse(x.reply.body.data);
    buf_free(&x.reply.body);
    assert_non_null(document);
    return 0;
}

static int free_document(void **state)
{
    (void)state;
    json_object_put(document);
    return 0;
}

/* The member of OBJECT that NAMES, with blanks between, lead to. */
static struct json_object *member(struct json_object *object, const char *names)
{
    char name[64];

    while (*names) {
        size_t len = strcspn(names, " ");

        snprintf(name, sizeof name, "%.*s", (int)len, names);
        assert_true(json_object_object_get_ex(object, name, &object));
        names += len + strspn(names + len, " ");
    }
    return object;
}

/* The route of PATH, where an id stands for {id}. */
static const struct route *find_route(const char *path)
{
    struct exchange x = {.target = {.path = (char *)path}};

    return route_find(&x);
}

static size_t count_words(const char *words)
{
    size_t n = 0;

    for (; *words; n++)
        words += strcspn(words, " "), words += strspn(words, " ");
    return n;
}

static bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (; *words; words += strcspn(words, " "), words += strspn(words, " "))
        if (strcspn(words, " ") == len && !memcmp(words, word, len))
            return true;
    return false;
}

/* P is not one of the components: the id in a path. */
static void check_id(struct json_object *p)
{
    assert_string_equal(json_object_get_string(member(p, "name")), "id");
    assert_string_equal(json_object_get_string(member(p, "in")), "path");
    assert_true(json_object_get_boolean(member(p, "required")));
    assert_string_equal(json_object_get_string(member(p, "schema type")), "string");
}

static void check_operation(const struct route *r, struct json_object *operation, bool has_id)
{
    struct json_object *parameters = member(operation, "parameters"), *ref;
    size_t n = 0, ids = 0;

    for (size_t i = 0; i < json_object_array_length(parameters); i++) {
        struct json_object *p = json_object_array_get_idx(parameters, i);
        const char *component, *name;

        if (!json_object_object_get_ex(p, "$ref", &ref)) {
            check_id(p);
            ids++;
            continue;
        }
        component = strrchr(json_object_get_string(ref), '/') + 1;
        name = json_object_get_string(
            member(member(member(document, "components parameters"), component), "name"));
        assert_true(has_word(r->parameters, name));
        if (strcmp(component, "sort-of-facet") != 0)
            assert_string_equal(component, name);
        n++;
    }
    assert_int_equal(n, count_words(r->parameters));
    assert_int_equal(ids, has_id);
    member(operation, "summary");
    member(operation, "responses 200");
}

static void test_routes_and_parameters(void **state)
{
    struct json_object *paths = member(document, "paths");
    size_t routes = 0;

    (void)state;
    json_object_object_foreach(paths, path, operations)
    {
        const struct route *r = find_route(path);
        unsigned methods = 0;

        assert_non_null(r);
        assert_int_equal(strncmp(path, r->path, strlen(r->path)), 0);
        json_object_object_foreach(operations, method, operation)
        {
            methods |= !strcmp(method, "get")    ? METHOD_GET
                       : !strcmp(method, "head") ? METHOD_HEAD
                                                 : METHOD_POST;
            check_operation(r, operation, strstr(path, "{id}") != NULL);
        }
        assert_int_equal(methods, r->methods);
        routes++;
    }
    assert_int_equal(routes, route_number(NULL));
}

static void test_tokens_are_described(void **state)
{
    (void)state;
    assert_int_equal(json_object_array_length(member(document, "security")), 3);
    member(document, "components securitySchemes bearer");
    member(document, "components securitySchemes basic");
    assert_int_equal(json_object_array_length(member(document, "paths /healthz get security")), 0);
    assert_string_equal(json_object_get_string(member(document, "info version")), DATELINE_VERSION);
    assert_string_equal(
        json_object_get_string(member(document, "paths /api/search get operationId")),
        "get_api_search");
}

/* Lines of JSON have no shape as a whole. */
static void test_replies_of_json_have_a_shape(void **state)
{
    struct json_object *responses = member(document, "paths /api/search get responses"), *content;

    (void)state;
    content = member(responses, "200 content");
    assert_string_equal(json_object_get_string(member(content, "application/json schema $ref")),
                        "#/components/schemas/Hits");
    assert_string_equal(json_object_get_string(member(content, "application/x-ndjson schema type")),
                        "string");
    assert_string_equal(json_object_get_string(
                            member(responses, "400 content application/problem+json schema $ref")),
                        "#/components/schemas/Problem");
}

static void test_schemas_follow_the_options(void **state)
{
    struct json_object *all = member(document, "components parameters");

    (void)state;
    assert_int_equal(json_object_get_int(member(all, "offset schema maximum")), 499);
    assert_int_equal(json_object_get_int(member(all, "limit schema maximum")), 1000);
    assert_true(json_object_get_boolean(member(all, "facet required")));
    assert_false(json_object_object_get_ex(member(all, "q"), "required", NULL));
    assert_int_equal(json_object_array_length(member(all, "sort schema enum")), 3);
    assert_int_equal(json_object_array_length(member(all, "sort-of-facet schema enum")), 2);
    assert_int_equal(json_object_array_length(member(all, "any schema enum")), 9);
    assert_non_null(strstr(json_object_get_string(member(all, "fields schema items")), "snippet"));
    assert_null(strstr(json_object_get_string(member(all, "format schema enum")), "\"text\""));
    assert_null(strstr(json_object_get_string(member(all, "min-match description")), "--"));
}

static void test_parameters_are_explained(void **state)
{
    struct json_object *all = member(document, "components parameters");

    (void)state;
    json_object_object_foreach(all, name, parameter)
    {
        if (json_object_get_string_len(member(parameter, "description")) < 10)
            fail_msg("no word about %s", name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_routes_and_parameters),
        cmocka_unit_test(test_tokens_are_described),
        cmocka_unit_test(test_replies_of_json_have_a_shape),
        cmocka_unit_test(test_schemas_follow_the_options),
        cmocka_unit_test(test_parameters_are_explained),
    };

    return cmocka_run_group_tests(tests, read_document, free_document);
}
