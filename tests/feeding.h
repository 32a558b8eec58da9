/* A feed seen from outside: files put into a fresh directory, which is the
 * current one during a test; what comes out kept for looking at. */
#ifndef DATELINE_TESTS_FEEDING_H
#define DATELINE_TESTS_FEEDING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Before cmocka.h, whose fail() is a macro. */
#include "core/alloc.h"
#include "indexer/feed/feed.h"

#include <cmocka.h>

enum { SEEN_MAX = 2000 };

struct seen {
    char *id, *title, *source, *url, *lang, *body, *marks, *path;
    dateline_day day;
    enum date_source date_source;
    enum date_confidence date_confidence;
    uint64_t line;
};

struct feeding {
    char home[256], dir[64];
    struct feed_options options;
    struct feed_counts counts;
    dateline_error err;
    struct seen seen[SEEN_MAX];
    size_t len;
    struct {
        enum feed_trouble kind;
        char *message;
    } told[SEEN_MAX];
    size_t told_len;
};

static struct feeding the;

static char *copy(struct span s)
{
    return must_dup(s.data, s.len);
}

static dateline_status see(void *ctx, const struct article *a, const struct place *at,
                           dateline_error *err)
{
    (void)ctx;
    (void)err;
    assert_true(the.len < SEEN_MAX);
    the.seen[the.len++] = (struct seen){
        .id = copy(a->id),
        .title = copy(a->title),
        .source = copy(a->source),
        .url = copy(a->url),
        .lang = copy(a->lang),
        .body = copy(a->body),
        .marks = copy(a->marks),
        .path = must_dup(at->path, strlen(at->path)),
        .day = a->day,
        .date_source = a->date_source,
        .date_confidence = a->date_confidence,
        .line = at->line,
    };
    return DATELINE_OK;
}

static void hear(void *ctx, enum feed_trouble kind, const char *message)
{
    (void)ctx;
    assert_true(the.told_len < SEEN_MAX);
    assert_null(strchr(message, '\n'));
    the.told[the.told_len].kind = kind;
    the.told[the.told_len++].message = must_dup(message, strlen(message));
}

static inline void forget(void)
{
    for (size_t i = 0; i < the.len; i++) {
        free(the.seen[i].id);
        free(the.seen[i].title);
        free(the.seen[i].source);
        free(the.seen[i].url);
        free(the.seen[i].lang);
        free(the.seen[i].body);
        free(the.seen[i].marks);
        free(the.seen[i].path);
    }
    for (size_t i = 0; i < the.told_len; i++)
        free(the.told[i].message);
    the.len = the.told_len = 0;
    the.counts = (struct feed_counts){0};
}

static inline int enter(void **state)
{
    (void)state;
    memset(&the.options, 0, sizeof the.options);
    assert_non_null(getcwd(the.home, sizeof the.home));
    strcpy(the.dir, "/tmp/dateline-feed-XXXXXX");
    assert_non_null(mkdtemp(the.dir));
    return chdir(the.dir);
}

static inline int leave(void **state)
{
    char command[256];

    (void)state;
    forget();
    snprintf(command, sizeof command, "chmod -R u+rwx %s; rm -rf %s", the.dir, the.dir);
    return chdir(the.home) || system(command);
}

static inline void put_bytes(const char *path, const void *data, size_t len)
{
    FILE *f = fopen(path, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(data, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static inline void put(const char *path, const char *text)
{
    put_bytes(path, text, strlen(text));
}

static inline void make_directory(const char *path)
{
    assert_int_equal(mkdir(path, 0755), 0);
}

static inline void run(const char *command)
{
    assert_int_equal(system(command), 0);
}

/* Feeds SOURCE; what was seen and told before is forgotten. */
static inline dateline_status feed(const char *source)
{
    forget();
    return feed_source(source, &the.options, see, hear, NULL, &the.counts, &the.err);
}

/* Feeds a file of TEXT by the name of PATH. */
static inline void feed_text(const char *path, const char *text)
{
    put(path, text);
    assert_int_equal(feed(path), DATELINE_OK);
}

/* The one article that came. */
static inline const struct seen *only(void)
{
    assert_int_equal(the.len, 1);
    return &the.seen[0];
}

/* That TELLING number I is of KIND and says TEXT. */
static inline void assert_told(size_t i, enum feed_trouble kind, const char *text)
{
    assert_true(i < the.told_len);
    if (!strstr(the.told[i].message, text))
        fail_msg("\"%s\" does not say \"%s\"", the.told[i].message, text);
    assert_int_equal(the.told[i].kind, kind);
}

static inline void assert_ids(const char *const ids[], size_t len)
{
    for (size_t i = 0; i < len && i < the.len; i++)
        assert_string_equal(the.seen[i].id, ids[i]);
    assert_int_equal(the.len, len);
}

#define ASSERT_IDS(...)                            \
    assert_ids((const char *const[]){__VA_ARGS__}, \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

#define FEEDING(test) cmocka_unit_test_setup_teardown(test, enter, leave)

#endif
