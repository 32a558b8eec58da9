/* Reads which value of a field each article has from the lists of the field's terms. */
#include "snapshot/values.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "lists/lexicon.h"
#include "lists/posting_list.h"
#include "snapshot/state.h"
#include "snapshot/terms.h"

void commit_values_free(struct snapshot_values *v)
{
    if (!v)
        return;
    for (size_t i = 0; i < v->n; i++)
        free(v->parts[i].list);
    free(v->parts);
    free(v->terms);
    arena_free(&v->text);
    free(v);
}

/* Sets the value of the documents of LIST. */
static dateline_status mark_documents(const struct posting_list *list, uint32_t value,
                                      uint32_t *documents, dateline_error *err)
{
    struct posting_cursor c;

    posting_cursor_begin(&c, list);
    for (; posting_decode(&c); c.block++)
        for (uint32_t i = 0; i < c.len; i++)
            documents[c.docs[i]] = value;
    return c.damaged ? pages_damaged(list->lists->files[LISTS_POSTINGS], list->term.postings, err)
                     : DATELINE_OK;
}

/* Adds TERM, and sets it as the value of the documents that have it. */
static dateline_status add_value(const struct snapshot_commit *commit, struct span term,
                                 struct snapshot_values *v, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    GROW(v->terms, v->len, v->cap);
    v->terms[v->len++] = (struct span){arena_copy(&v->text, term.data, term.len), term.len};
    for (size_t i = 0; i < v->n && status == DATELINE_OK; i++) {
        const struct lists *l = commit->lists[i].lists;
        struct posting_list list;
        struct list_term entry;
        bool found = false;

        status = lexicon_find(l, term, &entry, &found, err);
        if (status == DATELINE_OK && found)
            status = posting_list_open(l, &entry, &list, err);
        if (status == DATELINE_OK && found)
            status = mark_documents(&list, (uint32_t)v->len, v->parts[i].list, err);
    }
    return status;
}

static dateline_status read_values(struct snapshot *s, enum schema_field field,
                                   struct snapshot_values *v, dateline_error *err)
{
    struct snapshot_terms *terms;
    struct snapshot_term t;
    bool more = true;
    dateline_status status = snapshot_terms_open(s, span_of(schema_prefix(field)), &terms, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = snapshot_terms_next(terms, &t, &more, err)) == DATELINE_OK && more) {
        status = add_value(s->commit, t.term, v, err);
        if (status != DATELINE_OK)
            break;
    }
    snapshot_terms_close(terms);
    return status;
}

struct reading_values {
    struct snapshot *snapshot;
    enum schema_field field;
    struct snapshot_values **out; /* of the commit */
};

/* Keeps them for the commit. */
static dateline_status keep_values(void *ctx, dateline_error *err)
{
    const struct reading_values *r = ctx;
    const struct snapshot_commit *c = r->snapshot->commit;
    struct snapshot_values *v = must_zalloc(sizeof *v);
    dateline_status status;

    v->n = c->manifest.n_segments;
    v->parts = must_zalloc(v->n * sizeof *v->parts);
    for (size_t i = 0; i < v->n; i++) {
        struct part_values *part = &v->parts[i];

        part->last = c->lists[i].lists->documents;
        part->list = must_zalloc(((size_t)part->last + 1) * sizeof *part->list);
    }
    status = read_values(r->snapshot, r->field, v, err);
    if (status == DATELINE_OK)
        *r->out = v;
    else
        commit_values_free(v);
    return status;
}

dateline_status snapshot_values(struct snapshot *s, enum schema_field field,
                                const struct snapshot_values **out, dateline_error *err)
{
    struct snapshot_commit *c = s->commit;
    struct reading_values r = {s, field, field == FIELD_SOURCE ? &c->sources : &c->languages};
    dateline_status status = DATELINE_OK;

    *out = NULL;
    if (!c->whole)
        return DATELINE_OK;
    pthread_mutex_lock(&c->lock);
    if (!*r.out)
        status = alloc_guard(keep_values, &r, err);
    if (status == DATELINE_OK)
        *out = *r.out;
    pthread_mutex_unlock(&c->lock);
    return status;
}
