/* The internals of lint: lint.c opens, closes and tells, lint_dates.c looks at dates, lint_texts.c
 * at texts and their languages. */
#ifndef DATELINE_INDEXER_LINT_LINT_STATE_H
#define DATELINE_INDEXER_LINT_LINT_STATE_H

#include "indexer/index/id_set.h"
#include "indexer/lint/language.h"
#include "indexer/lint/lint.h"
#include "text/stem.h"

struct lint {
    struct lint_options options;
    lint_tell *tell;
    void *ctx;
    struct lint_counts counts;
    struct stemmer *language; /* NULL: any */
    struct language_scan scan;
    struct buf other; /* the last language that is another one; empty: none */
    struct id_set ids, texts;
    uint32_t *days;           /* articles of the present source, by day number */
    dateline_day first, last; /* of them */
    uint64_t dated;
    struct buf message, searched;
};

/* Replaces l->message. */
void lint_say(struct lint *l, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Counts and tells F. */
void lint_found(struct lint *l, const struct lint_finding *f);
/* The same with l->message, of article A at AT. */
void lint_found_in(struct lint *l, enum lint_kind kind, const struct article *a,
                   const struct place *at);

/* Counts A by its date and tells of faults in it; nothing if A is undated. */
void lint_dates(struct lint *l, const struct article *a, const struct place *at);
/* Tells of faults in the texts of A. */
void lint_texts(struct lint *l, const struct article *a, const struct place *at);

#endif
