#include "searcher/advice.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "core/alloc.h"
#include "searcher/clause.h"
#include "searcher/query_describe.h"
#include "searcher/spelling.h"

#define SECONDS_MIN 0.001 /* 0 would be any time */

struct adviser {
    struct searcher *searcher;
    const struct query_days *days; /* NULL: any */
    advice_writer *tell;
    void *ctx;
    double until; /* when the time for counting is over */
    unsigned words;
    bool told;
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void tell(struct adviser *a, struct buf *line)
{
    a->tell(a->ctx, line->data);
    a->told = true;
}

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
    tell(a, &line);
    spelling_free(&s);
    buf_free(&line);
}

static void look_up(struct adviser *a, const struct query_node *n)
{
    struct planner *p = &a->searcher->planner;
    struct clause c;

    if (clause_open(p, n, &c, NULL) != DATELINE_OK)
        return;
    for (size_t i = 0; i < c.len && a->words < ADVICE_WORDS; i++) {
        uint64_t articles = 1;

        if (spelling_articles(p, clause_term(&c, i), &articles, NULL) == DATELINE_OK && !articles) {
            tell_spelling(a, n->field, n->words[i]);
            a->words++;
        }
    }
    clause_free(&c);
}

/* Words that are looked for by one term each. */
static void look_up_words(struct adviser *a, const struct query_node *n)
{
    size_t wanted = n->kind == QUERY_NOT ? 1 : n->n_children;

    if (n->kind == QUERY_WORD || n->kind == QUERY_PHRASE || n->kind == QUERY_NEAR ||
        n->kind == QUERY_ADJ)
        look_up(a, n);
    for (size_t i = 0; i < wanted; i++)
        look_up_words(a, n->children[i]);
}

/* ---- Clauses to blame ------------------------------------------------------------ */

/* A query as what it asks for and what it excludes; the range of dates is last. */
struct demands {
    struct query_node **required, **excluded;
    size_t n_required, n_excluded;
    bool dated;
};

static struct demands demands_of(struct query_node **root, bool dated)
{
    struct demands d = {.required = root, .n_required = 1, .dated = dated};

    if ((*root)->kind == QUERY_NOT) {
        d.excluded = (*root)->children + 1;
        d.n_excluded = (*root)->n_children - 1;
        d.required = (*root)->children;
    }
    if ((*d.required)->kind == QUERY_ALL)
        d.n_required = 0;
    if ((*d.required)->kind == QUERY_AND) {
        d.n_required = (*d.required)->n_children;
        d.required = (*d.required)->children;
    }
    return d;
}

/* LIST without the one at SKIP, which may be none, appended to OUT. */
static void others(struct query_node **list, size_t len, size_t skip, struct query_node *out)
{
    for (size_t i = 0; i < len; i++)
        if (i != skip)
            out->children[out->n_children++] = list[i];
}

/* How many articles match without the demand at SKIP; 0 where nobody knows. */
static uint64_t count_without(struct adviser *a, const struct demands *d, size_t skip)
{
    struct query_node all = {.kind = QUERY_ALL}, both = {.kind = QUERY_AND},
                      root = {.kind = QUERY_NOT};
    struct query_node *wanted = &all;
    bool undated = skip == d->n_required + d->n_excluded;
    uint64_t matches = 0;
    xap_query *q;

    both.children = must_alloc((d->n_required + 1) * sizeof *both.children);
    root.children = must_alloc((d->n_excluded + 1) * sizeof *root.children);
    others(d->required, d->n_required, skip, &both);
    if (both.n_children)
        wanted = both.n_children > 1 ? &both : *both.children;
    root.children[root.n_children++] = wanted;
    others(d->excluded, d->n_excluded, skip < d->n_required ? SIZE_MAX : skip - d->n_required,
           &root);
    if (root.n_children > 1)
        wanted = &root;
    if (plan_query(&a->searcher->planner, wanted, undated ? NULL : a->days, &q, NULL) ==
        DATELINE_OK) {
        match_count(a->searcher->snapshot, q, fmax(a->until - now(), SECONDS_MIN), &matches, NULL);
        xap_query_free(q);
    }
    free(both.children);
    free(root.children);
    return matches;
}

static void tell_blame(struct adviser *a, const struct demands *d, size_t at, uint64_t matches)
{
    struct buf line = {0};

    buf_str(&line, "without ");
    if (at < d->n_required) {
        query_describe(d->required[at], &line);
    } else if (at < d->n_required + d->n_excluded) {
        buf_char(&line, '-');
        query_describe(d->excluded[at - d->n_required], &line);
    } else {
        buf_str(&line, "--since and --until");
    }
    buf_printf(&line, ": %" PRIu64 " match%s", matches, matches == 1 ? "" : "es");
    tell(a, &line);
    buf_free(&line);
}

static void blame(struct adviser *a, struct query_node **root)
{
    struct demands d = demands_of(root, a->days != NULL);
    size_t n = d.n_required + d.n_excluded + d.dated;

    for (size_t i = 0; n > 1 && i < n && i < ADVICE_CLAUSES && now() < a->until; i++) {
        uint64_t matches = count_without(a, &d, i);

        if (matches)
            tell_blame(a, &d, i, matches);
    }
    if (n > 1 && !a->told && now() < a->until) {
        struct buf line = {0};

        buf_str(&line, "leaving out any one part of the query finds nothing either");
        tell(a, &line);
        buf_free(&line);
    }
}

/* ---- All together ------------------------------------------------------------------ */

static void advise_on(struct adviser *a, const struct question *q, struct asked *asked)
{
    uint64_t matches = 0;
    dateline_status status =
        match_count(a->searcher->snapshot, asked->plan, ADVICE_SECONDS, &matches, NULL);

    /* What was looked for is there, but before --offset. */
    if (status != DATELINE_OK || matches)
        return;
    look_up_words(a, asked->tree.root);
    if (!q->like.data)
        blame(a, &asked->tree.root);
}

void advise(struct searcher *s, const struct question *q, advice_writer *write, void *ctx)
{
    struct query_node range = clause_of_days(&q->days);
    struct adviser a = {.searcher = s,
                        .days = q->days.first || q->days.last ? &range.days : NULL,
                        .tell = write,
                        .ctx = ctx,
                        .until = now() + ADVICE_SECONDS};
    struct asked asked = {0};

    if (ask(s, q, &asked, NULL) == DATELINE_OK)
        advise_on(&a, q, &asked);
    asked_free(&asked);
}
