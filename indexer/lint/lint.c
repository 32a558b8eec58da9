/* Looks for faults in sources. */
#include "indexer/lint/lint.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/lint/lint_state.h"

static const char *const kind_names[LINT_KINDS] = {
    [LINT_NOTE] = "note",
    [LINT_SKIPPED] = "skipped",
    [LINT_UNDATED] = "undated",
    [LINT_DAMAGED] = "damaged",
    [LINT_FUTURE] = "future",
    [LINT_IMPROBABLE] = "improbable",
    [LINT_CLUSTER] = "cluster",
    [LINT_DISAGREEMENT] = "disagreement",
    [LINT_REPEATED_ID] = "repeated-id",
    [LINT_REPEATED_TEXT] = "repeated-text",
    [LINT_EMPTY] = "empty",
    [LINT_LANGUAGE] = "language",
    [LINT_CHARACTERS] = "characters",
    [LINT_BOILERPLATE] = "boilerplate",
};

const struct names lint_kind_names = NAMES("finding", kind_names);

/* ---- Telling -------------------------------------------------------------- */

void lint_found(struct lint *l, const struct lint_finding *f)
{
    l->counts.found[f->kind]++;
    l->tell(l->ctx, f);
}

void lint_found_in(struct lint *l, enum lint_kind kind, const struct article *a,
                   const struct place *at)
{
    const struct lint_finding f = {kind, at, a->id, l->message.data};

    lint_found(l, &f);
}

void lint_say(struct lint *l, const char *fmt, ...)
{
    va_list ap;

    buf_clear(&l->message);
    va_start(ap, fmt);
    buf_vprintf(&l->message, fmt, ap);
    va_end(ap);
}

void lint_trouble(struct lint *l, enum feed_trouble kind, const char *message)
{
    static const enum lint_kind kinds[] = {[FEED_SKIPPED] = LINT_SKIPPED,
                                           [FEED_UNDATED] = LINT_UNDATED,
                                           [FEED_DAMAGED] = LINT_DAMAGED,
                                           [FEED_NOTED] = LINT_NOTE};
    const struct lint_finding f = {.kind = kinds[kind], .message = message};

    lint_found(l, &f);
}

/* ---- Articles ------------------------------------------------------------- */

void lint_article(struct lint *l, const struct article *a, const struct place *at)
{
    l->counts.articles++;
    l->counts.undated += !a->day;
    lint_dates(l, a, at);
    lint_texts(l, a, at);
}

const struct lint_counts *lint_counts(const struct lint *l)
{
    return &l->counts;
}

dateline_status lint_open(const struct lint_options *o, lint_tell *tell, void *ctx,
                          struct lint **out, dateline_error *err)
{
    struct lint *l = must_zalloc(sizeof *l);
    dateline_status status = DATELINE_OK;

    l->options = *o;
    l->tell = tell;
    l->ctx = ctx;
    if (o->language)
        status = stemmer_open(o->language, &l->language, err);
    if (status != DATELINE_OK) {
        free(l);
        return status;
    }
    l->days = must_zalloc(((size_t)day_number(DAY_LAST) + 1) * sizeof *l->days);
    *out = l;
    return DATELINE_OK;
}

void lint_close(struct lint *l)
{
    if (!l)
        return;
    if (l->language)
        stemmer_close(l->language);
    id_set_free(&l->ids);
    id_set_free(&l->texts);
    buf_free(&l->other);
    language_scan_free(&l->scan);
    buf_free(&l->message);
    buf_free(&l->searched);
    free(l->days);
    free(l);
}
