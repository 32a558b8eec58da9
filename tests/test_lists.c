/* Search lists, written and read back, against the postings they were made of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "lists/impact.h"
#include "lists/lexicon.h"
#include "lists/lists_writer.h"
#include "lists/position_list.h"
#include "tests/bytes.h"
#include "tests/list_model.h"
#include "tests/paged_file.h"
#include "tests/position_steps.h"

#include <cmocka.h>

struct fixture {
    char path[64];
    struct open_dir dir;
    struct output_file files[LISTS_FILES];
    struct lists *lists;
    struct list_model model;
};

static struct fixture *made_of(uint64_t seed, uint32_t documents, size_t terms)
{
    struct fixture *f = must_zalloc(sizeof *f);

    paged_folder_make(f->path, &f->dir);
    list_model_make(&f->model, seed, documents, terms);
    list_model_write(&f->model, &f->dir, f->files);
    f->lists = list_model_open(f->path, f->files);
    return f;
}

static void unmade(struct fixture *f)
{
    lists_close(f->lists);
    paged_folder_remove(&f->dir);
    list_model_free(&f->model);
    free(f);
}

static void check_term(const struct fixture *f, const struct model_term *t)
{
    struct list_term entry;
    struct posting_list list;
    struct posting_cursor *c = must_zalloc(sizeof *c);
    struct position_block b = {.block = POSTING_END};
    dateline_error err;
    bool found;
    size_t i = 0;

    assert_int_equal(lexicon_find(f->lists, span_of(t->text), &entry, &found, &err), DATELINE_OK);
    assert_true(found);
    assert_int_equal(entry.documents, t->len);
    assert_int_equal(entry.occurrences, t->occurrences);
    assert_int_equal(posting_list_open(f->lists, &entry, &list, &err), DATELINE_OK);
    posting_cursor_begin(c, &list);
    for (uint32_t doc = posting_seek(c, 1); doc != POSTING_END; doc = posting_next(c), i++) {
        const struct model_posting *p = &t->list[i];
        const uint32_t *positions;
        uint32_t n;

        assert_int_equal(doc, p->document);
        assert_int_equal(posting_wdf(c), p->wdf);
        if (!entry.positional)
            continue;
        assert_true(position_block_read(&b, c));
        positions = position_block_of(&b, c->at, &n);
        assert_int_equal(n, p->n);
        assert_memory_equal(positions, p->positions, n * sizeof *positions);
    }
    assert_int_equal(i, t->len);
    assert_false(c->damaged);
    position_block_free(&b);
    free(c);
}

static void every_posting_and_position_comes_back(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        struct fixture *f = made_of(seed, seed % 3 ? 700 : 20000, 60);

        for (size_t i = 0; i < f->model.len; i++)
            check_term(f, &f->model.terms[i]);
        unmade(f);
    }
}

/* The postings of the term TEXT, which F has. */
static struct posting_list postings_of(const struct fixture *f, const char *text)
{
    struct list_term entry;
    struct posting_list list;
    bool found;

    assert_int_equal(lexicon_find(f->lists, span_of(text), &entry, &found, NULL), DATELINE_OK);
    assert_true(found);
    assert_int_equal(posting_list_open(f->lists, &entry, &list, NULL), DATELINE_OK);
    return list;
}

static void seeking_finds_the_first_document_not_below(void **state)
{
    struct fixture *f = made_of(7, 30000, 30);
    struct posting_cursor *c = must_zalloc(sizeof *c);

    (void)state;
    for (size_t i = 0; i < f->model.len; i++) {
        const struct model_term *t = &f->model.terms[i];
        struct posting_list list = postings_of(f, t->text);

        for (uint32_t step = 1; step < 4000; step = step * 3 + 1) {
            size_t at = 0;

            posting_cursor_begin(c, &list);
            for (uint32_t to = step; to <= f->model.documents; to += step) {
                while (at < t->len && t->list[at].document < to)
                    at++;
                assert_int_equal(posting_seek(c, to),
                                 at < t->len ? t->list[at].document : POSTING_END);
                if (at < t->len)
                    assert_int_equal(posting_wdf(c), t->list[at].wdf);
            }
        }
    }
    free(c);
    unmade(f);
}

static void no_share_exceeds_its_bound(void **state)
{
    struct fixture *f = made_of(11, 5000, 40);
    const struct impact_settings s = {f->lists->k1, f->lists->b, f->lists->floor,
                                      f->lists->average};

    (void)state;
    for (size_t i = 0; i < f->model.len; i++) {
        const struct model_term *t = &f->model.terms[i];
        struct posting_list list = postings_of(f, t->text);

        for (size_t k = 0; k < t->len; k++) {
            uint32_t length = lists_length(f->lists, t->list[k].document);
            double x = impact_share(impact_norm(&s, length), t->list[k].wdf);

            assert_int_equal(length, f->model.lengths[t->list[k].document - 1]);
            assert_true(x <= posting_block_bound(&list, (uint32_t)(k / PACKING_BLOCK)));
            assert_true(!list.last || x <= (double)list.x_max);
        }
    }
    unmade(f);
}

static void walking_gives_the_terms_with_a_prefix_in_order(void **state)
{
    struct fixture *f = made_of(5, 500, 300);
    static const char *const prefixes[] = {"", "a", "ab", "b", "zzzz", "Z", "aaaaaaaaaaaa"};

    (void)state;
    for (size_t k = 0; k < sizeof prefixes / sizeof *prefixes; k++) {
        struct span prefix = span_of(prefixes[k]);
        struct lexicon_walk w;
        bool more = true;
        size_t i = 0;

        assert_int_equal(lexicon_walk(&w, f->lists, prefix, NULL), DATELINE_OK);
        for (;;) {
            while (i < f->model.len &&
                   strncmp(f->model.terms[i].text, prefixes[k], prefix.len) != 0)
                i++;
            assert_int_equal(lexicon_next(&w, &more, NULL), DATELINE_OK);
            if (!more)
                break;
            assert_true(i < f->model.len);
            assert_true(span_eq(w.term, span_of(f->model.terms[i].text)));
            assert_int_equal(w.entry.documents, f->model.terms[i++].len);
        }
        assert_int_equal(i, f->model.len);
    }
    unmade(f);
}

static void a_term_that_is_not_there_is_not_found(void **state)
{
    struct fixture *f = made_of(3, 100, 100);
    struct list_term entry;
    bool found = true;

    (void)state;
    assert_int_equal(lexicon_find(f->lists, span_of("nosuchterm"), &entry, &found, NULL),
                     DATELINE_OK);
    assert_false(found);
    found = true;
    assert_int_equal(lexicon_find(f->lists, span_of("~~~~"), &entry, &found, NULL), DATELINE_OK);
    assert_false(found);
    unmade(f);
}

static void the_next_promising_block_is_the_first_with_such_a_bound(void **state)
{
    struct fixture *f = made_of(19, 30000, 12);

    (void)state;
    for (size_t i = 0; i < f->model.len; i++) {
        struct posting_list list = postings_of(f, f->model.terms[i].text);

        for (uint32_t from = 0; list.bounds && from <= list.blocks; from++)
            for (int part = -16; part <= 32; part++) {
                double least = part / 32.0;
                uint32_t naive = from;

                while (naive < list.blocks && posting_block_bound(&list, naive) < least)
                    naive++;
                if (least <= (double)list.x_max)
                    assert_int_equal(posting_block_above(&list, from, least), naive);
            }
    }
    unmade(f);
}

/* Looks every third document up from FROM on, where the model stands at AT. */
static void check_has(const struct fixture *f, const struct model_term *t, size_t at, uint32_t from,
                      struct posting_cursor *c)
{
    for (uint32_t doc = from; doc <= f->model.documents; doc += 3) {
        bool here;

        while (at < t->len && t->list[at].document < doc)
            at++;
        here = at < t->len && t->list[at].document == doc;
        assert_int_equal(posting_has(c, doc), here);
        if (here)
            assert_int_equal(posting_wdf(c), t->list[at].wdf);
    }
}

static void documents_are_found_again_from_an_earlier_block_on(void **state)
{
    struct fixture *f = made_of(17, 5000, 30);
    struct posting_cursor *c = must_zalloc(sizeof *c);

    (void)state;
    for (size_t i = 0; i < f->model.len; i++) {
        const struct model_term *t = &f->model.terms[i];
        size_t middle = t->len / 2 / PACKING_BLOCK * PACKING_BLOCK;
        struct posting_list list = postings_of(f, t->text);

        posting_cursor_begin(c, &list);
        check_has(f, t, 0, 1, c);
        assert_int_equal(posting_seek(c, f->model.documents + 1), POSTING_END);
        posting_back(c, (uint32_t)(middle / PACKING_BLOCK));
        check_has(f, t, middle, t->list[middle].document, c);
    }
    free(c);
    unmade(f);
}

/* ---- Moving at random -------------------------------------------------------- */

/* Where a cursor and the model are. */
struct twin {
    const struct model_term *model;
    struct posting_cursor cursor;
    struct position_block block;
    size_t at; /* in the model */
    bool begun;
};

static void check_here(struct twin *t, uint32_t doc)
{
    const struct model_posting *p = &t->model->list[t->at];
    const uint32_t *positions;
    uint32_t n;

    if (t->at >= t->model->len) {
        assert_int_equal(doc, POSTING_END);
        return;
    }
    assert_int_equal(doc, p->document);
    if (below(3))
        assert_int_equal(posting_wdf(&t->cursor), p->wdf);
    if (!t->cursor.list->term.positional || below(3))
        return;
    assert_true(position_block_read(&t->block, &t->cursor));
    positions = position_block_of(&t->block, t->cursor.at, &n);
    assert_int_equal(n, p->n);
    assert_memory_equal(positions, p->positions, n * sizeof *positions);
}

/* Asks for document TO, where the model stands; true if both have it. */
static bool both_have(struct twin *t, uint32_t to)
{
    bool has = t->at < t->model->len && t->model->list[t->at].document == to;

    assert_int_equal(posting_has(&t->cursor, to), has);
    return has;
}

static void move_at_random(struct twin *t, uint32_t documents)
{
    uint32_t here = t->begun && t->at < t->model->len ? t->model->list[t->at].document : 0;
    uint32_t to = here + below(below(4) ? 200 : documents + 2);

    if (!below(3)) {
        t->at += t->begun;
        t->begun = true;
        check_here(t, posting_next(&t->cursor));
        return;
    }
    if (!below(3))
        posting_shallow(&t->cursor, to);
    while (t->at < t->model->len && t->model->list[t->at].document < to)
        t->at++;
    t->begun = true;
    check_here(t, !below(3) && both_have(t, to) ? to : posting_seek(&t->cursor, to));
}

/* The blocks of LIST that are sets. */
static uint32_t count_sets(const struct posting_list *list, struct posting_cursor *c)
{
    uint32_t n = 0;

    posting_cursor_begin(c, list);
    for (; posting_open(c); c->block++)
        n += c->is_set;
    return n;
}

static void terms_in_many_documents_are_kept_as_sets(void **state)
{
    struct fixture *f = made_of(19, 9000, 40);
    struct posting_cursor *c = must_zalloc(sizeof *c);
    uint32_t many = 0;

    (void)state;
    for (size_t i = 0; i < f->model.len; i++) {
        const struct model_term *t = &f->model.terms[i];
        struct posting_list list = postings_of(f, t->text);

        if (t->len > f->model.documents * 2 / 5 && t->len < f->model.documents) {
            assert_int_equal(count_sets(&list, c), t->len / PACKING_BLOCK);
            many++;
        } else if (t->len < f->model.documents / 12) {
            assert_int_equal(count_sets(&list, c), 0);
        }
    }
    assert_true(many > 0);
    free(c);
    unmade(f);
}

static void random_moves_agree_with_the_model(void **state)
{
    struct fixture *f = made_of(13, 9000, 40);
    struct twin *t = must_zalloc(sizeof *t);

    (void)state;
    for (size_t i = 0; i < 20 * f->model.len; i++) {
        struct posting_list list;

        t->model = &f->model.terms[i % f->model.len];
        list = postings_of(f, t->model->text);
        posting_cursor_begin(&t->cursor, &list);
        t->block = (struct position_block){.block = POSTING_END};
        t->begun = false;
        for (t->at = 0; t->at < t->model->len;)
            move_at_random(t, f->model.documents);
        assert_int_equal(posting_next(&t->cursor), POSTING_END);
        assert_int_equal(posting_seek(&t->cursor, 1), POSTING_END);
        assert_false(posting_shallow(&t->cursor, 1));
        assert_false(posting_decode(&t->cursor));
        assert_false(t->cursor.damaged);
        position_block_free(&t->block);
    }
    free(t);
    unmade(f);
}

/* ---- Sizes ------------------------------------------------------------------ */

static void segments_around_a_block_come_back(void **state)
{
    static const uint32_t documents[] = {1, 2, 127, 128, 129, 255, 256, 257, 384};

    (void)state;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        for (size_t terms = 1; terms <= 49; terms += 16) {
            struct fixture *f = made_of(100 + i, documents[i], terms);

            for (size_t k = 0; k < f->model.len; k++)
                check_term(f, &f->model.terms[k]);
            unmade(f);
        }
}

/* ---- Extremes ----------------------------------------------------------------- */

enum { GREATEST = 200 /* documents */ };
static const uint32_t far[] = {0, 1, UINT32_MAX - 1, UINT32_MAX};

static uint32_t great_wdf(uint32_t document)
{
    return document % 2 ? UINT32_MAX : document;
}

/* One term with the greatest wdfs and positions that fit. */
static void write_greatest(struct fixture *f)
{
    static const uint32_t lengths[GREATEST] = {1, UINT32_MAX};
    struct lists_writer *w = lists_writer_new(&f->dir, lengths, GREATEST);
    struct buf steps = {0};

    assert_int_equal(lists_writer_term(w, span_of("a"), NULL), DATELINE_OK);
    for (uint32_t d = 1; d <= GREATEST; d++)
        assert_int_equal(
            lists_writer_posting(w, d, great_wdf(d), position_steps(far, d % 5, &steps), NULL),
            DATELINE_OK);
    buf_free(&steps);
    assert_int_equal(lists_writer_finish(w, f->files, NULL), DATELINE_OK);
    assert_int_equal(lists_writer_sync(w, NULL), DATELINE_OK);
    lists_writer_close(w);
}

static void the_greatest_numbers_come_back(void **state)
{
    struct fixture *f = must_zalloc(sizeof *f);
    struct posting_cursor *c = must_zalloc(sizeof *c);
    struct position_block b = {.block = POSTING_END};
    struct list_term entry;
    struct posting_list list;
    bool found;

    (void)state;
    paged_folder_make(f->path, &f->dir);
    write_greatest(f);
    f->lists = list_model_open(f->path, f->files);
    lexicon_find(f->lists, span_of("a"), &entry, &found, NULL);
    assert_int_equal(posting_list_open(f->lists, &entry, &list, NULL), DATELINE_OK);
    assert_int_equal(list.wdf_max, UINT32_MAX);
    posting_cursor_begin(c, &list);
    for (uint32_t d = 1, n; d <= GREATEST; d++) {
        const uint32_t *have;

        assert_int_equal(posting_next(c), d);
        assert_int_equal(posting_wdf(c), great_wdf(d));
        assert_true(position_block_read(&b, c));
        have = position_block_of(&b, c->at, &n);
        assert_int_equal(n, d % 5);
        assert_memory_equal(have, far, n * sizeof *have);
    }
    position_block_free(&b);
    free(c);
    unmade(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_posting_and_position_comes_back),
        cmocka_unit_test(seeking_finds_the_first_document_not_below),
        cmocka_unit_test(the_next_promising_block_is_the_first_with_such_a_bound),
        cmocka_unit_test(documents_are_found_again_from_an_earlier_block_on),
        cmocka_unit_test(random_moves_agree_with_the_model),
        cmocka_unit_test(terms_in_many_documents_are_kept_as_sets),
        cmocka_unit_test(segments_around_a_block_come_back),
        cmocka_unit_test(no_share_exceeds_its_bound),
        cmocka_unit_test(walking_gives_the_terms_with_a_prefix_in_order),
        cmocka_unit_test(a_term_that_is_not_there_is_not_found),
        cmocka_unit_test(the_greatest_numbers_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
