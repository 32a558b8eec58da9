/* Reads the parameters of a request with the rows of dateline-search's options. */
#include "serve/parameters.h"

#include <stdio.h>

static bool words_have(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = words; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");

        if (n == len && !memcmp(at, word, n))
            return true;
        at += n;
    }
    return false;
}

/* The option that a parameter stands for. */
static const struct option_row *row_of_parameter(const char *name)
{
    static const struct {
        const char *parameter, *option;
    } others[] = {{"period", "timeline"}, {"id", "why"}};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!strcmp(name, others[i].parameter))
            name = others[i].option;
    for (size_t i = 0; i < search_options.n_rows; i++)
        if (search_options.rows[i].name && !strcmp(name, search_options.rows[i].name))
            return &search_options.rows[i];
    return NULL;
}

/* Messages name options as they are typed; parameters have no dashes. */
static void drop_dashes(char *text)
{
    char *to = text;

    for (const char *at = text; *at; at++) {
        bool begins = at == text || at[-1] == ' ' || at[-1] == '\'';

        if (begins && at[0] == '-' && at[1] == '-' && at[2] >= 'a' && at[2] <= 'z')
            at += 2;
        *to++ = *at;
    }
    *to = '\0';
}

static dateline_status store_flag(const struct option_row *row, const struct parameter *p,
                                  struct options *out, dateline_error *err)
{
    static const char *const on = "1 true yes on", *const off = "0 false no off";

    if (!*p->value || words_have(on, p->value))
        return option_store(row, NULL, out, err);
    if (words_have(off, p->value))
        return DATELINE_OK;
    return fail(err, DATELINE_BAD_OPTION, "%s is 1 or 0, not '%s'", p->name, p->value);
}

static dateline_status store_parameter(const struct parameter *p, const char *allowed,
                                       struct options *out, dateline_error *err)
{
    const struct option_row *row;

    if (!words_have(allowed, p->name))
        return fail(err, DATELINE_BAD_OPTION, "there is no parameter '%s' here", p->name);
    if (!strcmp(p->name, "q")) {
        buf_str(&out->query, p->value);
        return DATELINE_OK;
    }
    row = row_of_parameter(p->name);
    if (row->kind == OPTION_FLAG)
        return store_flag(row, p, out, err);
    return option_store(row, row->optional && !*p->value ? NULL : p->value, out, err);
}

/* Refuses parameter I of T if another name of it was given before, with another value. */
static dateline_status check_other_name(const struct target *t, size_t i, dateline_error *err)
{
    const struct parameter *p = &t->parameters[i];
    const struct option_row *row = row_of_parameter(p->name);

    for (size_t k = 0; row && k < i; k++)
        if (row_of_parameter(t->parameters[k].name) == row &&
            strcmp(t->parameters[k].value, p->value) != 0)
            return fail(err, DATELINE_BAD_OPTION, "%s and %s are one parameter: '%s' is not '%s'",
                        t->parameters[k].name, p->name, t->parameters[k].value, p->value);
    return DATELINE_OK;
}

dateline_status parameters_read(const struct target *t, const char *allowed, struct options *out,
                                struct parameter_fault *fault)
{
    dateline_status status = DATELINE_OK;

    fault->name = NULL;
    for (size_t i = 0; i < t->n && status == DATELINE_OK; i++) {
        fault->name = t->parameters[i].name;
        status = store_parameter(&t->parameters[i], allowed, out, &fault->err);
        if (status == DATELINE_OK)
            status = check_other_name(t, i, &fault->err);
    }
    if (status == DATELINE_OK) {
        fault->name = question_check(&out->question, NULL) == DATELINE_OK ? NULL : "until";
        status = search_options.check(out, &fault->err);
    }
    if (status != DATELINE_OK)
        drop_dashes(fault->err.text);
    return status;
}
