/* Advice on words missing from the index, and on clauses that exclude all matches. */
#include "searcher/engine/advice.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "searcher/engine/spelling.h"
#include "searcher/explain/clause.h"
#include "searcher/query/query_describe.h"
#include "snapshot/terms.h"

struct adviser {
    struct answer *answer;
    struct searcher *searcher;
    struct match_limits limits; /* of counting */
    unsigned words;             /* advised on so far */
    size_t before;              /* lines of advice at the start */
};

struct match_limits advice_limits(const struct answer *a)
{
    struct match_limits limits = match_limits_begun(&(struct match_limits){
        .seconds = ADVICE_SECONDS, .interrupt = a->inside->limits.interrupt});
    double until = a->inside->limits.until;

    if (until > 0 && until < limits.until)
        limits.until = until;
    return limits;
}

/* ---- Missing words --------------------------------------------------------------- */

/* Appends WORD to LINE, the next one of the answer, as another spelling of Q's word MISSING. */
static void suggest_word(struct answer *a, const struct query_node *q, struct span missing,
                         struct span word, struct buf *line)
{
    GROW(a->advice_words, a->n_advice_words, a->cap_advice_words);
    a->advice_words[a->n_advice_words++] =
        (struct advice_word){a->n_advice, line->len, word.len, missing, q->start, q->end};
    buf_span_add(line, word);
}

/* Advises on WORD, of Q's words. */
static void advise_spelling(struct adviser *a, const struct query_node *q, struct span word)
{
    struct spelling s = {.len = 0};
    struct buf line = {0};

    buf_printf(&line, "no article has '%.*s'%s", (int)word.len, word.data,
               q->field == FIELD_TITLE ? " in its title" : "");
    if (spelling_suggest(&a->searcher->planner, q->field, word, &s, NULL) == DATELINE_OK && s.len) {
        buf_str(&line, "; did you mean ");
        for (size_t i = 0; i < s.len; i++) {
            buf_str(&line, !i ? "" : i + 1 < s.len ? ", " : " or ");
            suggest_word(a->answer, q, word, buf_span(&s.words[i]), &line);
        }
        buf_char(&line, '?');
    }
    answer_advise(a->answer, &line);
    spelling_free(&s);
    buf_free(&line);
}

/* Advises on WORD, of Q's words, if no article has its only TERM. */
static void advise_if_missing(struct adviser *a, const struct query_node *q, struct span word,
                              struct span term)
{
    uint64_t articles = 1;

    if (a->words == ADVICE_WORDS)
        return;
    if (snapshot_term_articles(a->searcher->snapshot, term, &articles, NULL) == DATELINE_OK &&
        !articles) {
        advise_spelling(a, q, word);
        a->words++;
    }
}

static void advise_clause_words(struct adviser *a, const struct plan_node *n)
{
    const struct query_node *q = n->from;

    if (n->kind == PLAN_TERM && (q->kind == QUERY_WORD || q->kind == QUERY_PHRASE))
        advise_if_missing(a, q, q->words[0], n->term);
    for (size_t i = 0; (n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR) && i < q->n_words; i++)
        advise_if_missing(a, q, q->words[i], n->children[i]->term);
}

static void advise_missing_words(struct adviser *a, const struct plan_node *n)
{
    size_t wanted = n->kind == PLAN_NOT ? 1 : n->n_children;

    if (clause_is(n)) {
        advise_clause_words(a, n);
        return;
    }
    for (size_t i = 0; i < wanted; i++)
        advise_missing_words(a, n->children[i]);
}

/* ---- Clauses without matches ------------------------------------------------------ */

/* The required and excluded clauses of a query, numbered in this order, days last. */
struct demands {
    struct plan_node *const *required, *const *excluded;
    size_t n_required, n_excluded;
    struct plan_node *days; /* NULL: not limited */
};

static struct demands demands_of(struct plan_node *const *root)
{
    struct demands d = {.required = root, .n_required = 1};

    if ((*d.required)->kind == PLAN_FILTER) {
        d.days = (*d.required)->children[1];
        d.required = (*d.required)->children;
    }
    if ((*d.required)->kind == PLAN_NOT && !clause_is(*d.required)) {
        d.excluded = (*d.required)->children + 1;
        d.n_excluded = (*d.required)->n_children - 1;
        d.required = (*d.required)->children;
    }
    if ((*d.required)->kind == PLAN_ALL)
        d.n_required = 0;
    if ((*d.required)->kind == PLAN_AND) {
        d.n_required = (*d.required)->n_children;
        d.required = (*d.required)->children;
    }
    return d;
}

/* Appends LIST to the children of OUT, without the one at SKIP if that is below LEN. */
static void add_other_clauses(struct plan_node *const *list, size_t len, size_t skip,
                              struct plan_node *out)
{
    for (size_t i = 0; i < len; i++)
        if (i != skip)
            out->children[out->n_children++] = list[i];
}

static struct plan_node *or_only_child(struct plan_node *n)
{
    return n->n_children == 1 ? *n->children : n;
}

/* How many articles match without the clause at SKIP; 0 on failure or timeout. */
static uint64_t count_without(struct adviser *a, const struct demands *d, size_t skip)
{
    struct plan_node all = {.kind = PLAN_ALL, .weight = 1}, both = {.kind = PLAN_AND, .weight = 1},
                     without = {.kind = PLAN_NOT, .weight = 1};
    struct plan_node *dated[2];
    struct plan_node filter = {
        .kind = PLAN_FILTER, .weight = 1, .children = dated, .n_children = 2};
    bool undated = !d->days || skip == d->n_required + d->n_excluded;
    uint64_t matches = 0;

    both.children = must_alloc((d->n_required + 1) * sizeof *both.children);
    without.children = must_alloc((d->n_excluded + 1) * sizeof *without.children);
    add_other_clauses(d->required, d->n_required, skip, &both);
    without.children[without.n_children++] = both.n_children ? or_only_child(&both) : &all;
    add_other_clauses(d->excluded, d->n_excluded,
                      skip < d->n_required ? SIZE_MAX : skip - d->n_required, &without);
    dated[0] = or_only_child(&without);
    dated[1] = d->days;
    match_count(a->searcher->matcher, undated ? dated[0] : &filter, &a->limits, &matches, NULL);
    free(both.children);
    free(without.children);
    return matches;
}

static void advise_without_clause(struct adviser *a, const struct demands *d, size_t at,
                                  uint64_t matches)
{
    struct buf line = {0};

    buf_str(&line, "without ");
    if (at < d->n_required) {
        query_describe(d->required[at]->from, &line);
    } else if (at < d->n_required + d->n_excluded) {
        buf_char(&line, '-');
        query_describe(d->excluded[at - d->n_required]->from, &line);
    } else {
        buf_str(&line, "--since and --until");
    }
    buf_printf(&line, ": %" PRIu64 " match%s", matches, matches == 1 ? "" : "es");
    answer_advise(a->answer, &line);
    buf_free(&line);
}

static void advise_clauses(struct adviser *a, struct plan_node *const *root)
{
    struct demands d = demands_of(root);
    size_t n = d.n_required + d.n_excluded + (d.days != NULL);

    for (size_t i = 0; n > 1 && i < n && i < ADVICE_CLAUSES && clock_seconds() < a->limits.until;
         i++) {
        uint64_t matches = count_without(a, &d, i);

        if (matches)
            advise_without_clause(a, &d, i, matches);
    }
    if (n > 1 && a->answer->n_advice == a->before && clock_seconds() < a->limits.until) {
        struct buf line = {0};

        buf_str(&line, "leaving out any one part of the query finds nothing either");
        answer_advise(a->answer, &line);
        buf_free(&line);
    }
}

/* Advises where nothing matches: hits that the offset skipped do. */
static void advise_if_nothing(struct adviser *a, bool clauses)
{
    struct plan_node *const *root = &a->answer->inside->asked.plan.root;
    uint64_t matches = 0;

    if (match_count(a->searcher->matcher, *root, &a->limits, &matches, NULL) != DATELINE_OK ||
        matches)
        return;
    advise_missing_words(a, *root);
    if (clauses)
        advise_clauses(a, root);
}

void engine_advise(struct answer *answer)
{
    struct answer_inside *in = answer->inside;
    struct adviser a = {.answer = answer,
                        .searcher = &in->engine->searcher,
                        .before = answer->n_advice,
                        .limits = advice_limits(answer)};

    engine_limit(in->engine, &a.limits);
    advise_if_nothing(&a, !in->like);
    engine_limit(in->engine, NULL);
}
