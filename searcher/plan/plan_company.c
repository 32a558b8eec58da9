/* The company that a word of the index keeps: the given names before it.
 *
 * Other words of the articles are no company. Relatives and opponents stand in the same articles,
 * Zelenska in those of Zelensky, so that shared words would join whom given names tell apart.
 *
 * The newest articles are read, whatever segments they are in, so that an answer does not depend
 * on the segments. */
#include <stdlib.h>

#include "core/alloc.h"
#include "core/day.h"
#include "core/manifest.h"
#include "searcher/plan/plan_names.h"
#include "searcher/query/query_name.h"
#include "snapshot/articles.h"
#include "snapshot/terms.h"
#include "text/fold.h"
#include "text/name_sounds.h"
#include "text/stop_words.h"
#include "text/text.h"

struct newest {
    snapshot_doc doc;
    dateline_day day;
    struct span id; /* borrowed of the columns; empty where there are none */
};

struct newest_list {
    struct newest list[COMPANY_ARTICLES];
    size_t len;
};

static bool is_newer(const struct newest *a, const struct newest *b)
{
    if (a->day != b->day)
        return a->day > b->day;
    return a->id.len || b->id.len ? span_cmp(a->id, b->id) < 0 : a->doc < b->doc;
}

static void keep_newest(struct newest_list *all, const struct newest *n)
{
    size_t at = all->len;

    while (at && is_newer(n, &all->list[at - 1]))
        at--;
    if (at == COMPANY_ARTICLES)
        return;
    if (all->len < COMPANY_ARTICLES)
        all->len++;
    memmove(&all->list[at + 1], &all->list[at], (all->len - 1 - at) * sizeof *n);
    all->list[at] = *n;
}

static dateline_status add_to_newest(struct snapshot *s, snapshot_doc doc, struct newest_list *out,
                                     dateline_error *err)
{
    struct newest found = {.doc = doc};
    struct snapshot_row row = {0};
    dateline_status status = snapshot_row(s, doc, &row, err);

    if (status != DATELINE_OK)
        return status;
    if (row.known) {
        found.day = row.day;
        found.id = row.id;
    }
    keep_newest(out, &found);
    return DATELINE_OK;
}

/* Whether a segment of which fewer than COMPANY_ARTICLES are TAKEN has document NUMBER. */
static bool more_may_come(const struct snapshot *s, const uint32_t *taken, uint32_t number)
{
    const struct manifest *m = snapshot_manifest(s);

    for (size_t i = 0; i < snapshot_segments(s); i++)
        if (taken[i] < COMPANY_ARTICLES &&
            (snapshot_is_foreign(s) || number <= m->segments[i].articles))
            return true;
    return false;
}

/* Adds the first articles of each segment that P, the documents of a term, has there: a segment has
 * its newest first, and P has the documents of all segments by their numbers in them. */
static dateline_status add_newest(struct planning *g, struct snapshot_postings *p, uint32_t *taken,
                                  struct newest_list *out, dateline_error *err)
{
    struct snapshot *s = g->planner->snapshot;
    struct snapshot_posting at;
    bool more = true;
    dateline_status status;

    while ((status = snapshot_postings_next(p, 0, &at, &more, err)) == DATELINE_OK && more) {
        uint32_t number;
        size_t segment = snapshot_segment(s, at.doc, &number);

        if (!more_may_come(s, taken, number))
            break;
        status = plan_count_term(g, err);
        if (status == DATELINE_OK && taken[segment] < COMPANY_ARTICLES &&
            !snapshot_deleted(s, at.doc)) {
            taken[segment]++;
            status = add_to_newest(s, at.doc, out, err);
        }
        if (status != DATELINE_OK)
            break;
    }
    return status;
}

static dateline_status find_newest(struct planning *g, struct span term, struct newest_list *out,
                                   dateline_error *err)
{
    struct snapshot *s = g->planner->snapshot;
    struct snapshot_postings *p;
    uint32_t *taken; /* articles, by segment */
    dateline_status status = snapshot_postings_open(s, term, &p, err);

    if (status != DATELINE_OK)
        return status;
    taken = must_zalloc(snapshot_segments(s) * sizeof *taken);
    status = add_newest(g, p, taken, out, err);
    free(taken);
    snapshot_postings_close(p);
    return status;
}

/* ---- Given names ------------------------------------------------------------------- */

struct company_reading {
    struct planning *planning;
    struct span word;
    struct name_company *out;
    struct buf record, folded, searched;
    struct tokens tokens;
};

/* Token I, folded; valid until the next call. */
static struct span folded_token(struct company_reading *c, size_t i)
{
    struct span word = token_word(&c->tokens, i);

    return !c->tokens.list[i].ascii && fold_word(word, &c->folded) ? buf_span(&c->folded) : word;
}

static void add_company(struct name_company *all, struct span name)
{
    for (size_t i = 0; i < all->len; i++)
        if (span_eq(plan_spelt_span(&all->list[i]), name)) {
            all->list[i].documents++;
            return;
        }
    if (all->len == COMPANY_NAMES)
        return;
    if (!name_sounds_read(name, &all->sounds[all->len]))
        all->sounds[all->len].len = 0;
    all->list[all->len++] = plan_spelt_of(name, 0, 1);
}

static bool begins_capital(struct span text, const struct token *t)
{
    const char *at = text.data + t->start;

    return text_is_capital(text_char(&at, text.data + text.len));
}

/* Adds the word before token I of TEXT if it may be a given name: of more than a letter and, as I
 * itself unless it follows a hyphen, capital, with nothing but a blank or a hyphen between. */
static void add_company_before(struct company_reading *c, struct span text, size_t i)
{
    const struct token *t = c->tokens.list;
    const char *language = stemmer_language(c->planning->planner->stemmer);
    struct span name;
    char between;

    if (!i || t[i].start - t[i - 1].end != 1)
        return;
    between = text.data[t[i - 1].end];
    if (between != '-' && ((between != ' ' && between != '\n') || !begins_capital(text, &t[i])))
        return;
    if (!begins_capital(text, &t[i - 1]))
        return;
    name = folded_token(c, i - 1);
    if (t[i - 1].end - t[i - 1].start > 1 && name.len <= SCHEMA_WORD_MAX &&
        !stop_word(language, name) && !query_name_is_title(name))
        add_company(c->out, name);
}

static dateline_status read_company(struct company_reading *c, snapshot_doc doc,
                                    dateline_error *err)
{
    struct article a;
    struct span text;
    dateline_status status =
        snapshot_article(c->planning->planner->snapshot, doc, &c->record, &a, err);

    if (status != DATELINE_OK)
        return status;
    text = article_searched(&a, &c->searched);
    tokenize(text, &c->tokens);
    for (size_t i = 0; i < c->tokens.len; i++)
        if (c->tokens.list[i].ascii ? span_eq(token_word(&c->tokens, i), c->word)
                                    : span_eq(folded_token(c, i), c->word))
            add_company_before(c, text, i);
    return DATELINE_OK;
}

dateline_status plan_company_read(struct planning *g, struct name_company *c, dateline_error *err)
{
    struct company_reading r = {.planning = g, .word = c->word, .out = c};
    dateline_status status = read_company(&r, c->articles[c->n_read++], err);

    buf_free(&r.record);
    buf_free(&r.folded);
    buf_free(&r.searched);
    tokens_free(&r.tokens);
    return status;
}

dateline_status plan_company_find(struct planning *g, enum schema_field field, struct span word,
                                  struct name_company *out, dateline_error *err)
{
    struct newest_list newest = {.len = 0};
    dateline_status status;

    out->len = out->n_read = out->n_articles = 0;
    out->word = word;
    schema_word(&g->term, field, word);
    status = find_newest(g, buf_span(&g->term), &newest, err);
    for (size_t i = 0; i < newest.len && status == DATELINE_OK; i++)
        out->articles[out->n_articles++] = newest.list[i].doc;
    return status;
}

/* ---- Companies compared --------------------------------------------------------------- */

/* Whether a name of A from number FROM on is one of B, in any spelling. */
static bool names_meet(const struct name_company *a, size_t from, const struct name_company *b)
{
    for (size_t i = from; i < a->len; i++)
        for (size_t k = 0; k < b->len; k++)
            if (name_read_distance(plan_spelt_span(&a->list[i]), &a->sounds[i],
                                   plan_spelt_span(&b->list[k]), &b->sounds[k]) < NAME_FAR)
                return true;
    return false;
}

/* The one of A and B to be read on: A until it has a name, as ordinary words have none, then that
 * of which less has been read; NULL if no more can tell. */
static struct name_company *next_to_read(struct name_company *a, struct name_company *b)
{
    bool more = b->n_read < b->n_articles;

    if (!a->len)
        return a->n_read < a->n_articles ? a : NULL;
    if (a->n_read < a->n_articles && (!more || a->n_read <= b->n_read))
        return a;
    return more ? b : NULL;
}

dateline_status plan_companies_meet(struct planning *g, struct name_company *a,
                                    struct name_company *b, bool *out, dateline_error *err)
{
    struct name_company *next;
    dateline_status status = DATELINE_OK;

    *out = names_meet(a, 0, b);
    while (status == DATELINE_OK && !*out && (next = next_to_read(a, b))) {
        size_t known = next->len;

        status = plan_company_read(g, next, err);
        *out = status == DATELINE_OK && names_meet(next, known, next == a ? b : a);
    }
    return status;
}
