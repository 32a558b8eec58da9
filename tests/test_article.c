/* The stored form of an article: written, read back, and compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>
#include <xxhash.h>

#include "core/article.h"

static struct article sample(void)
{
    return (struct article){
        .id = span_of("agency/0001.txt"),
        .title = span_of("A title = a title"),
        .source = span_of("agency"),
        .url = span_of("https://example.org/?a=b"),
        .lang = span_of("en"),
        .body = span_of("First line\n\ntext=second\nid=forged\n"),
        .day = 20250331,
        .date_source = DATE_FROM_HEADER,
    };
}

static void assert_span(struct span got, struct span want)
{
    assert_int_equal(got.len, want.len);
    if (want.len)
        assert_memory_equal(got.data, want.data, want.len);
}

static void assert_same(const struct article *got, const struct article *want)
{
    assert_span(got->id, want->id);
    assert_span(got->title, want->title);
    assert_span(got->source, want->source);
    assert_span(got->url, want->url);
    assert_span(got->lang, want->lang);
    assert_span(got->body, want->body);
    assert_int_equal(got->day, want->day);
    assert_int_equal(got->date_source, want->date_source);
}

static void test_the_form_is_lines_with_the_text_last(void **state)
{
    const char *want = "id=agency/0001.txt\n"
                       "title=A title = a title\n"
                       "date=2025-03-31\n"
                       "date_source=header\n"
                       "source=agency\n"
                       "url=https://example.org/?a=b\n"
                       "lang=en\n"
                       "text=First line\n\ntext=second\nid=forged\n";
    struct article a = sample();
    struct buf out = {0};

    (void)state;
    article_encode(&a, &out);
    assert_memory_equal(out.data, "hash=", 5);
    assert_string_equal(out.data + 5 + ARTICLE_HASH_TEXT + 1, want);
    buf_free(&out);
}

static void test_fields_without_value_are_absent(void **state)
{
    struct article a = {.id = span_of("x"), .date_source = DATE_FROM_PATH};
    struct buf out = {0};

    (void)state;
    article_encode(&a, &out);
    assert_string_equal(out.data + 5 + ARTICLE_HASH_TEXT + 1, "id=x\ntitle=\ntext=");
    buf_free(&out);
}

static void test_what_was_stored_is_read_back(void **state)
{
    static const dateline_day days[] = {0, 20250000, 20250300, 20250331, 10101, 99991231};
    struct buf out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        struct article a = sample(), back;

        a.day = days[i];
        a.date_source = days[i] ? DATE_FROM_MTIME : DATE_FROM_NOTHING;
        buf_clear(&out);
        article_encode(&a, &out);
        assert_true(article_decode(buf_span(&out), &back));
        assert_same(&back, &a);
    }
    buf_free(&out);
}

static void test_marks_are_kept(void **state)
{
    struct article a = sample(), back;
    struct article_parts parts;
    struct buf out = {0}, lines = {0}, room = {0};

    (void)state;
    a.marks = span_of("b0+12,q12+12");
    article_encode(&a, &out);
    assert_true(article_decode(buf_span(&out), &back));
    assert_span(back.marks, a.marks);
    assert_true(article_split(buf_span(&out), &parts));
    assert_span(article_searched(&back, &room), span_of("text=second\nid=forged\n"));
    assert_span(article_own_words(&back, &room), span_of("id=forged\n"));
    article_lines(&a, &lines);
    assert_null(strstr(lines.data, "marks"));
    buf_free(&out);
    buf_free(&lines);
    buf_free(&room);
}

static void test_marks_that_do_not_fit_mark_nothing(void **state)
{
    static const char *const wrong[] = {"x0+1",
                                        "b",
                                        "b0",
                                        "b0+",
                                        "b+1",
                                        "b0+0",
                                        "b0+1,",
                                        ",b0+1",
                                        "b0+1 ",
                                        "b2+1,b1+1",
                                        "b0+2,q1+1",
                                        "b6+1",
                                        "b0+7",
                                        "b3+1",
                                        "b0+4",
                                        "b0+99999999999",
                                        "b18446744073709551615+2"};
    struct span text = span_of("abc\u00e9f"), piece;
    struct buf room = {0};
    enum mark kind;

    (void)state;
    assert_true(marks_fit(span_of(""), text));
    assert_true(marks_fit(span_of("b0+1,q3+2,b5+1"), text));
    assert_span(marked_kept(text, span_of("b0+1,q3+2,b5+1"), false, &room), span_of("bc\u00e9"));
    assert_span(marked_kept(text, span_of("b0+1,q3+2,b5+1"), true, &room), span_of("bc"));
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct marked_text m = {.text = text, .marks = span_of(wrong[i])};
        size_t bytes = 0;

        assert_false(marks_fit(span_of(wrong[i]), text));
        while (marked_next(&m, &piece, &kind))
            bytes += piece.len;
        assert_int_equal(bytes, text.len);
    }
    buf_free(&room);
}

static void test_an_article_is_appended_to_what_is_there(void **state)
{
    struct article a = sample(), back;
    struct buf out = {0};

    (void)state;
    buf_str(&out, "before");
    article_encode(&a, &out);
    assert_memory_equal(out.data, "before", 6);
    assert_true(article_decode((struct span){out.data + 6, out.len - 6}, &back));
    assert_same(&back, &a);
    buf_free(&out);
}

/* A line in a title would be a field of its own: it must not get there. */
static void test_a_value_cannot_forge_a_field(void **state)
{
    struct article a = sample(), back;
    struct buf out = {0};

    (void)state;
    a.title = (struct span){"x\ndate=1999-01-01\r\0y", 20};
    article_encode(&a, &out);
    assert_true(article_decode(buf_span(&out), &back));
    assert_span(back.title, span_of("x date=1999-01-01  y"));
    assert_int_equal(back.day, 20250331);
    buf_free(&out);
}

static void test_the_hash_is_of_all_that_follows(void **state)
{
    char want[2 * sizeof(XXH64_hash_t) * 2 + 1];
    struct article a = sample();
    struct buf out = {0};
    struct span hash;
    XXH128_hash_t h;

    (void)state;
    article_encode(&a, &out);
    hash = article_stored_hash(buf_span(&out));
    h = XXH3_128bits(out.data + 38, out.len - 38);
    snprintf(want, sizeof want, "%016llx%016llx", (unsigned long long)h.high64,
             (unsigned long long)h.low64);
    assert_span(hash, span_of(want));
    buf_free(&out);
}

static void test_every_field_changes_the_hash(void **state)
{
    struct article variants[8];
    struct buf out[8] = {0};

    (void)state;
    for (int i = 0; i < 8; i++)
        variants[i] = sample();
    variants[1].id = span_of("other");
    variants[2].title = span_of("other");
    variants[3].source = span_of("");
    variants[4].day = 20250300;
    variants[5].body = span_of("other");
    variants[6].date_source = DATE_FROM_PATH;
    variants[7].lang = span_of("de");
    for (int i = 0; i < 8; i++) {
        article_encode(&variants[i], &out[i]);
        for (int j = 0; j < i; j++)
            assert_false(span_eq(article_stored_hash(buf_span(&out[i])),
                                 article_stored_hash(buf_span(&out[j]))));
    }
    for (int i = 0; i < 8; i++)
        buf_free(&out[i]);
}

static void test_records_of_other_programs(void **state)
{
    struct article a = {.day = -7};

    (void)state;
    assert_true(article_decode(span_of("url=/a\nid=7\nsample=Some text\ntype=text/html\n"
                                       "no equals sign\n=\n\nmodtime=1\ndate=2025-02-30\n"
                                       "date_source=header\nlang"),
                               &a));
    assert_span(a.id, span_of("7"));
    assert_span(a.url, span_of("/a"));
    assert_span(a.body, span_of(""));
    assert_span(a.lang, span_of(""));
    assert_int_equal(a.day, 0);
    assert_int_equal(a.date_source, DATE_FROM_NOTHING);
    assert_true(article_decode(span_of("id=7\ndate=2025-03"), &a));
    assert_int_equal(a.day, 20250300);
    assert_int_equal(a.date_source, DATE_FROM_NOTHING);
    assert_span(article_stored_hash(span_of("id=7\n")), span_of(""));
    assert_span(article_stored_hash(span_of("hash=short\nid=7\n")), span_of(""));
}

static void test_a_record_is_its_head_and_body(void **state)
{
    static const struct span bodies[] = {{"", 0}, {"text=x\ntext=", 12}, {"\n", 1}};
    struct article a = {.id = span_of("text=1"), .title = span_of("text="), .day = 20250331};
    struct article_parts parts;
    struct buf record = {0}, joined = {0};

    (void)state;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        a.body = bodies[i];
        buf_clear(&record);
        buf_clear(&joined);
        article_encode(&a, &record);
        assert_true(article_split(buf_span(&record), &parts));
        assert_span(parts.head, span_of("id=text=1\ntitle=text=\ndate=2025-03-31\n"));
        assert_span(parts.body, bodies[i]);
        article_join(&parts, &joined);
        assert_span(buf_span(&joined), buf_span(&record));
        record.data[40]++;
        assert_false(article_split(buf_span(&record), &parts));
    }
    assert_false(article_split(span_of("id=1\ntext=x"), &parts));
    assert_false(article_split((struct span){0}, &parts));
    buf_free(&record);
    buf_free(&joined);
}

static void test_no_id_is_no_article(void **state)
{
    struct article a = {.day = -7};

    (void)state;
    assert_false(article_decode((struct span){0}, &a));
    assert_false(article_decode(span_of("id=\ntext=id=x"), &a));
    assert_false(article_decode(span_of("text=\nid=x\n"), &a));
    assert_false(article_decode(span_of("url=/a\nsample=Some text"), &a));
    assert_int_equal(a.day, -7);
    assert_span(article_stored_hash((struct span){0}), span_of(""));
}

static void test_date_sources_have_names(void **state)
{
    static const char *const names[] = {"field", "header",  "dateline", "path",
                                        "mtime", "capture", "meta",     "text"};
    static const char *const sure[] = {"sure",  "sure",  "likely", "likely",
                                       "guess", "guess", "likely", "guess"};
    enum date_source s = DATE_FROM_NOTHING;
    dateline_error err;

    (void)state;
    assert_null(date_source_name(DATE_FROM_NOTHING));
    assert_null(article_date_confidence(&(struct article){0}));
    for (int i = 0; i < 8; i++) {
        assert_int_equal(date_source_by_name(span_of(names[i]), &s, NULL), DATELINE_OK);
        assert_int_equal(s, DATE_FROM_FIELD + i);
        assert_string_equal(date_source_name(s), names[i]);
        assert_string_equal(article_date_confidence(&(struct article){.date_source = s}), sure[i]);
    }
    assert_int_equal(date_source_by_name(span_of("fiel"), &s, &err), DATELINE_BAD_OPTION);
    assert_string_equal(err.text, "unknown date source 'fiel': there are field, header, dateline, "
                                  "path, mtime, capture, meta, "
                                  "text");
    assert_int_equal(date_source_by_name(span_of(""), &s, NULL), DATELINE_BAD_OPTION);
    assert_int_equal(s, DATE_FROM_TEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_form_is_lines_with_the_text_last),
        cmocka_unit_test(test_fields_without_value_are_absent),
        cmocka_unit_test(test_what_was_stored_is_read_back),
        cmocka_unit_test(test_marks_are_kept),
        cmocka_unit_test(test_marks_that_do_not_fit_mark_nothing),
        cmocka_unit_test(test_an_article_is_appended_to_what_is_there),
        cmocka_unit_test(test_a_value_cannot_forge_a_field),
        cmocka_unit_test(test_the_hash_is_of_all_that_follows),
        cmocka_unit_test(test_every_field_changes_the_hash),
        cmocka_unit_test(test_records_of_other_programs),
        cmocka_unit_test(test_a_record_is_its_head_and_body),
        cmocka_unit_test(test_no_id_is_no_article),
        cmocka_unit_test(test_date_sources_have_names),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
