/* Reads the parameters of a request with the rows of dateline-search's options. */
#include "serve/parameters.h"

#include <stdio.h>

bool parameter_taken(const char *name, const char *allowed)
{
    size_t len = strlen(name);

    for (const char *at = allowed; *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");

        if (n == len && !memcmp(at, name, n))
            return true;
        at += n;
    }
    return false;
}

const char *const parameter_flags[PARAMETER_FLAGS] = {"1",     "true", "yes", "on", "0",
                                                      "false", "no",   "off", ""};

enum { FLAGS_ON = 4, FLAGS_OFF = 8 };

const struct option_row *parameter_row(const char *name)
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

void parameter_help(const struct option_row *row, struct buf *out)
{
    size_t before = out->len;

    option_help(row, out);
    if (out->len > before) {
        drop_dashes(out->data + before);
        out->len = before + strlen(out->data + before);
    }
}

static bool is_flag(const char *value, int from, int to)
{
    for (int i = from; i < to; i++)
        if (!strcmp(value, parameter_flags[i]))
            return true;
    return false;
}

static dateline_status store_flag(const struct option_row *row, const struct parameter *p,
                                  struct options *out, dateline_error *err)
{
    if (!*p->value || is_flag(p->value, 0, FLAGS_ON))
        return option_store(row, NULL, out, err);
    if (is_flag(p->value, FLAGS_ON, FLAGS_OFF))
        return DATELINE_OK;
    return fail(err, DATELINE_BAD_OPTION, "%s is 1 or 0, not '%s'", p->name, p->value);
}

static dateline_status parameter_known(const struct parameter *p, const char *allowed,
                                       dateline_error *err)
{
    if (parameter_taken(p->name, allowed))
        return DATELINE_OK;
    return fail(err, DATELINE_BAD_OPTION, "there is no parameter '%s' here", p->name);
}

dateline_status parameters_known(const struct target *t, const char *allowed,
                                 struct parameter_fault *fault)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < t->n && status == DATELINE_OK; i++) {
        fault->name = t->parameters[i].name;
        status = parameter_known(&t->parameters[i], allowed, &fault->err);
    }
    return status;
}

static dateline_status store_parameter(const struct parameter *p, const char *allowed,
                                       struct options *out, dateline_error *err)
{
    const struct option_row *row;

    if (parameter_known(p, allowed, err) != DATELINE_OK)
        return DATELINE_BAD_OPTION;
    if (!strcmp(p->name, "q")) {
        buf_str(&out->query, p->value);
        return DATELINE_OK;
    }
    row = parameter_row(p->name);
    if (row->kind == OPTION_FLAG)
        return store_flag(row, p, out, err);
    return option_store(row, row->optional && !*p->value ? NULL : p->value, out, err);
}

/* Refuses parameter I of T if another name of it was given before, with another value. */
static dateline_status check_other_name(const struct target *t, size_t i, dateline_error *err)
{
    const struct parameter *p = &t->parameters[i];
    const struct option_row *row = parameter_row(p->name);

    for (size_t k = 0; row && k < i; k++)
        if (parameter_row(t->parameters[k].name) == row &&
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
