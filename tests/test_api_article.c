/* libdateline from outside: what it makes of an article's fields, and that
 * dateline-index makes the same of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_index.h"

static dateline_article *fetch(const char *id)
{
    dateline_reader *r = reader_open();
    dateline_article *a = NULL;

    expect(DATELINE_OK, dateline_fetch(r, id, &a, &err));
    dateline_reader_close(r);
    return a;
}

/* ---- Fields --------------------------------------------------------------- */

static void capitals_of_a_language_become_small(void **state)
{
    dateline_writer *w = writer_open();
    dateline_article a = article("a", 0, "Title", "Body"), *back;

    (void)state;
    a.lang = " EN-gb\n";
    expect(DATELINE_OK, dateline_writer_add(w, &a, &err));
    assert_done(commit(w), 1, 0, 0, 0);
    dateline_writer_close(w);
    back = fetch("a");
    assert_string_equal(back->lang, "en-gb");
    dateline_article_free(back);
}

static void any_id_that_is_added_is_fetched_and_deleted(void **state)
{
    static const char *const ids[] = {"two\nlines", "a\ttab", "\xFF\xFE",    "100%",
                                      "%0A",        "\nx",    "caf\xC3\xA9", "one%20line"};
    enum { N = sizeof ids / sizeof *ids };
    dateline_writer *w = writer_open();

    (void)state;
    for (int i = 0; i < N; i++)
        add(w, ids[i], 0, ids[i], "Body");
    assert_done(commit(w), N, 0, 0, 0);
    for (int i = 0; i < N; i++) {
        dateline_article *once = fetch(ids[i]), *again = fetch(once->id);

        assert_string_equal(once->id, again->id);
        assert_null(strpbrk(once->id, "\n\t\xFF"));
        dateline_article_free(once);
        dateline_article_free(again);
        expect(DATELINE_OK, dateline_writer_delete(w, ids[i], &err));
    }
    assert_done(commit(w), 0, 0, 0, N);
    dateline_writer_close(w);
}

static void all_fields_count_for_the_size(void **state)
{
    enum { MOST = 64 << 20 };
    dateline_writer *w = writer_open();
    char *large = malloc(MOST + 2);
    dateline_article a = article("a", 0, "Title", "Body");

    (void)state;
    assert_non_null(large);
    memset(large, 'w', MOST + 1);
    large[MOST + 1] = '\0';
    a.title = large;
    expect(DATELINE_LIMIT, dateline_writer_add(w, &a, &err));
    assert_string_equal(err.text, "cannot add the article 'a': it is larger than 64 MiB");
    a.title = large + MOST / 2;
    a.body = large;
    a.body_size = MOST / 2;
    expect(DATELINE_LIMIT, dateline_writer_add(w, &a, &err));
    a.title = "Title";
    a.body_size = SIZE_MAX;
    expect(DATELINE_LIMIT, dateline_writer_add(w, &a, &err));
    a.id = large;
    expect(DATELINE_LIMIT, dateline_writer_add(w, &a, &err));
    /* Half of it is too large as UTF-8. */
    memset(large, 0xE9, MOST);
    a = article("a", 0, "Title", "");
    a.body = large;
    a.body_size = MOST / 2 + 1;
    expect(DATELINE_LIMIT, dateline_writer_add(w, &a, &err));
    dateline_writer_close(w);
    free(large);
}

static void days_that_do_not_exist_are_refused(void **state)
{
    static const dateline_day days[] = {-1,       1,         101,       9999,     20250230,
                                        20251301, 100000101, INT32_MAX, INT32_MIN};
    dateline_writer *w = writer_open();

    (void)state;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        dateline_article a = article("a", days[i], "Title", "Body");
        char shown[16];

        snprintf(shown, sizeof shown, "%d", (int)days[i]);
        expect(DATELINE_BAD_ARTICLE, dateline_writer_add(w, &a, &err));
        assert_non_null(strstr(err.text, shown));
    }
    add(w, "first", 10101, "Title", "Body");
    add(w, "last", 99991231, "Title", "Body");
    assert_done(commit(w), 2, 0, 0, 0);
    dateline_writer_close(w);
}

/* ---- The same as dateline-index ------------------------------------------- */

enum { ARTICLES = 400, FIELD = 4096 };

static uint64_t seed;

static size_t draw(size_t below)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (size_t)(seed >> 33) % below;
}

/* A text of pieces that one of the two ways might treat in its own manner. */
static size_t draw_text(char out[FIELD], size_t pieces)
{
    static const char *const all[] = {
        " ",
        "  ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\f",
        "\v",
        "\x01",
        "\x1F",
        "\x7F",
        "\xC2\x85",
        "\xC2\x9B",
        "\xC2\xA0",
        "\xE2\x80\xA8",
        "\xE2\x80\xA9",
        "\xEF\xBB\xBF",
        "\xEF\xBF\xBD",
        "\"",
        "\\",
        "%",
        "%0A",
        "harbour",
        "Mr. Smith",
        "It opens. ",
        "caf\xC3\xA9",
        "\xE6\xB8\xAF\xE3\x80\x82",
        "=",
        "\nid=forged\n",
        "EN",
        "a word and another, and a third that makes it long ",
        "\xF0\x9F\x93\xB0",
    };
    size_t len = 0;

    for (size_t n = draw(pieces + 1); n; n--) {
        const char *piece = all[draw(sizeof all / sizeof *all)];
        size_t size = strlen(piece);

        if (len + size >= FIELD)
            break;
        memcpy(out + len, piece, size);
        len += size;
    }
    out[len] = '\0';
    return len;
}

static void write_member(FILE *f, const char *name, const char *text, size_t size)
{
    fprintf(f, "\"%s\":\"", name);
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];

        if (c < ' ' || c == '"' || c == '\\')
            fprintf(f, "\\u%04x", c);
        else
            putc(c, f);
    }
    fputs("\",", f);
}

static void write_line(FILE *f, const dateline_article *a)
{
    putc('{', f);
    write_member(f, "id", a->id, strlen(a->id));
    write_member(f, "title", a->title, strlen(a->title));
    write_member(f, "body", a->body, a->body_size);
    write_member(f, "source", a->source, strlen(a->source));
    write_member(f, "url", a->url, strlen(a->url));
    write_member(f, "lang", a->lang, strlen(a->lang));
    if (a->day)
        fprintf(f, "\"date\":\"%d\"}\n", (int)a->day);
    else
        fputs("\"date\":null}\n", f);
}

/* Adds article N, and writes it as a line; whether the library took it. */
static bool add_both_ways(dateline_writer *w, FILE *f, size_t n)
{
    static char id[FIELD], title[FIELD], body[FIELD], source[FIELD], url[FIELD], lang[FIELD];
    dateline_article a = {.size = sizeof a,
                          .id = id,
                          .title = title,
                          .body = body,
                          .source = source,
                          .url = url,
                          .lang = lang};
    dateline_status status;

    snprintf(id + draw_text(id, 3), 8, "%zu", n);
    draw_text(title, draw(3) ? 5 : 0);
    a.body_size = draw_text(body, draw(4) ? 60 : 1);
    if (a.body_size && !draw(4) && (unsigned char)body[a.body_size / 2] < 0x80)
        body[a.body_size / 2] = '\0';
    draw_text(source, 3);
    draw_text(url, 3);
    draw_text(lang, 2);
    a.day = draw(3) ? (dateline_day)(20250101 + draw(28)) : 0;
    write_line(f, &a);
    status = dateline_writer_add(w, &a, &err);
    if (status != DATELINE_OK)
        expect(DATELINE_BAD_ARTICLE, status);
    return status == DATELINE_OK;
}

static void run(const char *fmt)
{
    char command[1024];

    snprintf(command, sizeof command, fmt, home, home);
    if (system(command) != 0)
        fail_msg("failed: %s", command);
}

static void dateline_index_makes_the_same_index(void **state)
{
    dateline_writer *w = writer_open();
    char lines[128];
    uint64_t taken = 0;
    FILE *f;

    (void)state;
    seed = 20250331;
    snprintf(lines, sizeof lines, "%s/lines.jsonl", home);
    f = fopen(lines, "w");
    assert_non_null(f);
    for (size_t n = 0; n < ARTICLES; n++)
        taken += add_both_ways(w, f, n);
    assert_int_equal(fclose(f), 0);
    assert_true(taken > ARTICLES / 2 && taken < ARTICLES);
    assert_done(commit(w), taken, 0, 0, 0);
    dateline_writer_close(w);
    run(INDEXER " add --keep-boilerplate --date-from=field %s/other %s/lines.jsonl 2>/dev/null");
    run("diff -r --exclude=lock %s/index %s/other");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_home(capitals_of_a_language_become_small),
        in_home(any_id_that_is_added_is_fetched_and_deleted),
        in_home(all_fields_count_for_the_size),
        in_home(days_that_do_not_exist_are_refused),
        in_home(dateline_index_makes_the_same_index),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
