/* Looks for faults in sources, without an index.
 *
 * Articles come from a feed, as add reads them. Memory: up to 44 bytes an article for ids and texts
 * seen, for at most LINT_SEEN_MAX articles, and a number for each day of the calendar. */
#ifndef DATELINE_INDEXER_LINT_LINT_H
#define DATELINE_INDEXER_LINT_LINT_H

#include "indexer/feed/feed.h"

enum {
    LINT_SEEN_MAX = 1 << 26, /* articles of which repeated ids and texts are looked for */
    LINT_TEXT_MIN = 100,     /* bytes of a text that is worth to be compared */
    LINT_CLUSTER_MIN = 20,   /* dated articles of a source of which a third may be too many */
    LINT_CLUSTER_SHARE = 3,
    LINT_DAYS_APART = 2,    /* between two dates of an article that still agree */
    LINT_YEAR_FIRST = 1600, /* before the first newspapers */
};

enum lint_kind {
    LINT_NOTE,        /* no fault: how a file is read */
    LINT_BOILERPLATE, /* no fault: text that is not searched */
    LINT_SKIPPED,     /* from here on faults */
    LINT_UNDATED,
    LINT_DAMAGED,
    LINT_FUTURE,
    LINT_IMPROBABLE,
    LINT_CLUSTER,
    LINT_DISAGREEMENT,
    LINT_REPEATED_ID,
    LINT_REPEATED_TEXT,
    LINT_EMPTY,
    LINT_LANGUAGE,
    LINT_CHARACTERS,
    LINT_KINDS,
};
/* "note", "skipped", ... */
extern const struct names lint_kind_names;

/* The message is one line; it names the place itself where PLACE is NULL. */
struct lint_finding {
    enum lint_kind kind;
    const struct place *place;
    struct span id;
    const char *message;
};
typedef void lint_tell(void *ctx, const struct lint_finding *f);

struct lint_options {
    const char *language; /* that articles should be in; NULL: any */
    dateline_day today;
};

struct lint_counts {
    uint64_t articles, undated;
    uint64_t found[LINT_KINDS];
    uint64_t dated_from[FEED_DATE_SOURCES + 1]; /* by enum date_source */
    dateline_day first, last;
};

struct lint;

/* DATELINE_BAD_OPTION for an unknown language. O's strings are borrowed. */
dateline_status lint_open(const struct lint_options *o, lint_tell *tell, void *ctx,
                          struct lint **out, dateline_error *err);
void lint_article(struct lint *l, const struct article *a, const struct place *at);
void lint_trouble(struct lint *l, enum feed_trouble kind, const char *message);
/* All articles of SOURCE have come. */
void lint_source_end(struct lint *l, const char *source);
const struct lint_counts *lint_counts(const struct lint *l);
/* Accepts NULL. */
void lint_close(struct lint *l);

#endif
