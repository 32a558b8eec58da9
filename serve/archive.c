/* Lends engines of the newest commit. */
#include "serve/archive.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/alloc.h"
#include "core/hash.h"
#include "core/manifest.h"
#include "snapshot/snapshot.h"

/* Tells a replaced manifest, or a stub file, from the one before. */
struct file_mark {
    struct timespec changed;
    ino_t inode;
    off_t size;
};

struct edition {
    struct engine *first; /* answers no request: others are opened like it, from any thread */
    struct edition_facts facts;
    struct completion_memory completions;
    char commit[HASH_TEXT];
    unsigned users;       /* loans, and the archive while it is the newest */
    struct engine **idle; /* returned engines */
    size_t n_idle, cap;
};

struct archive {
    char *index;
    struct snapshot_reach reach;
    struct file_mark mark; /* of the newest; only archive_refresh uses it */
    pthread_mutex_t lock;  /* protects newest, and users and idle of editions */
    struct edition *newest;
};

/* ---- Editions ---------------------------------------------------------------- */

static bool mark_of(const char *index, struct file_mark *out, time_t *since)
{
    struct buf path = {0};
    struct stat st;
    bool there;

    buf_printf(&path, "%s/XAPIANDB", index);
    there = stat(path.data, &st) == 0 || stat(index, &st) == 0;
    buf_free(&path);
    if (there) {
        *out = (struct file_mark){st.st_mtim, st.st_ino, st.st_size};
        *since = st.st_mtime;
    }
    return there;
}

static bool mark_same(const struct file_mark *a, const struct file_mark *b)
{
    return a->inode == b->inode && a->size == b->size && a->changed.tv_sec == b->changed.tv_sec &&
           a->changed.tv_nsec == b->changed.tv_nsec;
}

static void edition_describe(struct edition *e, time_t since)
{
    struct snapshot *s = engine_snapshot(e->first);
    struct buf text = {0};

    e->facts.articles = snapshot_live(s);
    e->facts.since = since;
    e->facts.remote = snapshot_is_remote(s);
    snapshot_span(s, &e->facts.first, &e->facts.last);
    if (snapshot_is_foreign(s))
        return;
    manifest_format(snapshot_manifest(s), &text);
    hash_text(buf_span(&text), e->commit);
    e->facts.commit = (struct span){e->commit, HASH_TEXT};
    buf_free(&text);
}

/* BEFORE: the edition that it is to replace; NULL: none. */
static dateline_status edition_open(const char *index, const struct snapshot_reach *reach,
                                    time_t since, struct edition *before, struct edition **out,
                                    dateline_error *err)
{
    struct edition *e = must_zalloc(sizeof *e);
    dateline_status status = engine_open_within(index, reach, &e->first, err);

    if (status != DATELINE_OK) {
        free(e);
        return status;
    }
    e->users = 1;
    completion_memory_init(&e->completions);
    edition_describe(e, since);
    if (e->facts.commit.len)
        completion_memory_fill(&e->completions, e->first, before ? &before->completions : NULL);
    *out = e;
    return DATELINE_OK;
}

static void edition_close(struct edition *e)
{
    for (size_t i = 0; i < e->n_idle; i++)
        engine_close(e->idle[i]);
    free(e->idle);
    completion_memory_free(&e->completions);
    engine_close(e->first);
    free(e);
}

/* Ends a use of E. */
static void edition_leave(struct archive *a, struct edition *e)
{
    bool last;

    pthread_mutex_lock(&a->lock);
    last = --e->users == 0;
    pthread_mutex_unlock(&a->lock);
    if (last)
        edition_close(e);
}

/* ---- The archive ---------------------------------------------------------------- */

dateline_status archive_open(const char *index, double seconds, struct archive **out,
                             dateline_error *err)
{
    struct archive *a = must_zalloc(sizeof *a);
    time_t since = 0;
    dateline_status status;

    mark_of(index, &a->mark, &since); /* before it is opened: a commit in between is seen later */
    a->reach = snapshot_reach_of(seconds, false);
    status = edition_open(index, &a->reach, since, NULL, &a->newest, err);
    if (status != DATELINE_OK) {
        free(a);
        return status;
    }
    a->index = must_dup(index, strlen(index));
    pthread_mutex_init(&a->lock, NULL);
    *out = a;
    return DATELINE_OK;
}

void archive_close(struct archive *a)
{
    if (!a)
        return;
    edition_leave(a, a->newest);
    pthread_mutex_destroy(&a->lock);
    free(a->index);
    free(a);
}

dateline_status archive_refresh(struct archive *a, dateline_error *err)
{
    struct file_mark mark;
    struct edition *before, *newer;
    time_t since;
    dateline_status status;

    if (!mark_of(a->index, &mark, &since) || mark_same(&mark, &a->mark))
        return DATELINE_OK;
    status = edition_open(a->index, &a->reach, since, a->newest, &newer, err);
    if (status != DATELINE_OK)
        return status;
    a->mark = mark;
    newer->facts.before = a->newest->facts.before + 1;
    pthread_mutex_lock(&a->lock);
    before = a->newest;
    a->newest = newer;
    pthread_mutex_unlock(&a->lock);
    edition_leave(a, before);
    return DATELINE_OK;
}

/* ---- Loans ---------------------------------------------------------------------- */

dateline_status archive_borrow(struct archive *a, struct loan *out, dateline_error *err)
{
    struct loan loan = {0};
    dateline_status status = DATELINE_OK;

    pthread_mutex_lock(&a->lock);
    loan.edition = a->newest;
    loan.edition->users++;
    loan.engine = loan.edition->n_idle ? loan.edition->idle[--loan.edition->n_idle] : NULL;
    pthread_mutex_unlock(&a->lock);
    if (!loan.engine)
        status = engine_open_same(loan.edition->first, &loan.engine, err);
    if (status == DATELINE_OK)
        *out = loan;
    else
        edition_leave(a, loan.edition);
    return status;
}

bool archive_is_remote(struct archive *a)
{
    bool remote;

    pthread_mutex_lock(&a->lock);
    remote = a->newest->facts.remote;
    pthread_mutex_unlock(&a->lock);
    return remote;
}

dateline_status archive_borrow_partial(struct archive *a, double seconds, struct loan *out,
                                       dateline_error *err)
{
    struct snapshot_reach reach = snapshot_reach_of(seconds, true);
    struct loan loan = {.own = true};
    dateline_status status;

    if (!archive_is_remote(a))
        return archive_borrow(a, out, err);
    status = engine_open_within(a->index, &reach, &loan.engine, err);
    if (status != DATELINE_OK)
        return status;
    pthread_mutex_lock(&a->lock);
    loan.edition = a->newest;
    loan.edition->users++;
    pthread_mutex_unlock(&a->lock);
    *out = loan;
    return DATELINE_OK;
}

void archive_return(struct archive *a, struct loan *loan)
{
    struct edition *e = loan->edition;

    if (!e)
        return;
    if (loan->own) {
        engine_close(loan->engine);
    } else {
        pthread_mutex_lock(&a->lock);
        GROW(e->idle, e->n_idle, e->cap);
        e->idle[e->n_idle++] = loan->engine;
        pthread_mutex_unlock(&a->lock);
    }
    edition_leave(a, e);
    *loan = (struct loan){0};
}

struct completion_memory *loan_completions(const struct loan *loan)
{
    return &loan->edition->completions;
}

const struct edition_facts *loan_facts(const struct loan *loan)
{
    return &loan->edition->facts;
}
