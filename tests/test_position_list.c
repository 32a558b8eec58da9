/* Positions of a block's documents, asked for in any order, against the postings they were made of.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "lists/lexicon.h"
#include "lists/position_list.h"
#include "tests/bytes.h"
#include "tests/list_model.h"
#include "tests/paged_file.h"

#include <cmocka.h>

/* The block that C stands at, whose first posting is FIRST of the model. */
typedef void block_test(struct posting_cursor *c, const struct model_posting *first);

/* Calls TEST for each block of each term that has positions, of several random models. */
static void each_block(block_test *test)
{
    struct posting_cursor *c = must_zalloc(sizeof *c);

    for (uint64_t seed = 1; seed <= 5; seed++) {
        struct list_model model = {0};
        struct output_file files[LISTS_FILES];
        struct open_dir dir;
        struct lists *lists;
        char folder[64];

        paged_folder_make(folder, &dir);
        list_model_make(&model, seed, 5000, 30);
        list_model_write(&model, &dir, files);
        lists = list_model_open(folder, files);
        for (size_t i = 0; i < model.len; i++) {
            struct list_term entry = {0};
            struct posting_list list;
            bool found = false;

            lexicon_find(lists, span_of(model.terms[i].text), &entry, &found, NULL);
            assert_int_equal(posting_list_open(lists, &entry, &list, NULL), DATELINE_OK);
            posting_cursor_begin(c, &list);
            for (; entry.positional && c->block < list.blocks; c->block++)
                test(c, &model.terms[i].list[(size_t)c->block * PACKING_BLOCK]);
        }
        lists_close(lists);
        paged_folder_remove(&dir);
        list_model_free(&model);
    }
    free(c);
}

static void ask_in_any_order(struct posting_cursor *c, const struct model_posting *first)
{
    struct position_block b = {.block = POSTING_END};

    assert_true(position_block_read(&b, c));
    for (int i = 0; i < 200; i++) {
        uint32_t at = below(c->len), n;
        const uint32_t *positions = position_block_of(&b, at, &n);

        assert_int_equal(n, first[at].n);
        assert_memory_equal(positions, first[at].positions, n * sizeof *positions);
    }
    position_block_free(&b);
}

static void positions_come_back_in_any_order(void **state)
{
    (void)state;
    each_block(ask_in_any_order);
}

static void unpack_all(struct posting_cursor *c, const struct model_posting *first)
{
    struct position_block b = {.block = POSTING_END};

    assert_true(position_block_read(&b, c));
    assert_true(position_block_unpack(&b));
    for (uint32_t at = 0; at < c->len; at++) {
        uint32_t n, next = 0;
        const uint32_t *steps = position_block_steps(&b, at, &n);

        assert_int_equal(n, first[at].n);
        for (uint32_t i = 0; i < n; i++) {
            assert_int_equal(next + steps[i], first[at].positions[i]);
            next = first[at].positions[i] + 1;
        }
    }
    position_block_free(&b);
}

static void a_block_is_unpacked_as_steps(void **state)
{
    (void)state;
    each_block(unpack_all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_come_back_in_any_order),
        cmocka_unit_test(a_block_is_unpacked_as_steps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
