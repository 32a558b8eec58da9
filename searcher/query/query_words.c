/* Makes nodes of a query's words; punctuation between words makes phrases. */
#include "searcher/query/query_words.h"

#include "core/utf8.h"
#include "searcher/query/query_join.h"
#include "searcher/query/query_pattern.h"
#include "searcher/query/query_text.h"
#include "text/fold.h"

enum { HYPHEN = 0x2010, UNBROKEN_HYPHEN = 0x2011 };

/* Token I, folded; BASE is the query's byte at which the tokenized text begins. */
static dateline_status fold_query_word(struct query_reader *r, uint32_t base, size_t i,
                                       struct span *out)
{
    const struct token *t = &r->tokens.list[i];
    struct span typed = token_word(&r->tokens, i), folded = typed;
    dateline_status status = query_count_word(r, base + t->start, base + t->end);

    if (status != DATELINE_OK)
        return status;
    if (!t->ascii && fold_word(typed, &r->folded))
        folded = buf_span(&r->folded);
    if (typed.len > SCHEMA_WORD_MAX || folded.len > SCHEMA_WORD_MAX)
        query_warn(r, base + t->start, base + t->end,
                   "is longer than %d bytes, so no index has this word", SCHEMA_WORD_MAX);
    *out = query_copy(r, folded);
    return DATELINE_OK;
}

/* One node of KIND for the tokens FIRST to END - 1. */
static dateline_status query_words_node(struct query_reader *r, uint32_t base, size_t first,
                                        size_t end, enum query_kind kind, struct query_node **out)
{
    const struct token *list = r->tokens.list;
    struct query_node *n =
        query_node_new(r, kind, base + list[first].start, base + list[end - 1].end);

    n->words = arena_zalloc(&r->memory, (end - first) * sizeof *n->words);
    for (; first < end; first++) {
        dateline_status status = fold_query_word(r, base, first, &n->words[n->n_words++]);

        if (status != DATELINE_OK)
            return status;
    }
    *out = n;
    return DATELINE_OK;
}

static bool joins_words(uint32_t c)
{
    return c == '-' || c == '/' || c == '.' || c == '@' || c == HYPHEN || c == UNBROKEN_HYPHEN;
}

/* Whether only joining characters stand between word I and the next. */
static bool joined_to_next(const struct query_reader *r, struct span text, size_t i)
{
    uint32_t at, next;

    if (i + 1 == r->tokens.len)
        return false;
    for (at = r->tokens.list[i].end; at < r->tokens.list[i + 1].start; at = next)
        if (!joins_words(query_char(text, at, &next)))
            return false;
    return true;
}

/* Counts the asterisks right after word I; 0 if a word follows them. */
static uint32_t asterisks_after(const struct query_reader *r, struct span text, size_t i)
{
    uint32_t from = r->tokens.list[i].end, at = from;

    while (at < text.len && text.data[at] == '*')
        at++;
    return i + 1 < r->tokens.len && r->tokens.list[i + 1].start == at ? 0 : at - from;
}

/* Indexing stems by the first character before or after folding: check both. */
static bool query_word_stems(const struct token *t, struct span folded)
{
    const char *p = folded.data;

    return t->stems && text_stems(text_char(&p, p + folded.len));
}

/* Makes N, of one word, stand for all words that begin with it. */
static void make_wildcard(struct query_reader *r, struct query_node *n)
{
    struct buf pattern = {0};

    buf_span_add(&pattern, n->words[0]);
    buf_char(&pattern, '*');
    n->words[0] = query_copy(r, buf_span(&pattern));
    n->kind = QUERY_WILDCARD;
    buf_free(&pattern);
}

/* A node for word I alone; adds the asterisks it uses to *USED. */
static dateline_status lone_word_node(struct query_reader *r, struct span text, uint32_t base,
                                      size_t i, uint32_t *used, struct query_node **out)
{
    const struct token *t = &r->tokens.list[i];
    uint32_t stars = asterisks_after(r, text, i);
    dateline_status status = query_words_node(r, base, i, i + 1, QUERY_PHRASE, out);

    if (status != DATELINE_OK)
        return status;
    if (stars && utf8_count((*out)->words[0]) >= QUERY_WILDCARD_LETTERS)
        make_wildcard(r, *out);
    else if (query_word_stems(t, (*out)->words[0]))
        (*out)->kind = QUERY_WORD;
    if (stars)
        (*out)->end += stars;
    if (stars && (*out)->kind != QUERY_WILDCARD)
        query_warn(r, base + t->start, (*out)->end,
                   "is read as a word: * needs at least %d letters before it",
                   QUERY_WILDCARD_LETTERS);
    *used += stars;
    return DATELINE_OK;
}

dateline_status query_words(struct query_reader *r, uint32_t start, uint32_t end,
                            enum schema_field field, struct query_node **out)
{
    struct span text = {r->text.data + start, end - start};
    size_t base = r->items.len, next;
    uint32_t used = 0;
    dateline_status pattern = query_pattern(r, start, end, field, out);

    if (pattern != DATELINE_OK || *out)
        return pattern;
    tokenize(text, &r->tokens);
    for (size_t i = 0; i < r->tokens.len; i = next) {
        struct query_node *n;
        dateline_status status;

        for (next = i + 1; joined_to_next(r, text, next - 1); next++)
            ;
        status = next - i > 1 ? query_words_node(r, start, i, next, QUERY_PHRASE, &n)
                              : lone_word_node(r, text, start, i, &used, &n);
        if (status != DATELINE_OK)
            return status;
        n->field = field;
        query_push(r, n, ROLE_PLAIN);
    }
    query_pattern_warn(r, start, end, used);
    *out = query_join(r, r->question->any ? QUERY_OR : QUERY_AND, base);
    return DATELINE_OK;
}

dateline_status query_phrase(struct query_reader *r, uint32_t start, uint32_t end,
                             enum schema_field field, struct query_node **out)
{
    dateline_status status;

    *out = NULL;
    tokenize((struct span){r->text.data + start, end - start}, &r->tokens);
    if (!r->tokens.len)
        return DATELINE_OK;
    status = query_words_node(r, start, 0, r->tokens.len, QUERY_PHRASE, out);
    if (status == DATELINE_OK)
        (*out)->field = field;
    return status;
}

/* Whether nothing stands between word I and the next: scripts without blanks. */
static bool touches_next(const struct query_reader *r, size_t i)
{
    const struct token *t = &r->tokens.list[i];

    return i + 1 < r->tokens.len && t[0].end == t[1].start;
}

dateline_status query_literal(struct query_reader *r, struct query_node **out)
{
    size_t base = r->items.len, next;

    tokenize(r->text, &r->tokens);
    for (size_t i = 0; i < r->tokens.len; i = next) {
        struct query_node *n;
        dateline_status status;

        for (next = i + 1; touches_next(r, next - 1); next++)
            ;
        status = query_words_node(r, 0, i, next, QUERY_PHRASE, &n);
        if (status != DATELINE_OK)
            return status;
        if (next - i == 1 && query_word_stems(&r->tokens.list[i], n->words[0]))
            n->kind = QUERY_WORD;
        query_push(r, n, ROLE_PLAIN);
    }
    r->widens = r->items.len - base > 1;
    *out = query_joins_any(r) ? query_alternatives(r, base, query_demanded(r, base))
                              : query_join(r, QUERY_AND, base);
    return DATELINE_OK;
}
