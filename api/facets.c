/* Matches counted by value. */
#include <stdlib.h>

#include "api/reader.h"

struct dateline_facets {
    dateline_facet_value *values;
    size_t len;
    uint64_t total;
    struct arena texts;
    struct warnings warnings;
};

struct facets_call {
    dateline_reader *reader;
    const dateline_query *query;
    enum facet facet;
    dateline_facets **out;
};

static const char *keep_text(struct arena *memory, struct span text)
{
    char *copy = arena_room(memory, text.len + 1);

    memcpy(copy, text.data, text.len);
    copy[text.len] = '\0';
    arena_use(memory, text.len + 1);
    return copy;
}

static void copy_values(const struct facet_values *from, dateline_facets *out)
{
    out->total = from->total;
    out->values = must_zalloc(from->len * sizeof *out->values);
    for (; out->len < from->len; out->len++) {
        const struct facet_value *v = &from->list[out->len];

        out->values[out->len] = (dateline_facet_value){
            v->value.len ? keep_text(&out->texts, v->value) : NULL, v->matches};
    }
}

static dateline_status facets_body(void *ctx, dateline_error *err)
{
    struct facets_call *c = ctx;
    struct asking a = {0};
    dateline_facets *f;
    dateline_status status = asking_take(&a, c->reader, c->query, ASK_FACET, err);

    a.question.facet = c->facet;
    if (status == DATELINE_OK)
        status = asking_answer(&a, c->reader, err);
    if (status == DATELINE_OK) {
        f = must_zalloc(sizeof *f);
        copy_values(&a.answer->values, f);
        warnings_add(&f->warnings, a.answer);
        *c->out = f;
    }
    asking_free(&a);
    return status;
}

dateline_status dateline_facets_count(dateline_reader *r, const dateline_query *q,
                                      dateline_facet facet, dateline_facets **out,
                                      dateline_error *err)
{
    static const enum facet facets[] = {[DATELINE_FACET_YEAR] = FACET_YEAR,
                                        [DATELINE_FACET_MONTH] = FACET_MONTH,
                                        [DATELINE_FACET_SOURCE] = FACET_SOURCE,
                                        [DATELINE_FACET_LANG] = FACET_LANG};

    if (!r || !q || !out)
        return care_missing(err);
    if (facet < DATELINE_FACET_YEAR || facet > DATELINE_FACET_LANG)
        return fail(err, DATELINE_BAD_OPTION, "facet is none of dateline_facet");
    return reader_call(r, facets_body, &(struct facets_call){r, q, facets[facet], out}, err);
}

size_t dateline_facets_size(const dateline_facets *f)
{
    return f ? f->len : 0;
}

const dateline_facet_value *dateline_facets_value(const dateline_facets *f, size_t at)
{
    return f && at < f->len ? &f->values[at] : NULL;
}

uint64_t dateline_facets_total(const dateline_facets *f)
{
    return f ? f->total : 0;
}

const char *dateline_facets_warning(const dateline_facets *f, size_t at)
{
    return f ? warnings_at(&f->warnings, at) : NULL;
}

void dateline_facets_free(dateline_facets *f)
{
    if (!f)
        return;
    arena_free(&f->texts);
    warnings_free(&f->warnings);
    free(f->values);
    free(f);
}
