/* Opens an index, or a database of another program. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/file.h"
#include "core/schema.h"
#include "snapshot/component.h"
#include "snapshot/database.h"
#include "snapshot/own_files.h"
#include "snapshot/state.h"
#include "snapshot/terms.h"

enum { TRIES = 16, REVISION_AT = 32, VERSION_HEAD = 64 };

/* ---- The span of dates -------------------------------------------------- */

static void span_of_segments(struct snapshot_commit *c)
{
    for (size_t i = 0; i < c->manifest.n_segments; i++) {
        const struct segment *segment = &c->manifest.segments[i];

        if (segment->first && (!c->first || segment->first < c->first))
            c->first = segment->first;
        if (segment->last > c->last)
            c->last = segment->last;
    }
}

/* The span of a foreign database: whole years, from its year terms. */
static dateline_status span_of_years(struct snapshot *s, dateline_error *err)
{
    struct snapshot_term t;
    struct snapshot_terms *terms;
    bool more = true;
    dateline_status status =
        snapshot_terms_open(s, span_of(schema_prefix(FIELD_YEAR)), &terms, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = snapshot_terms_next(terms, &t, &more, err)) == DATELINE_OK && more)
        day_widen(schema_date_of_term(FIELD_YEAR, t.term), &s->commit->first, &s->commit->last);
    snapshot_terms_close(terms);
    return status;
}

/* ---- Opening ------------------------------------------------------------ */

static void commit_free(struct snapshot_commit *c)
{
    size_t n = c->manifest.n_segments;

    days_free(c->days);
    commit_values_free(c->sources);
    commit_values_free(c->languages);
    commit_segments_free(c);
    for (size_t i = 0; c->deleted && i < n; i++)
        deletions_free(&c->deleted[i]);
    free(c->deleted);
    free(c->parts);
    free(c->dir);
    manifest_free(&c->manifest);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

void snapshot_close(struct snapshot *s)
{
    if (!s)
        return;
    xap_close(s->db);
    for (size_t i = 0; s->readers && i < s->commit->manifest.n_segments; i++)
        texts_reader_free(s->readers[i]);
    free(s->readers);
    lookups_free(s->lookups);
    if (atomic_fetch_sub(&s->commit->users, 1) == 1)
        commit_free(s->commit);
    free(s);
}

/* Every file that the manifest names must exist. Sizes are compared only if no other program has
 * written to the segment since. */
static dateline_status check_components(const struct snapshot *s, dateline_error *err)
{
    const struct snapshot_commit *c = s->commit;
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < c->manifest.n_segments && status == DATELINE_OK; i++) {
        const struct segment *segment = &c->manifest.segments[i];
        uint64_t revision = 0;
        bool sized = s->db && xap_part_revision(s->db, i, &revision, NULL) == DATELINE_OK &&
                     revision == segment->revision;

        status = components_check(c->dir, segment, sized, err);
    }
    return status;
}

/* libxapian opens most tables that it cannot read as empty ones, without an error. So the files are
 * checked after it has opened them, and one that a writer removed in between is noticed. */
static dateline_status open_tables(struct snapshot *s, dateline_error *err)
{
    dateline_error why;
    dateline_status opened = snapshot_database_open(s, &why), there = check_components(s, err);

    if (there == DATELINE_OK && opened != DATELINE_OK && err)
        *err = why;
    return there == DATELINE_OK ? opened : there;
}

static dateline_status open_deletions(struct snapshot_commit *c, dateline_error *err)
{
    size_t n = c->manifest.n_segments;
    dateline_status status = DATELINE_OK;

    c->deleted = must_zalloc(n * sizeof *c->deleted);
    c->parts = must_zalloc(n * sizeof *c->parts);
    for (size_t i = 0; i < n && status == DATELINE_OK; i++) {
        c->parts[i].deleted = &c->deleted[i];
        status = deletions_read(c->dir, &c->manifest.segments[i], &c->deleted[i], err);
    }
    return status;
}

static dateline_status open_ours(struct snapshot *s, dateline_error *err)
{
    dateline_status status = open_deletions(s->commit, err);

    span_of_segments(s->commit);
    if (status == DATELINE_OK)
        status = folders_check(s->commit->dir, &s->commit->manifest.folders, err);
    if (status == DATELINE_OK)
        status = commit_segments_open(s->commit, err);
    return status == DATELINE_OK && !s->commit->whole ? open_tables(s, err) : status;
}

static bool is_regular_file(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* If there is no database either, *ERR keeps the message "no index", and says what is wrong with a
 * file that was given as the index. */
static dateline_status open_foreign(struct snapshot *s, dateline_error *err)
{
    dateline_error why;
    dateline_status status = snapshot_database_open(s, &why);

    if (status == DATELINE_OK)
        return span_of_years(s, err);
    if (status != DATELINE_NO_INDEX && err)
        *err = why;
    else if (is_regular_file(s->commit->dir))
        status = fail(err, status, "no index at %s: %s", s->commit->dir, why.text);
    return status;
}

struct opening {
    const char *dir;
    struct snapshot *snapshot;
    bool gone; /* a file that the manifest names is missing */
};

static dateline_status open_commit(void *ctx, dateline_error *err)
{
    struct opening *o = ctx;
    struct snapshot_commit *c = o->snapshot->commit;
    dateline_status status = manifest_read(o->dir, &c->manifest, err);

    c->dir = must_dup(o->dir, strlen(o->dir));
    if (status == DATELINE_OK) {
        status = own_files_check(o->dir, &c->manifest, err);
        if (status == DATELINE_OK)
            status = open_ours(o->snapshot, err);
        o->gone = status == DATELINE_NO_INDEX;
    } else if (status == DATELINE_NO_INDEX) {
        status = open_foreign(o->snapshot, err);
    }
    return status;
}

/* One attempt; sets *GONE if a file that the manifest names is missing. */
static dateline_status open_once(const char *dir, const struct snapshot_reach *reach,
                                 struct snapshot **out, bool *gone, dateline_error *err)
{
    struct snapshot *s = must_zalloc(sizeof *s);
    struct opening o = {.dir = dir, .snapshot = s};
    dateline_status status;

    s->commit = must_zalloc(sizeof *s->commit);
    s->commit->reach = *reach;
    atomic_init(&s->commit->users, 1);
    pthread_mutex_init(&s->commit->lock, NULL);
    status = alloc_guard(open_commit, &o, err);
    *gone = o.gone;
    s->commit->reach.until = 0;
    snapshot_limit(s, 0, 0);
    if (status == DATELINE_OK)
        *out = s;
    else
        snapshot_close(s);
    return status;
}

struct snapshot_reach snapshot_reach_of(double seconds, bool partial)
{
    return (struct snapshot_reach){.seconds = seconds / (partial ? 6 : 4), .partial = partial};
}

dateline_status snapshot_open_within(const char *dir, const struct snapshot_reach *reach,
                                     struct snapshot **out, dateline_error *err)
{
    bool gone = true;
    dateline_status status = DATELINE_NO_INDEX;

    /* A writer may replace the manifest, and remove the files that only the old one names, between
     * our reading it and our opening the files. */
    for (int i = 0; i < TRIES && gone; i++)
        status = open_once(dir, reach, out, &gone, err);
    return gone && status != DATELINE_OK ? DATELINE_CORRUPT : status;
}

dateline_status snapshot_open(const char *dir, struct snapshot **out, dateline_error *err)
{
    return snapshot_open_within(dir, &(struct snapshot_reach){0}, out, err);
}

static dateline_status open_again(void *ctx, dateline_error *err)
{
    struct snapshot *s = ctx;

    if (s->commit->whole)
        return DATELINE_OK;
    return snapshot_is_foreign(s) ? snapshot_database_open(s, err) : open_tables(s, err);
}

dateline_status snapshot_open_same(const struct snapshot *from, struct snapshot **out,
                                   dateline_error *err)
{
    struct snapshot *s;
    dateline_status status;

    if (snapshot_is_partial(from))
        return snapshot_open_within(from->commit->dir, &from->commit->reach, out, err);
    s = must_zalloc(sizeof *s);
    s->commit = from->commit;
    atomic_fetch_add(&s->commit->users, 1);
    status = alloc_guard(open_again, s, err);
    if (status == DATELINE_OK)
        *out = s;
    else
        snapshot_close(s);
    return status;
}

dateline_status snapshot_revision(const char *dir, uint32_t *out, dateline_error *err)
{
    struct buf path = {0};
    unsigned char head[VERSION_HEAD] = {0};
    uint32_t revision = 0;
    ssize_t n = -1;
    int fd;

    buf_printf(&path, "%s/iamglass", dir);
    fd = file_open(path.data, O_NONBLOCK);
    if (fd >= 0) {
        n = file_read(fd, head, sizeof head);
        close(fd);
    }
    if (n < 0)
        fail_errno(err, "cannot read %s", path.data);
    else if (n <= REVISION_AT)
        fail(err, DATELINE_CORRUPT, "%s is damaged", path.data);
    buf_free(&path);
    if (n <= REVISION_AT)
        return n < 0 ? DATELINE_IO : DATELINE_CORRUPT;
    /* Seven bits a byte, low ones first. */
    for (unsigned i = 0; i < 5; i++) {
        revision |= (uint32_t)(head[REVISION_AT + i] & 0x7F) << 7 * i;
        if (head[REVISION_AT + i] < 0x80)
            break;
    }
    *out = revision;
    return DATELINE_OK;
}
