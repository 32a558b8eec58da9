/* Reads search lists as any file may have them, and checks what must hold. */
#include "tests/list_reading.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "lists/lexicon.h"
#include "lists/position_list.h"

#define HOLDS(condition)                                                                           \
    ((condition) ? (void)0                                                                         \
                 : (fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition), \
                    abort()))

static void see_number(struct list_reading *r, uint64_t n)
{
    r->digest = (r->digest ^ n) * UINT64_C(0x9E3779B97F4A7C15);
    r->digest ^= r->digest >> 29;
}

static void see_text(struct list_reading *r, struct span text)
{
    for (size_t i = 0; i < text.len; i++)
        see_number(r, (uint8_t)text.data[i]);
    see_number(r, text.len);
}

/* Takes N from what may still be read; false if it is used up. */
static bool spend(struct list_reading *r, uint64_t n)
{
    bool enough = r->left >= n;

    r->left -= enough ? n : r->left;
    return enough;
}

static bool succeeded(struct list_reading *r, dateline_status status)
{
    HOLDS(status == DATELINE_OK || status == DATELINE_CORRUPT);
    r->damaged |= status == DATELINE_CORRUPT;
    return status == DATELINE_OK;
}

/* ---- Postings -------------------------------------------------------------- */

static void read_positions(struct list_reading *r, struct position_block *b,
                           struct posting_cursor *c)
{
    const uint32_t *list;
    uint32_t n, again;

    if (!position_block_read(b, c)) {
        HOLDS(c->damaged);
        r->damaged = true;
        return;
    }
    list = position_block_of(b, c->at, &n);
    HOLDS(position_block_of(b, c->at, &again) == list && again == n);
    for (uint32_t i = 0; i < n; i++) {
        HOLDS(!i || list[i] > list[i - 1]);
        see_number(r, list[i]);
    }
    see_number(r, n);
    spend(r, n);
}

static void check_decoded(const struct posting_cursor *c)
{
    const struct posting_list *l = c->list;
    uint32_t before = c->block ? posting_block_last(l, c->block - 1) : 0;

    HOLDS(c->block < l->blocks && c->decoded == c->block && c->at < c->len);
    HOLDS(c->len == posting_block_len(l, c->block) && c->len && c->len <= PACKING_BLOCK);
    for (uint32_t i = 0; i < c->len; i++) {
        HOLDS(c->docs[i] > before);
        before = c->docs[i];
    }
    HOLDS(before <= posting_block_last(l, c->block));
    HOLDS(!l->last || before == posting_block_last(l, c->block));
    HOLDS(c->docs[c->len] == POSTING_END);
}

static void read_in_order(struct list_reading *r, const struct posting_list *l,
                          struct posting_cursor *c)
{
    struct position_block b = {.block = POSTING_END};
    uint32_t seen = 0, before = 0;

    posting_cursor_begin(c, l);
    for (uint32_t doc; (doc = posting_next(c)) != POSTING_END && spend(r, 1); before = doc) {
        if (!c->at)
            check_decoded(c);
        HOLDS(doc > before && doc <= l->lists->documents && doc == c->docs[c->at]);
        seen++;
        see_number(r, doc);
        see_number(r, posting_wdf(c));
        if (l->term.positional && c->block < l->blocks)
            read_positions(r, &b, c);
    }
    HOLDS(seen <= l->term.documents);
    HOLDS(c->damaged || !r->left || (seen == l->term.documents && posting_next(c) == POSTING_END));
    r->damaged |= c->damaged;
    position_block_free(&b);
}

static void read_by_seeks(struct list_reading *r, const struct posting_list *l,
                          struct posting_cursor *c, uint32_t step)
{
    posting_cursor_begin(c, l);
    for (uint32_t to = 1, doc = 0; to <= l->lists->documents && spend(r, 1);
         to = (doc > to ? doc : to) + step) {
        bool shallow = posting_shallow(c, to);

        HOLDS(shallow == (c->block < l->blocks));
        HOLDS(!shallow || posting_block_last(l, c->block) >= to);
        doc = posting_seek(c, to);
        if (doc == POSTING_END)
            break;
        check_decoded(c);
        HOLDS(doc >= to && doc <= l->lists->documents && doc == c->docs[c->at]);
        see_number(r, doc);
    }
    r->damaged |= c->damaged;
}

static void check_bounds(struct list_reading *r, const struct posting_list *l)
{
    HOLDS(!l->last || (l->x_max <= 1 && l->x_tenth <= l->x_max && l->x_hundredth <= l->x_tenth &&
                       l->x_hundredth >= 0));
    for (uint32_t b = 0; b < l->blocks && spend(r, 1); b++) {
        double bound = posting_block_bound(l, b);

        HOLDS(bound >= 0 && bound <= (l->last ? (double)l->x_max : 1));
        HOLDS(posting_block_last(l, b) <= l->lists->documents);
        see_number(r, (uint64_t)(bound * 65536));
    }
}

void list_reading_term(struct list_reading *r, const struct lists *l, const struct list_term *term)
{
    static const uint32_t steps[] = {1, 7, 300};
    struct posting_cursor *c;
    struct posting_list list;

    if (!succeeded(r, posting_list_open(l, term, &list, NULL)))
        return;
    c = must_alloc(sizeof *c);
    check_bounds(r, &list);
    read_in_order(r, &list, c);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        read_by_seeks(r, &list, c, steps[i]);
    free(c);
}

/* ---- The lexicon ----------------------------------------------------------- */

static void find_again(struct list_reading *r, const struct lists *l, struct span term)
{
    struct list_term entry;
    bool found = false;

    if (succeeded(r, lexicon_find(l, term, &entry, &found, NULL)) && found)
        HOLDS(entry.documents && entry.documents <= l->documents);
    see_number(r, found);
}

static void read_lexicon(struct list_reading *r, const struct lists *l)
{
    struct lexicon_walk w;
    char before[LISTS_TERM_MAX];
    size_t before_len = 0;
    uint64_t seen = 0;
    bool more = false;

    if (!succeeded(r, lexicon_walk(&w, l, (struct span){0}, NULL)))
        return;
    while (succeeded(r, lexicon_next(&w, &more, NULL)) && more && spend(r, 1)) {
        HOLDS(w.term.len && w.term.len <= LISTS_TERM_MAX);
        HOLDS(span_cmp(w.term, (struct span){before, before_len}) > 0);
        HOLDS(w.entry.documents && w.entry.documents <= l->documents && ++seen <= l->terms);
        memcpy(before, w.term.data, w.term.len);
        before_len = w.term.len;
        see_text(r, w.term);
        see_number(r, w.entry.occurrences);
        find_again(r, l, w.term);
        list_reading_term(r, l, &w.entry);
    }
    HOLDS(r->damaged || !r->left || seen == l->terms);
}

static void read_prefixes(struct list_reading *r, const struct lists *l)
{
    static const char firsts[] = {0, '0', 'a', 'b', 'o', 'z', (char)0x80, (char)0xFF};

    for (size_t i = 0; i < sizeof firsts; i++) {
        const char prefix[] = {firsts[i], i % 2 ? 'a' : 'z'};

        for (size_t len = 1; len <= 2; len++) {
            struct lexicon_walk w;
            bool more = false;

            if (!succeeded(r, lexicon_walk(&w, l, (struct span){prefix, len}, NULL)))
                continue;
            while (succeeded(r, lexicon_next(&w, &more, NULL)) && more && spend(r, 1)) {
                HOLDS(w.term.len >= len && !memcmp(w.term.data, prefix, len));
                see_text(r, w.term);
            }
        }
    }
}

static void read_lengths(struct list_reading *r, const struct lists *l)
{
    for (uint64_t d = 1; d <= l->documents && spend(r, 1); d++) {
        r->damaged |= !pages_ready(l->files[LISTS_LENGTHS], (d - 1) * 4, 4);
        see_number(r, lists_length(l, (uint32_t)d));
    }
    HOLDS(!lists_length(l, 0) && !lists_length(l, l->documents + 1));
}

void list_reading_all(struct list_reading *r, const struct lists *l)
{
    read_lexicon(r, l);
    read_prefixes(r, l);
    read_lengths(r, l);
}
