/* Counts matches by the value of a field. */
#ifndef DATELINE_SEARCHER_ENGINE_FACET_H
#define DATELINE_SEARCHER_ENGINE_FACET_H

#include "core/arena.h"
#include "core/names.h"
#include "searcher/engine/timeline.h"

struct facet_value {
    struct span value; /* empty: no date, no month, or no value */
    uint64_t matches;  /* at least one */
};

/* Sorted by matches, most first, then by value, bytewise; or by value alone, none last. */
struct facet_values {
    struct facet_value *list;
    size_t len, cap;
    uint64_t total;    /* matches of the query */
    struct arena text; /* holds the values */
};

extern const struct names facet_names;

/* The counts C of periods as values. The caller frees *OUT. */
void facet_of_periods(enum period_unit unit, const struct timeline_counts *c,
                      struct facet_values *out);
/* Counts LISTED by source or language. The caller frees *OUT. */
dateline_status facet_of_terms(struct snapshot *s, enum facet f, const struct match_listing *listed,
                               struct facet_values *out, dateline_error *err);
/* Sorts V by value. */
void facet_sort_by_value(struct facet_values *v);
void facet_free(struct facet_values *v);

#endif
