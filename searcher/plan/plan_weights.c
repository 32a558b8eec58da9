/* The factors on the weights of terms. */
#include "searcher/plan/plan_parts.h"
#include "searcher/plan/ranking.h"
#include "snapshot/terms.h"
#include "text/stop_words.h"

static bool any_content(const char *language, const struct query_node *n)
{
    for (size_t i = 0; i < n->n_words; i++)
        if (!stop_word(language, n->words[i]))
            return true;
    return false;
}

bool plan_has_content(const char *language, const struct query_node *n)
{
    size_t scoring = n->kind == QUERY_NOT ? 1 : n->n_children;

    if (n->kind == QUERY_WILDCARD || n->kind == QUERY_FUZZY || n->kind == QUERY_NAME)
        return true;
    if (n->kind == QUERY_WORD || n->kind == QUERY_PHRASE || n->kind == QUERY_NEAR ||
        n->kind == QUERY_ADJ)
        return any_content(language, n);
    for (size_t i = 0; i < scoring; i++)
        if (plan_has_content(language, n->children[i]))
            return true;
    return false;
}

dateline_status plan_weigh(const struct planning *g, struct span word, struct plan_node *term,
                           dateline_error *err)
{
    struct snapshot_term_stats stats;
    dateline_status status;

    if (g->has_content && stop_word(stemmer_language(g->planner->stemmer), word))
        term->stop = g->ranking->stop;
    if (g->ranking->burst) {
        status = snapshot_term_stats(g->planner->snapshot, term->term, &stats, err);
        if (status != DATELINE_OK)
            return status;
        term->burst = ranking_burst(stats.documents, stats.occurrences, g->documents);
    }
    term->weight = term->stop * term->burst;
    return DATELINE_OK;
}
