/* Search lists, written and read back, against the postings they were made of. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "lists/impact.h"
#include "lists/lexicon.h"
#include "lists/lists_writer.h"
#include "lists/position_list.h"
#include "tests/list_model.h"

#include <cmocka.h>

struct fixture {
    char dir[64];
    struct open_dir out;
    struct output_file files[LISTS_FILES];
    struct lists *lists;
    struct list_model model;
};

static struct fixture *made_of(uint64_t seed, uint32_t documents, size_t terms)
{
    struct fixture *f = must_zalloc(sizeof *f);

    snprintf(f->dir, sizeof f->dir, "/tmp/test_lists.XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    f->out = (struct open_dir){open(f->dir, O_RDONLY | O_DIRECTORY), f->dir};
    list_model_make(&f->model, seed, documents, terms);
    list_model_write(&f->model, &f->out, f->files);
    f->lists = list_model_open(f->dir, f->files);
    return f;
}

static void unmade(struct fixture *f)
{
    char path[128];

    lists_close(f->lists);
    for (int i = 0; i < LISTS_FILES; i++) {
        snprintf(path, sizeof path, "%s/%s", f->dir, lists_file_name((enum lists_file)i));
        unlink(path);
    }
    close(f->out.fd);
    rmdir(f->dir);
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

static void seeking_finds_the_first_document_not_below(void **state)
{
    struct fixture *f = made_of(7, 30000, 30);
    struct posting_cursor *c = must_zalloc(sizeof *c);

    (void)state;
    for (size_t i = 0; i < f->model.len; i++) {
        const struct model_term *t = &f->model.terms[i];
        struct list_term entry;
        struct posting_list list;
        bool found;

        lexicon_find(f->lists, span_of(t->text), &entry, &found, NULL);
        assert_int_equal(posting_list_open(f->lists, &entry, &list, NULL), DATELINE_OK);
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
        struct list_term entry;
        struct posting_list list;
        bool found;

        lexicon_find(f->lists, span_of(t->text), &entry, &found, NULL);
        assert_int_equal(posting_list_open(f->lists, &entry, &list, NULL), DATELINE_OK);
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
            while (i < f->model.len && strncmp(f->model.terms[i].text, prefixes[k], prefix.len))
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_posting_and_position_comes_back),
        cmocka_unit_test(seeking_finds_the_first_document_not_below),
        cmocka_unit_test(no_share_exceeds_its_bound),
        cmocka_unit_test(walking_gives_the_terms_with_a_prefix_in_order),
        cmocka_unit_test(a_term_that_is_not_there_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
