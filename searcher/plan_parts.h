/* The inside of a plan: plan.c walks the tree, plan_days.c plans ranges of days. */
#ifndef DATELINE_SEARCHER_PLAN_PARTS_H
#define DATELINE_SEARCHER_PLAN_PARTS_H

#include "searcher/plan.h"

/* Queries on their way into one; they are freed together. */
struct plan_parts {
    xap_query **list;
    size_t len, cap;
};

void plan_parts_add(struct plan_parts *p, xap_query *q);
/* Joins the parts, none of which remains; nothing joined matches nothing. */
dateline_status plan_parts_join(struct plan_parts *p, enum xap_op op, uint32_t param,
                                xap_query **out, dateline_error *err);
void plan_parts_drop(struct plan_parts *p);

/* The documents within DAYS, by segment. KNOWN: all segments have columns to find
 * them in, else there are none. All zeros is empty. */
struct plan_ranges {
    struct xap_range *list;
    size_t len, cap;
    bool known;
};
dateline_status plan_ranges(const struct planner *p, const struct query_days *days,
                            struct plan_ranges *out, dateline_error *err);
void plan_ranges_free(struct plan_ranges *r);

/* The articles within DAYS: by ranges of document numbers where all segments
 * have columns to find them in, else by terms. */
dateline_status plan_days(const struct planner *p, const struct query_days *days, xap_query **out,
                          dateline_error *err);

#endif
