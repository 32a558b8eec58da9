/* Finds other spellings of the names in a query, and words the notice of them. */
#include "searcher/engine/also_spelt.h"

#include <inttypes.h>

#include "searcher/engine/engine_parts.h"
#include "searcher/plan/plan_names.h"
#include "snapshot/terms.h"
#include "text/fold.h"
#include "text/name_sounds.h"
#include "text/stop_words.h"
#include "text/text.h"

/* The words of a query that may be names, in order, each once. */
struct name_search {
    const struct question *q;
    struct planning planning;
    struct tokens tokens;
    struct span words[ALSO_SPELT_WORDS];
    size_t len;
    struct also_spelt_words *out;
};

static bool is_searched_word(const struct name_search *s, struct span word)
{
    for (size_t i = 0; i < s->len; i++)
        if (span_eq(s->words[i], word))
            return true;
    return false;
}

/* Whether WORD, typed at START, may be a name. */
static bool may_be_name(const struct name_search *s, struct span word, uint32_t start)
{
    const char *at = s->q->text.data + start;

    if (stop_word(stemmer_language(s->planning.planner->stemmer), word))
        return false;
    return s->q->names == NAMES_ALL ||
           text_is_capital(text_char(&at, s->q->text.data + s->q->text.len)) ||
           name_has_no_capitals(word);
}

/* The first token from FROM on that is typed for the folded WORD; s->tokens.len if none is. */
static size_t token_typed_for(struct name_search *s, struct span word, size_t from)
{
    for (; from < s->tokens.len; from++) {
        struct span typed = token_word(&s->tokens, from);
        bool folds = fold_word(typed, &s->planning.scratch);

        if (span_eq(folds ? buf_span(&s->planning.scratch) : typed, word))
            break;
    }
    return from;
}

/* Adds the words of the leaf N that may be names. Its bytes have NEAR/5, too. */
static void add_leaf_names(struct name_search *s, const struct query_node *n)
{
    struct span typed = {s->q->text.data + n->start, n->end - n->start};
    size_t at = 0;

    tokenize(typed, &s->tokens);
    for (size_t i = 0; i < n->n_words && s->len < ALSO_SPELT_WORDS; i++, at++) {
        struct span word = plan_bare(&s->planning, n->words[i]);

        at = token_typed_for(s, n->words[i], at);
        if (at >= s->tokens.len)
            break;
        if (!is_searched_word(s, word) && may_be_name(s, word, n->start + s->tokens.list[at].start))
            s->words[s->len++] = word;
    }
}

static void add_names_below(struct name_search *s, const struct query_node *n)
{
    size_t wanted = n->kind == QUERY_NOT ? 1 : n->n_children;
    bool words = n->kind == QUERY_WORD || n->kind == QUERY_PHRASE || n->kind == QUERY_NEAR ||
                 n->kind == QUERY_ADJ;

    if (words && n->field == FIELD_TEXT)
        add_leaf_names(s, n);
    for (size_t i = 0; i < wanted; i++)
        add_names_below(s, n->children[i]);
}

/* ---- Spellings -------------------------------------------------------------------- */

static struct span copy_word(struct arena *text, struct span word)
{
    return (struct span){arena_copy(text, word.data, word.len), word.len};
}

static uint64_t articles_with(struct name_search *s, struct span word)
{
    uint64_t n = 0;

    schema_word(&s->planning.term, FIELD_TEXT, word);
    if (snapshot_term_articles(s->planning.planner->snapshot, buf_span(&s->planning.term), &n,
                               NULL) != DATELINE_OK)
        return 0;
    return n;
}

/* Adds the spellings FOUND of WORD that the query lacks; FOUND has WORD itself first. */
static void add_spellings(struct name_search *s, struct span word, const struct name_words *found)
{
    struct also_spelt *spelt = &s->out->list[s->out->len];

    spelt->list = arena_zalloc(&s->out->text, found->len * sizeof *spelt->list);
    spelt->len = 0;
    for (size_t i = 1; i < found->len; i++) {
        struct span other = plan_spelt_span(&found->list[i]);
        uint64_t articles = is_searched_word(s, other) ? 0 : articles_with(s, other);

        if (articles)
            spelt->list[spelt->len++] =
                (struct other_spelling){copy_word(&s->out->text, other), articles};
    }
    spelt->word = copy_word(&s->out->text, word);
    s->out->len += spelt->len > 0;
}

/* The nearest spelling of a word that the index lacks is near by its sound alone: no neighbour. */
static void find_spellings_of(struct name_search *s, struct span word)
{
    struct name_words found;

    if (articles_with(s, word) &&
        plan_name_spellings(&s->planning, FIELD_TEXT, word, &found, NULL) == DATELINE_OK &&
        found.len > 1)
        add_spellings(s, word, &found);
}

void engine_also_spelt(struct answer *a, const struct question *q)
{
    struct searcher *searcher = &a->inside->engine->searcher;
    struct name_search s = {.q = q, .out = &a->also_spelt};

    if (q->names == NAMES_NONE || q->exact_names || snapshot_is_foreign(searcher->snapshot))
        return;
    s.planning = planning_for(&searcher->planner, q);
    add_names_below(&s, a->inside->asked.tree.root);
    for (size_t i = 0; i < s.len; i++)
        find_spellings_of(&s, s.words[i]);
    planning_free(&s.planning);
    tokens_free(&s.tokens);
}

void also_spelt_free(struct also_spelt_words *w)
{
    arena_free(&w->text);
}

/* ---- The notice ------------------------------------------------------------------- */

void also_spelt_query(const struct also_spelt *s, struct buf *out)
{
    buf_printf(out, "name:%.*s", (int)s->word.len, s->word.data);
}

void also_spelt_line(const struct also_spelt *s, struct buf *out)
{
    buf_printf(out, "'%.*s' is also spelt ", (int)s->word.len, s->word.data);
    for (size_t i = 0; i < s->len; i++)
        buf_printf(out, "%s%.*s (%" PRIu64 ")", i ? ", " : "", (int)s->list[i].word.len,
                   s->list[i].word.data, s->list[i].articles);
    buf_str(out, "; ");
    also_spelt_query(s, out);
    buf_str(out, s->len == 1 ? " finds both" : " finds all");
}
