/* --like: a query for what an article is about.
 *
 * It is the OR of the words that tell the article best from the others: by how
 * often it has them times what each counts (bm25_weight). On judged collections
 * (Cranfield, CACM) that found as much as libxapian's expansion sets or more,
 * and 20 words more than 10 or 50. The article itself is left out, and what the
 * query that was typed does not find. Words are the stems of the index as the
 * article first writes them, so that the whole is a tree like any other:
 * explained, printed with snippets, asked why. */
#ifndef DATELINE_SEARCHER_PLAN_LIKE_H
#define DATELINE_SEARCHER_PLAN_LIKE_H

#include "searcher/plan/plan.h"

enum { LIKE_WORDS = 20 };

/* Puts the query for ID in the place of TREE's root, whose own matches (all of
 * them, or fewer) it keeps to. DATELINE_NOT_FOUND where there is no article ID. */
dateline_status like(struct planner *p, struct span id, struct query *tree, dateline_error *err);

#endif
