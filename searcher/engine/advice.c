/* Advice on words the index has not, and clauses without which something is found. */
#include "searcher/engine/advice.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/clock.h"
#include "searcher/engine/spelling.h"
#include "searcher/explain/clause.h"
#include "searcher/query/query_describe.h"
#include "snapshot/terms.h"

#define SECONDS_MIN 0.001 /* 0 would be any time */

struct adviser {
    struct answer *answer;
    struct searcher *searcher;
    double until; /* when the time for counting is over */
    unsigned words;
    size_t before; /* lines of advice that were there */
};

/* ---- Words that the index has not --------------------------------------------- */

static void tell_spelling(struct adviser *a, enum schema_field field, struct span word)
{
    struct spelling s = {.len = 0};
    struct buf line = {0};

    buf_printf(&line, "no article has '%.*s'%s", (int)word.len, word.data,
               field == FIELD_TITLE ? " in its title" : "");
    if (spelling_suggest(&a->searcher->planner, field, word, &s, NULL) == DATELINE_OK && s.len) {
        buf_str(&line, "; did you mean ");
        for (size_t i = 0; i < s.len; i++) {
            buf_str(&line, !i ? "" : i + 1 < s.len ? ", " : " or ");
            buf_span_add(&line, buf_span(&s.words[i]));
        }
        buf_char(&line, '?');
    }
    answer_advise(a->answer, &line);
    spelling_free(&s);
    buf_free(&line);
}

/* WORD is looked for by TERM alone. */
static void look_up(struct adviser *a, enum schema_field field, struct span word, struct span term)
{
    uint64_t articles = 1;

    if (a->words == ADVICE_WORDS)
        return;
    if (snapshot_term_articles(a->searcher->snapshot, term, &articles, NULL) == DATELINE_OK &&
        !articles) {
        tell_spelling(a, field, word);
        a->words++;
    }
}

static void look_up_clause(struct adviser *a, const struct plan_node *n)
{
    const struct query_node *q = n->from;

    if (n->kind == PLAN_TERM && (q->kind == QUERY_WORD || q->kind == QUERY_PHRASE))
        look_up(a, q->field, q->words[0], n->term);
    for (size_t i = 0; (n->kind == PLAN_PHRASE || n->kind == PLAN_NEAR) && i < q->n_words; i++)
        look_up(a, q->field, q->words[i], n->children[i]->term);
}

/* Words that are looked for by one term each. */
static void look_up_words(struct adviser *a, const struct plan_node *n)
{
    size_t wanted = n->kind == PLAN_NOT ? 1 : n->n_children;

    if (clause_is(n)) {
        look_up_clause(a, n);
        return;
    }
    for (size_t i = 0; i < wanted; i++)
        look_up_words(a, n->children[i]);
}

/* ---- Clauses to blame ------------------------------------------------------------ */

/* A query as what it asks for and what it excludes; the range of dates is last. */
struct demands {
    struct plan_node *const *required, *const *excluded;
    size_t n_required, n_excluded;
    struct plan_node *days; /* NULL: any */
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

/* LIST without the one at SKIP, which may be none, appended to OUT. */
static void add_others(struct plan_node *const *list, size_t len, size_t skip,
                       struct plan_node *out)
{
    for (size_t i = 0; i < len; i++)
        if (i != skip)
            out->children[out->n_children++] = list[i];
}

/* N, or its only child. */
static struct plan_node *or_only_child(struct plan_node *n)
{
    return n->n_children == 1 ? *n->children : n;
}

/* How many articles match without the demand at SKIP; 0 where nobody knows. */
static uint64_t count_without(struct adviser *a, const struct demands *d, size_t skip)
{
    const struct match_limits limits = {.seconds = fmax(a->until - clock_seconds(), SECONDS_MIN)};
    struct plan_node all = {.kind = PLAN_ALL, .weight = 1}, both = {.kind = PLAN_AND, .weight = 1},
                     without = {.kind = PLAN_NOT, .weight = 1};
    struct plan_node *dated[2];
    struct plan_node filter = {
        .kind = PLAN_FILTER, .weight = 1, .children = dated, .n_children = 2};
    bool undated = !d->days || skip == d->n_required + d->n_excluded;
    uint64_t matches = 0;

    both.children = must_alloc((d->n_required + 1) * sizeof *both.children);
    without.children = must_alloc((d->n_excluded + 1) * sizeof *without.children);
    add_others(d->required, d->n_required, skip, &both);
    without.children[without.n_children++] = both.n_children ? or_only_child(&both) : &all;
    add_others(d->excluded, d->n_excluded, skip < d->n_required ? SIZE_MAX : skip - d->n_required,
               &without);
    dated[0] = or_only_child(&without);
    dated[1] = d->days;
    match_count(a->searcher->matcher, undated ? dated[0] : &filter, &limits, &matches, NULL);
    free(both.children);
    free(without.children);
    return matches;
}

static void tell_blame(struct adviser *a, const struct demands *d, size_t at, uint64_t matches)
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

static void blame(struct adviser *a, struct plan_node *const *root)
{
    struct demands d = demands_of(root);
    size_t n = d.n_required + d.n_excluded + (d.days != NULL);

    for (size_t i = 0; n > 1 && i < n && i < ADVICE_CLAUSES && clock_seconds() < a->until; i++) {
        uint64_t matches = count_without(a, &d, i);

        if (matches)
            tell_blame(a, &d, i, matches);
    }
    if (n > 1 && a->answer->n_advice == a->before && clock_seconds() < a->until) {
        struct buf line = {0};

        buf_str(&line, "leaving out any one part of the query finds nothing either");
        answer_advise(a->answer, &line);
        buf_free(&line);
    }
}

/* ---- All together ------------------------------------------------------------------ */

void engine_advise(struct answer *answer)
{
    struct answer_inside *in = answer->inside;
    struct plan_node *const *root = &in->asked.plan.root;
    const struct match_limits limits = {.seconds = ADVICE_SECONDS};
    struct adviser a = {.answer = answer,
                        .searcher = &in->engine->searcher,
                        .before = answer->n_advice,
                        .until = clock_seconds() + ADVICE_SECONDS};
    uint64_t matches = 0;
    dateline_status status = match_count(a.searcher->matcher, *root, &limits, &matches, NULL);

    /* What was looked for is there, but before the offset. */
    if (status != DATELINE_OK || matches)
        return;
    look_up_words(&a, *root);
    if (!in->like)
        blame(&a, root);
}
