/* Stores the values of options by their rows. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/fail.h"
#include "program/option_value.h"
#include "program/options.h"

enum { OPTION_NAME_MAX = 40 };

static void put_integer(const struct option_row *row, void *member, uint64_t n)
{
    if (row->size == sizeof(bool))
        *(bool *)member = n != 0;
    else if (row->size == sizeof(uint32_t))
        *(uint32_t *)member = (uint32_t)n;
    else
        *(uint64_t *)member = n;
}

static dateline_status store_number(const struct option_row *row, const char *text, void *member,
                                    dateline_error *err)
{
    uint64_t n;

    if (!value_number(text, &n) || n < row->min || n > row->max)
        return fail(err, DATELINE_BAD_OPTION,
                    "--%s takes a number from %" PRIu64 " to %" PRIu64 ", not '%s'", row->name,
                    row->min, row->max, text);
    put_integer(row, member, n);
    return DATELINE_OK;
}

static dateline_status store_size(const struct option_row *row, const char *text, void *member,
                                  dateline_error *err)
{
    uint64_t n;

    if (!value_size(text, &n) || n < row->min)
        return fail(err, DATELINE_BAD_OPTION,
                    "--%s takes a size of at least %" PRIu64 " bytes, such as 512M, not '%s'",
                    row->name, row->min, text);
    put_integer(row, member, n);
    return DATELINE_OK;
}

static dateline_status store_seconds(const struct option_row *row, const char *text, void *member,
                                     dateline_error *err)
{
    if (!value_seconds(text, member))
        return fail(err, DATELINE_BAD_OPTION, "--%s takes a number of seconds, not '%s'", row->name,
                    text);
    return DATELINE_OK;
}

/* A table that does not say what its names are is named as its option. */
static dateline_status read_keyword(const struct option_row *row, struct span text, int *out,
                                    dateline_error *err)
{
    struct names keywords = *row->keywords;
    char option[OPTION_NAME_MAX];
    int value;

    snprintf(option, sizeof option, "--%s", row->name);
    if (!keywords.what)
        keywords.what = option;
    value = names_find(&keywords, text, err);
    if (value < 0)
        return DATELINE_BAD_OPTION;
    *out = value;
    return DATELINE_OK;
}

static dateline_status store_choice(const struct option_row *row, const char *text, void *member,
                                    dateline_error *err)
{
    int value;
    dateline_status status = read_keyword(row, span_of(text), &value, err);

    if (status == DATELINE_OK)
        put_integer(row, member, (uint64_t)value);
    return status;
}

static bool list_has(const struct option_list *list, int keyword)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->keywords[i] == keyword)
            return true;
    return false;
}

static dateline_status store_list(const struct option_row *row, const char *text, void *member,
                                  dateline_error *err)
{
    struct option_list list = {0};

    for (const char *item = text, *comma; item; item = comma ? comma + 1 : NULL) {
        struct span name = span_trim((struct span){item, strcspn(item, ",")});
        int keyword;
        dateline_status status = read_keyword(row, name, &keyword, err);

        if (status != DATELINE_OK)
            return status;
        if (list_has(&list, keyword))
            return fail(err, DATELINE_BAD_OPTION, "the %s '%.*s' is named twice in '%s'",
                        row->keywords->what, (int)name.len, name.data, text);
        list.keywords[list.n++] = keyword;
        comma = strchr(item, ',');
    }
    memcpy(member, &list, sizeof list);
    return DATELINE_OK;
}

dateline_status option_store(const struct option_row *row, const char *text, void *values,
                             dateline_error *err)
{
    void *member = (char *)values + row->at;

    if (row->action)
        return row->action(text, values, err);
    switch (row->kind) {
    case OPTION_HEADING:
    case OPTION_SAME:
        break;
    case OPTION_FLAG:
        put_integer(row, member, row->value ? (uint64_t)row->value : true);
        break;
    case OPTION_NUMBER:
        return store_number(row, text, member, err);
    case OPTION_SIZE:
        return store_size(row, text, member, err);
    case OPTION_SECONDS:
        return store_seconds(row, text, member, err);
    case OPTION_TEXT:
    case OPTION_FILE:
    case OPTION_DATE:
        *(const char **)member = text;
        break;
    case OPTION_CHOICE:
        return store_choice(row, text, member, err);
    case OPTION_LIST:
        return store_list(row, text, member, err);
    }
    return DATELINE_OK;
}
