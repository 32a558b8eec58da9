/* libdateline from outside: one id added and deleted in one commit, in every order.
 *
 * An id is its own story: the version committed before, "n" for none, and then the
 * calls in their order: "s" adds that version, "c" another, "x" deletes. All
 * stories of up to CALLS calls are told by one commit. */
#include <stdio.h>
#include <string.h>

#include "api_index.h"

enum { CALLS = 4, SEGMENTS = 3, STORIES = SEGMENTS * (3 + 9 + 27 + 81) + 200 };

static char stories[STORIES][16];
static size_t n_stories;

/* All stories that begin with START and have up to LEFT calls more. */
static void tell_all(const char *start, int left)
{
    strcpy(stories[n_stories++], start);
    for (const char *call = "scx"; *call && left; call++) {
        char longer[16];

        snprintf(longer, sizeof longer, "%s%c", start, *call);
        tell_all(longer, left - 1);
    }
}

static void add_version(dateline_writer *w, const char *id, char version)
{
    add(w, id, 20250331, "A title", version == 's' ? "The same harbour." : "A changed harbour.");
}

/* Stories of committed ids, which SEGMENT holds, begin with its number. */
static void commit_segment(dateline_writer *w, int segment)
{
    uint64_t n = 0;

    for (size_t i = 0; i < n_stories; i++)
        if (stories[i][0] == '0' + segment) {
            add_version(w, stories[i], 's');
            n++;
        }
    assert_done(commit(w), n, 0, 0, 0);
}

/* Makes the calls of STORY; the version there is then, 0 for none. */
static char make_calls(dateline_writer *w, const char *story)
{
    char now = story[0] == 'n' ? 0 : 's';

    for (const char *call = story + 1; *call; call++) {
        if (*call == 'x') {
            expect(now ? DATELINE_OK : DATELINE_NOT_FOUND, dateline_writer_delete(w, story, &err));
            now = 0;
        } else {
            add_version(w, story, *call);
            now = *call;
        }
    }
    return now;
}

static void count_story(const char *story, char now, dateline_commit *c)
{
    bool was = story[0] != 'n';

    c->added += !was && now;
    c->deleted += was && !now;
    c->replaced += was && now == 'c';
    c->unchanged += was && now == 's' && story[1];
}

static void expect_version(dateline_reader *r, const char *story, char now)
{
    dateline_article *a = NULL;

    expect(now ? DATELINE_OK : DATELINE_NOT_FOUND, dateline_fetch(r, story, &a, &err));
    if (now)
        assert_string_equal(a->body, now == 's' ? "The same harbour." : "A changed harbour.");
    dateline_article_free(a);
}

static void expect_all(const char now[], uint64_t articles)
{
    dateline_reader *r = reader_open();
    dateline_query q = {.size = sizeof q, .text = "harbour"};
    uint64_t found_all = 0;

    assert_int_equal(dateline_reader_articles(r), articles);
    expect(DATELINE_OK, dateline_count(r, &q, &found_all, &err));
    assert_int_equal(found_all, articles);
    for (size_t i = 0; i < n_stories; i++)
        expect_version(r, stories[i], now[i]);
    dateline_reader_close(r);
}

static void the_last_of_several_calls_counts(void **state)
{
    static char now[STORIES];
    dateline_writer *w = writer_open();
    dateline_commit wanted = DATELINE_COMMIT_INIT, done;
    uint64_t articles = 0;

    (void)state;
    n_stories = 0;
    tell_all("n", CALLS);
    for (int segment = 0; segment < SEGMENTS; segment++) {
        const char start[] = {(char)('0' + segment), '\0'};

        tell_all(start, segment ? CALLS - 1 : CALLS);
        commit_segment(w, segment);
    }
    for (size_t i = 0; i < n_stories; i++) {
        now[i] = make_calls(w, stories[i]);
        count_story(stories[i], now[i], &wanted);
        articles += now[i] != 0;
    }
    done = commit(w);
    assert_done(done, wanted.added, wanted.replaced, wanted.unchanged, wanted.deleted);
    dateline_writer_close(w);
    expect_all(now, articles);
}

/* An article that is added and deleted again leaves no trace, nor the deletion one of it. */
static void the_next_commit_begins_anew(void **state)
{
    dateline_writer *w;

    (void)state;
    make_four();
    w = writer_open();
    add(w, "e", 0, "Fifth", "The fifth harbour.");
    expect(DATELINE_OK, dateline_writer_delete(w, "e", &err));
    expect(DATELINE_NOT_FOUND, dateline_writer_delete(w, "e", &err));
    assert_string_equal(err.text, "no article has the id 'e'");
    assert_done(commit(w), 0, 0, 0, 0);
    expect(DATELINE_NOT_FOUND, dateline_writer_delete(w, "e", &err));
    add(w, "e", 0, "Fifth", "The fifth harbour.");
    assert_done(commit(w), 1, 0, 0, 0);
    expect(DATELINE_OK, dateline_writer_delete(w, "e", &err));
    assert_done(commit(w), 0, 0, 0, 1);
    dateline_writer_close(w);
}

static void an_index_of_nothing_but_deleted_articles_is_empty(void **state)
{
    dateline_writer *w = writer_open();
    dateline_reader *r;

    (void)state;
    add_four(w);
    for (const char *id = "abcd"; *id; id++)
        expect(DATELINE_OK, dateline_writer_delete(w, (char[]){*id, '\0'}, &err));
    assert_done(commit(w), 0, 0, 0, 0);
    dateline_writer_close(w);
    r = reader_open();
    assert_int_equal(dateline_reader_articles(r), 0);
    dateline_reader_close(r);
}

/* More ids than are kept without growing, one of two deleted. */
static void thousands_of_ids_are_told_apart(void **state)
{
    enum { IDS = 3000 };
    dateline_writer *w = writer_open();
    char id[16];

    (void)state;
    for (int i = 0; i < IDS; i++) {
        snprintf(id, sizeof id, "n%d", i);
        add(w, id, 0, "Title", "harbour");
    }
    for (int i = 0; i < 2 * IDS; i += 2) {
        snprintf(id, sizeof id, "n%d", i);
        expect(i < IDS ? DATELINE_OK : DATELINE_NOT_FOUND, dateline_writer_delete(w, id, &err));
    }
    assert_done(commit(w), IDS / 2, 0, 0, 0);
    dateline_writer_close(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_home(the_last_of_several_calls_counts),
        in_home(the_next_commit_begins_anew),
        in_home(an_index_of_nothing_but_deleted_articles_is_empty),
        in_home(thousands_of_ids_are_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
