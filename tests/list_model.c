/* Postings by chance, and the search lists written of them. */
#include "tests/list_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "lists/packing.h"

#include <cmocka.h>

static uint64_t roll(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(((const struct model_term *)a)->text, ((const struct model_term *)b)->text);
}

static char *make_text(uint64_t *rnd, size_t i)
{
    char text[64];
    size_t len = roll(rnd) % 6, at = 0;

    for (; at < len; at++)
        text[at] = (char)('a' + roll(rnd) % 3);
    at += (size_t)snprintf(text + at, sizeof text - at, "%zu", i);
    return must_dup(text, at);
}

static void add_positions(struct model_posting *p, uint64_t *rnd, uint32_t n)
{
    uint32_t at = (uint32_t)(roll(rnd) % 3);

    p->positions = must_alloc((n + 1) * sizeof *p->positions);
    for (; p->n < n; p->n++) {
        p->positions[p->n] = at;
        at += 1 + (uint32_t)(roll(rnd) % (roll(rnd) % 50 ? 60 : 100000));
    }
}

static uint32_t some_wdf(uint64_t *rnd)
{
    uint64_t kind = roll(rnd) % 100;

    return kind < 70 ? 1 : kind < 97 ? 1 + (uint32_t)(roll(rnd) % 9) : (uint32_t)(roll(rnd) % 3000);
}

/* RARITY: one document of so many has the term. KIND 0 has neither wdfs nor positions, 1
 * wdfs alone, others both. */
static void fill_term(struct model_term *t, struct list_model *m, uint64_t *rnd, uint64_t rarity,
                      uint64_t kind)
{
    size_t cap = 0;

    for (uint32_t d = 1; d <= m->documents; d++) {
        struct model_posting p = {.document = d};

        if (roll(rnd) % rarity && !(d == m->documents && !t->len))
            continue;
        p.wdf = kind ? some_wdf(rnd) : 0;
        if (kind > 1)
            add_positions(&p, rnd, roll(rnd) % 10 ? p.wdf : p.wdf / 3);
        GROW(t->list, t->len, cap);
        t->list[t->len++] = p;
        t->occurrences += p.wdf;
        m->lengths[d - 1] += p.wdf;
    }
}

void list_model_make(struct list_model *m, uint64_t seed, uint32_t documents, size_t terms)
{
    uint64_t rnd = seed * UINT64_C(0x9E3779B97F4A7C15);

    *m = (struct list_model){.documents = documents, .len = terms};
    m->terms = must_zalloc(terms * sizeof *m->terms);
    m->lengths = must_zalloc(documents * sizeof *m->lengths);
    for (size_t i = 0; i < terms; i++) {
        uint64_t rarity = i % 5 == 0 ? 1 : (uint64_t)1 << roll(&rnd) % 14;

        m->terms[i].text = make_text(&rnd, i);
        fill_term(&m->terms[i], m, &rnd, rarity, roll(&rnd) % 4);
    }
    qsort(m->terms, terms, sizeof *m->terms, by_text);
}

void list_model_free(struct list_model *m)
{
    for (size_t i = 0; i < m->len; i++) {
        for (size_t k = 0; k < m->terms[i].len; k++)
            free(m->terms[i].list[k].positions);
        free(m->terms[i].list);
        free(m->terms[i].text);
    }
    free(m->terms);
    free(m->lengths);
}

/* P's positions as lists_writer_posting takes them. */
static struct span steps_of(const struct model_posting *p, struct buf *out)
{
    uint32_t before = UINT32_MAX;

    buf_clear(out);
    for (uint32_t i = 0; i < p->n; i++) {
        uint8_t bytes[PACKING_VBYTE_MAX];
        const uint8_t *end = packing_put_vbyte(bytes, p->positions[i] - before - 1);

        buf_add(out, bytes, (size_t)(end - bytes));
        before = p->positions[i];
    }
    return buf_span(out);
}

void list_model_write(const struct list_model *m, const struct open_dir *dir,
                      struct output_file files[LISTS_FILES])
{
    struct lists_writer *w = lists_writer_new(dir, m->lengths, m->documents);
    struct buf steps = {0};
    dateline_error err;

    for (size_t i = 0; i < m->len; i++) {
        const struct model_term *t = &m->terms[i];

        assert_int_equal(lists_writer_term(w, span_of(t->text), &err), DATELINE_OK);
        for (size_t k = 0; k < t->len; k++)
            assert_int_equal(lists_writer_posting(w, t->list[k].document, t->list[k].wdf,
                                                  steps_of(&t->list[k], &steps), &err),
                             DATELINE_OK);
    }
    buf_free(&steps);
    assert_int_equal(lists_writer_finish(w, files, &err), DATELINE_OK);
    assert_int_equal(lists_writer_sync(w, &err), DATELINE_OK);
    lists_writer_close(w);
}

struct lists *list_model_open(const char *dir, const struct output_file files[LISTS_FILES])
{
    struct pages *pages[LISTS_FILES] = {NULL};
    struct lists *lists = NULL;
    dateline_error err;

    for (int f = 0; f < LISTS_FILES; f++) {
        struct buf path = {0};

        buf_printf(&path, "%s/%s", dir, lists_file_name((enum lists_file)f));
        if (files[f].size)
            assert_int_equal(
                pages_open(path.data, files[f].size, files[f].checksum, &pages[f], &err),
                DATELINE_OK);
        buf_free(&path);
    }
    assert_int_equal(lists_open(pages, &lists, &err), DATELINE_OK);
    return lists;
}
