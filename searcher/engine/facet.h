/* Matches counted by the value that a field of theirs has. */
#ifndef DATELINE_SEARCHER_ENGINE_FACET_H
#define DATELINE_SEARCHER_ENGINE_FACET_H

#include "core/arena.h"
#include "core/names.h"
#include "searcher/match/match.h"

struct facet_value {
    struct span value; /* empty: no date, or no month, or nothing in that field */
    uint64_t matches;  /* at least one */
};

/* Most matches first, then by value bytewise. */
struct facet_values {
    struct facet_value *list;
    size_t len, cap;
    uint64_t total; /* of all */
    struct arena text;
};

extern const struct names facet_names;

/* *OUT is to be freed. */
dateline_status facet_count(struct snapshot *s, enum facet f, const struct match_listing *listed,
                            struct facet_values *out, dateline_error *err);
void facet_free(struct facet_values *v);

#endif
