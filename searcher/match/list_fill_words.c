/* Windows of words in their places, and of words that count as one. */
#include "searcher/match/list_fill.h"

/* ---- Words in their places -------------------------------------------------------- */

/* Counts the N positions of a block that has just been read, and new memory for MORE. */
static bool count_positions(struct list_pass *p, uint32_t n, size_t more)
{
    struct list_memory *m = p->memory;

    m->positions += more * sizeof(uint32_t);
    if (p->stopped == DATELINE_OK && m->positions + m->arena.held > PLAN_MEMORY)
        p->stopped = DATELINE_BAD_QUERY;
    return !list_pass_over(p, n);
}

/* Reads the positions of the block that WORD's cursor stands in. */
static bool read_word_positions(struct list_pass *p, struct list_node *word)
{
    struct position_block *b = &word->positions;
    size_t cap = b->cap;
    uint32_t block = b->block;

    if (position_block_read(b, word->cursor))
        return b->block == block ||
               count_positions(p, b->ends[word->cursor->len - 1], b->cap - cap);
    if (word->cursor->block < word->list.blocks) /* else the cursor met the damage */
        list_pass_damaged(p, LISTS_POSITIONS, word->list.term.positions);
    else
        list_node_check(p, word);
    return false;
}

bool list_words_near(struct list_pass *p, struct list_node *n)
{
    for (size_t i = 0; i < n->n_children; i++) {
        struct list_node *word = n->children[i];

        if (!read_word_positions(p, word))
            return false;
        n->words[i].list = position_block_of(&word->positions, word->cursor->at, &n->words[i].len);
    }
    if (n->kind == PLAN_NEAR)
        return near_any(p, n->words, n->n_children, n->window);
    return n->window == n->n_children ? near_phrase(p, n->words, n->n_children)
                                      : near_ordered(p, n->words, n->n_children, n->window);
}

/* The first document from TO on that has all the words, wherever they stand. */
static uint32_t seek_words(struct list_pass *p, struct list_node *n, uint32_t to)
{
    for (size_t i = 0; i < n->n_children;) {
        uint32_t doc = posting_seek(n->children[i]->cursor, to);

        if (doc == POSTING_END || list_pass_over(p, 1))
            return POSTING_END;
        i = doc == to ? i + 1 : i ? 0 : 1;
        to = doc;
    }
    return to;
}

/* The score of all words of N, whose cursors stand at a document of this LENGTH. */
static double score_words(const struct list_pass *p, const struct list_node *n, uint32_t length)
{
    double score = 0;

    for (size_t i = 0; i < n->n_children; i++)
        if (n->children[i]->weight > 0)
            score += list_pass_part(p, n->children[i]->weight, length,
                                    posting_wdf(n->children[i]->cursor));
    return score;
}

void list_fill_near(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                    double *row)
{
    uint32_t end = first + PASS_WINDOW, doc;

    for (size_t i = 0; i < n->n_children; i++)
        if (!n->children[i]->cursor)
            return;
    for (doc = seek_words(p, n, first ? first : 1); doc < end; doc = seek_words(p, n, doc + 1)) {
        if (list_pass_over(p, (uint32_t)n->n_children))
            return;
        if (!list_words_near(p, n))
            continue;
        bits_set(bits, doc - first);
        if (row)
            row[doc - first] += score_words(p, n, list_pass_length(p, doc));
    }
}

/* ---- Words that count as one -------------------------------------------------------- */

/* Adds to ROW the parts of the documents of BITS, whose wdfs WDFS holds. */
static void score_synonym(struct list_pass *p, const struct list_node *n, uint32_t first,
                          const uint64_t *bits, const double *wdfs, double *row)
{
    const uint8_t *lengths = list_pass_lengths(p, first, first + PASS_WINDOW - 1);

    if (!lengths)
        return;
    BITS_EACH(bits, at)
    {
        uint32_t length = list_length_at(lengths, first + at);

        /* Words of several fields may have more occurrences than the document has. */
        row[at] += list_pass_part(p, n->weight, length, wdfs[at] < length ? wdfs[at] : length);
    }
}

void list_fill_synonym(struct list_pass *p, struct list_node *n, uint32_t first, uint64_t *bits,
                       double *row)
{
    struct pass_scratch *s;

    if (!row || !(n->weight > 0)) {
        for (size_t i = 0; i < n->n_children; i++)
            list_fill_term(p, n->children[i], first, bits, NULL);
        return;
    }
    s = list_pass_enter(p);
    bits_clear(s->bits);
    memset(s->row, 0, sizeof s->row);
    for (size_t i = 0; i < n->n_children; i++)
        list_fill_term(p, n->children[i], first, s->bits, s->row);
    score_synonym(p, n, first, s->bits, s->row, row);
    for (int i = 0; i < PASS_WORDS; i++)
        bits[i] |= s->bits[i];
    list_pass_leave(p, s);
}
