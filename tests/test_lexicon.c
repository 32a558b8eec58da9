/* The lexicon: terms found, and walked by prefix, against a plain list of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "lists/lexicon.h"
#include "store/little.h"
#include "tests/bytes.h"
#include "tests/list_model.h"
#include "tests/paged_file.h"

#include <cmocka.h>

static char folder[64];
static struct open_dir dir;

static int set_up(void **state)
{
    (void)state;
    paged_folder_make(folder, &dir);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    paged_folder_remove(&dir);
    return 0;
}

enum { LONG_TERMS = 300 };

/* Terms of 1 to LISTS_TERM_MAX bytes of a small alphabet that has the least and the greatest
 * byte; many are the beginnings of others. */
static struct buf some_term(void)
{
    static const char letters[] = {0, 1, 'a', 'b', (char)0x80, (char)0xFF};
    struct buf b = {0};
    uint32_t len = below(3) ? 1 + below(6) : below(2) ? LISTS_TERM_MAX : 1 + below(LISTS_TERM_MAX);
    uint32_t changed = below(len);

    while (b.len < len)
        buf_char(&b, len > 6 && b.len != changed ? 'a' : letters[below(sizeof letters)]);
    return b;
}

static int by_bytes(const void *a, const void *b)
{
    return span_cmp(buf_span(a), buf_span(b));
}

static size_t make_terms(struct buf terms[LONG_TERMS], size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        terms[i] = some_term();
    qsort(terms, n, sizeof *terms, by_bytes);
    for (size_t i = 0; i < n; i++)
        if (kept && span_eq(buf_span(&terms[i]), buf_span(&terms[kept - 1])))
            buf_free(&terms[i]);
        else
            terms[kept++] = terms[i];
    return kept;
}

/* Writes the terms, term I in I % 3 + 1 of three documents, and opens the lists. */
static struct lists *write_terms(struct buf *terms, size_t n)
{
    static const uint32_t lengths[] = {10, 20, 30};
    struct output_file files[LISTS_FILES];
    struct lists_writer *w = lists_writer_new(&dir, lengths, n ? 3 : 0);

    for (size_t i = 0; i < n; i++) {
        assert_int_equal(lists_writer_term(w, buf_span(&terms[i]), NULL), DATELINE_OK);
        for (uint32_t d = 1; d <= i % 3 + 1; d++)
            assert_int_equal(lists_writer_posting(w, d, 1, (struct span){0}, NULL), DATELINE_OK);
    }
    assert_int_equal(lists_writer_finish(w, files, NULL), DATELINE_OK);
    assert_int_equal(lists_writer_sync(w, NULL), DATELINE_OK);
    lists_writer_close(w);
    return list_model_open(folder, files);
}

/* SKIPS: sometimes to a later term. */
static void check_walk(const struct lists *l, struct buf *terms, size_t n, struct span prefix,
                       bool skips)
{
    struct lexicon_walk w;
    bool more = true;
    size_t i = 0;

    assert_int_equal(lexicon_walk(&w, l, prefix, NULL), DATELINE_OK);
    for (;;) {
        while (i < n && (terms[i].len < prefix.len ||
                         (prefix.len && memcmp(terms[i].data, prefix.data, prefix.len) != 0)))
            i++;
        if (skips && i < n && below(2)) {
            i += below((uint32_t)(n - i) < 40 ? (uint32_t)(n - i) : 40);
            assert_int_equal(lexicon_skip(&w, buf_span(&terms[i]), NULL), DATELINE_OK);
            while (i < n && (terms[i].len < prefix.len ||
                             (prefix.len && memcmp(terms[i].data, prefix.data, prefix.len) != 0)))
                i++;
        }
        assert_int_equal(lexicon_next(&w, &more, NULL), DATELINE_OK);
        assert_int_equal(more, i < n);
        if (!more)
            break;
        assert_true(span_eq(w.term, buf_span(&terms[i])));
        assert_int_equal(w.entry.documents, i++ % 3 + 1);
    }
    assert_int_equal(lexicon_next(&w, &more, NULL), DATELINE_OK);
    assert_false(more);
}

static void check_prefix(const struct lists *l, struct buf *terms, size_t n, struct span prefix)
{
    check_walk(l, terms, n, prefix, false);
    check_walk(l, terms, n, prefix, true);
}

static void check_lookup(const struct lists *l, struct buf *terms, size_t n, struct span term)
{
    struct list_term entry;
    bool found;
    size_t i = 0;

    while (i < n && !span_eq(buf_span(&terms[i]), term))
        i++;
    assert_int_equal(lexicon_find(l, term, &entry, &found, NULL), DATELINE_OK);
    assert_int_equal(found, i < n);
    if (found)
        assert_int_equal(entry.documents, i % 3 + 1);
}

/* Looks up and walks the terms, some of their prefixes, and others that may not be there. */
static void check_terms(const struct lists *l, struct buf *terms, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        check_lookup(l, terms, n, buf_span(&terms[i]));
        check_prefix(l, terms, n, (struct span){terms[i].data, below((uint32_t)terms[i].len)});
        check_prefix(l, terms, n, buf_span(&terms[i]));
    }
    for (size_t i = 0; i < 200; i++) {
        struct buf other = some_term();

        check_lookup(l, terms, n, buf_span(&other));
        check_prefix(l, terms, n, buf_span(&other));
        buf_free(&other);
    }
    check_lookup(l, terms, n, (struct span){"", 0});
    check_prefix(l, terms, n, (struct span){"", 0});
}

static void terms_of_any_length_are_found_and_walked(void **state)
{
    static const size_t numbers[] = {0, 1, 2, 15, 16, 17, 31, 32, 33, LONG_TERMS};

    (void)state;
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++) {
        struct buf terms[LONG_TERMS];
        size_t n = make_terms(terms, numbers[k]);
        struct lists *l = write_terms(terms, n);

        check_terms(l, terms, n);
        lists_close(l);
        for (size_t i = 0; i < n; i++)
            buf_free(&terms[i]);
        for (int f = 0; f < LISTS_FILES; f++)
            unlinkat(dir.fd, lists_file_name((enum lists_file)f), 0);
    }
}

/* The lists as version 1 has them: no keys before the offsets of groups. Their bytes are in BYTES.
 */
static struct lists *without_keys(const struct lists *l, struct buf bytes[LISTS_FILES])
{
    struct pages *files[LISTS_FILES] = {0};
    struct lists *out;

    for (int f = 0; f < LISTS_FILES; f++) {
        struct pages *p = l->files[f];
        uint64_t from = f == LISTS_LEXICON ? l->keys_at : 0, to = from ? l->groups_at : 0;

        if (!p)
            continue;
        assert_true(pages_ready(p, 0, p->size));
        buf_add(&bytes[f], p->data, from);
        buf_add(&bytes[f], p->data + to, p->size - to);
        if (f == LISTS_LEXICON)
            little_put32((uint8_t *)bytes[f].data + bytes[f].len - LEXICON_FOOTER + 20, 0);
        files[f] = pages_unverified(buf_span(&bytes[f]));
    }
    assert_int_equal(lists_open(files, &out, NULL), DATELINE_OK);
    return out;
}

static void a_lexicon_without_keys_is_read_alike(void **state)
{
    struct buf terms[LONG_TERMS], bytes[LISTS_FILES] = {0};
    size_t n = make_terms(terms, LONG_TERMS);
    struct lists *written = write_terms(terms, n), *l = without_keys(written, bytes);

    (void)state;
    assert_int_equal(l->keys_at, 0);
    assert_int_not_equal(written->keys_at, 0);
    check_terms(l, terms, n);
    lists_close(l);
    lists_close(written);
    for (int f = 0; f < LISTS_FILES; f++)
        buf_free(&bytes[f]);
    for (size_t i = 0; i < n; i++)
        buf_free(&terms[i]);
}

static void a_term_longer_than_any_is_not_found(void **state)
{
    static const char zeros[LISTS_TERM_MAX + 9];
    struct buf terms[LONG_TERMS];
    size_t n = make_terms(terms, LONG_TERMS);
    struct lists *l = write_terms(terms, n);

    (void)state;
    for (size_t len = LISTS_TERM_MAX; len <= sizeof zeros; len++) {
        check_lookup(l, terms, n, (struct span){zeros, len});
        check_prefix(l, terms, n, (struct span){zeros, len});
    }
    lists_close(l);
    for (size_t i = 0; i < n; i++)
        buf_free(&terms[i]);
}

/* An index without articles: no file but the lexicon, which has a footer alone. */
static void a_segment_without_documents_has_no_lists(void **state)
{
    struct lists *l = write_terms(NULL, 0);

    (void)state;
    assert_non_null(l->files[LISTS_LEXICON]);
    assert_null(l->files[LISTS_POSTINGS]);
    assert_null(l->files[LISTS_POSITIONS]);
    assert_null(l->files[LISTS_LENGTHS]);
    assert_int_equal(lists_length(l, 0), 0);
    assert_int_equal(lists_length(l, 1), 0);
    lists_close(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(terms_of_any_length_are_found_and_walked, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_lexicon_without_keys_is_read_alike, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_term_longer_than_any_is_not_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_segment_without_documents_has_no_lists, set_up,
                                        tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
