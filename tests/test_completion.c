/* Words completed from an index. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "searcher/engine/completion.h"
#include "tests/building.h"
#include "tests/indexing.h"

#include <cmocka.h>

static const char *scratch;
static struct engine *engine;
static dateline_error err;

/* Two segments, so that words are in both. */
static int set_up(void **state)
{
    static const char *const texts[] = {"harbour hard harsh", "Harbour master",
                                        "Hard H\xC3\xA4rte Zimt", "harbour hartwig"};
    struct archive_sample sample = {0};
    char at[64];

    (void)state;
    scratch = scratch_make();
    snprintf(at, sizeof at, "%s/index", scratch);
    for (uint32_t i = 0; i < 4; i++)
        sample_text(&sample, i, span_of(texts[i]));
    indexing_add_some(at, &sample, 0, 2);
    indexing_add_some(at, &sample, 2, 4);
    sample_free(&sample);
    assert_int_equal(engine_open(at, &engine, &err), DATELINE_OK);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    engine_close(engine);
    scratch_remove();
    return 0;
}

/* The words, with a blank after each, are EXPECTED. */
static void check_words(const char *text, size_t most, const char *expected)
{
    struct completion c;
    struct buf words = {0};

    assert_int_equal(engine_complete(engine, span_of(text), most, NULL, &c, &err), DATELINE_OK);
    buf_str(&words, "");
    for (size_t i = 0; i < c.len; i++)
        buf_printf(&words, "%.*s=%u ", (int)c.words[i].len, c.words[i].text, c.words[i].documents);
    assert_string_equal(words.data, expected);
    buf_free(&words);
}

static void test_the_most_frequent_words_come_first(void **state)
{
    (void)state;
    check_words("har", 10, "harbour=3 hard=2 harsh=1 harte=1 hartwig=1 ");
    check_words("har", 2, "harbour=3 hard=2 ");
    check_words("HARB", 10, "harbour=3 ");
    check_words("har", 0, "");
}

static void test_the_last_word_is_completed(void **state)
{
    struct completion c;
    const char *text = "\"old master\" -mas";

    (void)state;
    check_words("harbour mas", 10, "master=1 ");
    check_words("harbour ", 10, "");
    check_words("", 10, "");
    check_words("nosuch", 10, "");
    check_words("D2001", 10, "");
    assert_int_equal(engine_complete(engine, span_of(text), 10, NULL, &c, &err), DATELINE_OK);
    assert_ptr_equal(c.start.data, text + 14);
    assert_int_equal(c.start.len, 3);
    assert_int_equal(c.len, 1);
}

static void test_accents_are_folded(void **state)
{
    (void)state;
    check_words("h\xC3\xA4rt", 10, "harte=1 hartwig=1 ");
    check_words("hart", 10, "harte=1 hartwig=1 ");
    check_words("z", 10, "zimt=1 "); /* and no stem */
}

/* An index of 12,000 rare words and a frequent one after them in the alphabet. */
static struct engine *open_many(const char *at)
{
    struct archive_sample sample = {0};
    struct buf text = {0};
    struct engine *e;

    for (uint32_t i = 0; i < 2; i++) {
        buf_clear(&text);
        for (int word = 0; word < 6000; word++)
            buf_printf(&text, "har%c%04d ", i ? 'b' : 'a', word);
        buf_str(&text, "harz");
        sample_text(&sample, i, buf_span(&text));
    }
    indexing_add_some(at, &sample, 0, 2);
    assert_int_equal(engine_open(at, &e, &err), DATELINE_OK);
    sample_free(&sample);
    buf_free(&text);
    return e;
}

static void test_long_walks_are_whole_and_remembered(void **state)
{
    struct completion_memory memory;
    struct completion c;
    char at[64];
    struct engine *many;

    (void)state;
    snprintf(at, sizeof at, "%s/many", scratch);
    many = open_many(at);
    completion_memory_init(&memory);
    assert_int_equal(engine_complete(many, span_of("har"), 1, &memory, &c, &err), DATELINE_OK);
    assert_int_equal(c.len, 1);
    assert_memory_equal(c.words[0].text, "harz", 4);
    assert_int_equal(memory.len, 1);
    assert_int_equal(engine_complete(many, span_of("hara000"), 1, &memory, &c, &err), DATELINE_OK);
    assert_int_equal(memory.len, 1); /* a short one is read again */
    /* No index is asked for what is remembered, nor is the number of words. */
    assert_int_equal(engine_complete(engine, span_of("x HAR"), 20, &memory, &c, &err), DATELINE_OK);
    assert_int_equal(c.len, 20);
    assert_memory_equal(c.words[0].text, "harz", 4);
    assert_int_equal(c.start.len, 3);
    engine_close(many);
    completion_memory_free(&memory);
}

/* The letters of every script, and digits, are completed before anyone asks. */
static void test_first_letters_of_all_scripts_are_filled(void **state)
{
    static const char *const letters[] = {"7", "h", "\u0436", "\u0645", "\U00010428"};
    struct archive_sample sample = {0};
    struct completion_memory memory;
    struct completion c;
    struct buf text = {0};
    struct engine *e;
    char at[64];

    (void)state;
    snprintf(at, sizeof at, "%s/scripts", scratch);
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        for (int word = 0; word < 10100; word++)
            buf_printf(&text, "%s%05d ", letters[i], word);
    buf_printf(&text, "%sz %sz k1 \u03b11", letters[2], letters[2]);
    sample_text(&sample, 0, buf_span(&text));
    sample_text(&sample, 1, span_of("\u0436z"));
    indexing_add_some(at, &sample, 0, 2);
    assert_int_equal(engine_open(at, &e, &err), DATELINE_OK);
    completion_memory_init(&memory);
    completion_memory_fill(&memory, e, NULL);
    assert_int_equal(memory.len, sizeof letters / sizeof *letters);
    /* No index is asked for what is remembered. */
    assert_int_equal(engine_complete(engine, span_of("\u0416"), 20, &memory, &c, &err),
                     DATELINE_OK);
    assert_int_equal(c.len, 20);
    assert_memory_equal(c.words[0].text, "\u0436z", 3);
    assert_int_equal(c.words[0].documents, 2);
    completion_memory_free(&memory);
    engine_close(e);
    sample_free(&sample);
    buf_free(&text);
}

/* A newer commit's memory is filled with what was asked for, and with nothing if nothing was. */
static void test_prefixes_are_carried_to_the_next_commit(void **state)
{
    struct completion_memory first, unasked, second;
    struct completion c;
    char at[64];
    struct engine *many;

    (void)state;
    snprintf(at, sizeof at, "%s/carried", scratch);
    many = open_many(at);
    completion_memory_init(&first);
    completion_memory_init(&unasked);
    completion_memory_init(&second);
    completion_memory_fill(&first, many, NULL);
    assert_int_equal(first.len, 1); /* h: other letters are short walks */
    completion_memory_fill(&unasked, many, &first);
    assert_int_equal(unasked.len, 0);
    assert_int_equal(engine_complete(many, span_of("ha"), 1, &first, &c, &err), DATELINE_OK);
    completion_memory_fill(&second, many, &first);
    assert_int_equal(second.len, 2);
    assert_true(second.asked);
    /* No index is asked for what is remembered. */
    assert_int_equal(engine_complete(engine, span_of("h"), 20, &second, &c, &err), DATELINE_OK);
    assert_int_equal(c.len, 20);
    assert_memory_equal(c.words[0].text, "harz", 4);
    engine_close(many);
    completion_memory_free(&first);
    completion_memory_free(&unasked);
    completion_memory_free(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_most_frequent_words_come_first),
        cmocka_unit_test(test_the_last_word_is_completed),
        cmocka_unit_test(test_accents_are_folded),
        cmocka_unit_test(test_long_walks_are_whole_and_remembered),
        cmocka_unit_test(test_first_letters_of_all_scripts_are_filled),
        cmocka_unit_test(test_prefixes_are_carried_to_the_next_commit),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
