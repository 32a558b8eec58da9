/* Writes a run to disk and reads it back by mapping it. */
#include "indexer/invert/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/alloc.h"
#include "core/file.h"
#include "indexer/output/pack.h"

enum { KEYS, RECORDS, TERMS, STREAMS };
/* The page cache keeps each write as one folio, and reading a byte maps the whole folio. With
 * hundreds of runs, small writes save much memory. */
enum { WRITE_SIZE = 1 << 14, WINDOW = 1 << 15, PIECE = 1 << 12 };

/* ---- Writing -------------------------------------------------------------- */

struct spill_file {
    int fd;
    const char *path;
    struct buf held;
    size_t written;
    int error; /* errno of the failed write, after which nothing is written */
};

static void spill_flush(struct spill_file *s)
{
    for (struct span left = buf_span(&s->held); left.len && !s->error;) {
        size_t size = left.len < WRITE_SIZE ? left.len : WRITE_SIZE;

        s->error = file_write(s->fd, left.data, size) ? 0 : errno;
        left = span_from(left, size);
    }
    s->written += s->held.len;
    buf_clear(&s->held);
}

static void spill_uint(struct spill_file *s, uint64_t v)
{
    uint8_t *p = pack_begin(&s->held, PACK_UINT64_MAX);

    pack_end(&s->held, pack_uint(p, v));
}

static void spill_string(struct spill_file *s, struct span text)
{
    spill_uint(s, text.len);
    buf_span_add(&s->held, text);
    if (s->held.len >= WRITE_SIZE)
        spill_flush(s);
}

/* Pads to the next window, where the next stream begins. */
static void end_stream(struct spill_file *s)
{
    spill_flush(s);
    s->written = (s->written + WINDOW - 1) / WINDOW * WINDOW;
    if (!s->error && lseek(s->fd, (off_t)s->written, SEEK_SET) < 0)
        s->error = errno;
}

static dateline_status spill_keys(struct run *r, struct spill_file *s, dateline_error *err)
{
    const char *path = NULL;
    struct run_key k;
    bool more;
    dateline_status status;

    while ((status = r->methods->key(r, &k, &more, err)) == DATELINE_OK && more) {
        spill_uint(s, (uint32_t)k.day);
        spill_uint(s, k.turn);
        spill_uint(s, k.length);
        spill_uint(s, k.unbuilt);
        spill_uint(s, k.at.line);
        /* the inverter shares the path of consecutive articles */
        spill_string(s, k.at.path == path ? (struct span){0} : span_of(k.at.path));
        path = k.at.path;
        spill_string(s, k.id);
    }
    return status;
}

static dateline_status spill_records(struct run *r, struct spill_file *s, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (uint32_t i = 0; i < r->documents && status == DATELINE_OK; i++) {
        struct span record;

        status = r->methods->record(r, &record, err);
        if (status == DATELINE_OK)
            spill_string(s, record);
    }
    return status;
}

/* The length of the postings at the start of LIST that make a piece. */
static size_t piece_of(struct span list)
{
    const uint8_t *start = (const uint8_t *)list.data, *p = start;
    struct run_posting posting = {0};

    while ((size_t)(p - start) < list.len && p - start < PIECE)
        p = run_posting_next(p, &posting);
    return (size_t)(p - start);
}

/* Writes the postings of a term in pieces, so that a reader holds few of them at a time. An empty
 * piece ends them, as their number is not known in advance. */
static dateline_status spill_postings(struct run_terms *t, struct spill_file *s,
                                      dateline_error *err)
{
    struct span list;
    dateline_status status;

    while ((status = t->methods->postings(t, &list, err)) == DATELINE_OK && list.len)
        while (list.len) {
            struct span piece = {list.data, piece_of(list)};

            spill_string(s, piece);
            list = span_from(list, piece.len);
        }
    spill_uint(s, 0);
    return status;
}

static dateline_status spill_terms(struct run *r, struct spill_file *s, dateline_error *err)
{
    struct run_terms *t;
    struct span term;
    bool more = true;
    dateline_status status = r->methods->terms(r, true, &t, err);

    if (status != DATELINE_OK)
        return status;
    while ((status = t->methods->next(t, &term, &more, err)) == DATELINE_OK && more) {
        spill_string(s, term);
        status = spill_postings(t, s, err);
        if (status != DATELINE_OK)
            break;
    }
    t->methods->close(t);
    return status;
}

/* ---- Reading -------------------------------------------------------------- */

struct mapping {
    char *start;
    size_t size, released;
    struct pack_input in;
};

struct spilled_run {
    struct run base;
    char *start; /* of the whole file, SIZE bytes */
    size_t size;
    struct mapping maps[STREAMS]; /* parts of it */
    struct buf path;              /* of the last key read */
};

/* Unmaps the part that was read. Spans still borrowed from it stay valid: their pages are read
 * again on access. */
static void release_read(struct mapping *m)
{
    size_t read = (size_t)((const char *)m->in.at - m->start) / WINDOW * WINDOW;

    if (read > m->released) {
        madvise(m->start + m->released, read - m->released, MADV_DONTNEED);
        m->released = read;
    }
}

static uint64_t get_uint(struct pack_input *in)
{
    uint64_t v = 0;

    unpack_uint64(in, &v);
    return v;
}

static struct span get_string(struct pack_input *in)
{
    size_t len = get_uint(in);
    struct span s = {(const char *)in->at, len};

    in->at += len;
    return s;
}

static dateline_status spilled_key(struct run *base, struct run_key *out, bool *more,
                                   dateline_error *err)
{
    struct spilled_run *r = (struct spilled_run *)base;
    struct pack_input *in = &r->maps[KEYS].in;
    struct span path;

    (void)err;
    release_read(&r->maps[KEYS]);
    *more = pack_left(in) > 0;
    if (!*more)
        return DATELINE_OK;
    out->day = (dateline_day)get_uint(in);
    out->turn = get_uint(in);
    out->length = (uint32_t)get_uint(in);
    out->unbuilt = get_uint(in) != 0;
    out->at.line = get_uint(in);
    path = get_string(in);
    if (path.len) {
        buf_clear(&r->path);
        buf_span_add(&r->path, path);
    }
    out->at.path = r->path.data;
    out->id = get_string(in);
    return DATELINE_OK;
}

static void spilled_rewind(struct run *base)
{
    struct mapping *m = &((struct spilled_run *)base)->maps[KEYS];

    m->released = 0;
    if (m->size)
        m->in = pack_input((struct span){m->start, m->size});
}

static dateline_status spilled_record(struct run *base, struct span *out, dateline_error *err)
{
    struct mapping *m = &((struct spilled_run *)base)->maps[RECORDS];

    (void)err;
    release_read(m);
    *out = get_string(&m->in);
    return DATELINE_OK;
}

struct spilled_terms {
    struct run_terms base;
    struct mapping map; /* a copy of the run's mapping, with its own position */
    bool in_list;       /* the term's list has more pieces */
};

static dateline_status spilled_postings(struct run_terms *base, struct span *out,
                                        dateline_error *err)
{
    struct spilled_terms *t = (struct spilled_terms *)base;

    (void)err;
    release_read(&t->map);
    *out = t->in_list ? get_string(&t->map.in) : (struct span){0};
    t->in_list = out->len > 0;
    return DATELINE_OK;
}

static dateline_status spilled_next_term(struct run_terms *base, struct span *out, bool *more,
                                         dateline_error *err)
{
    struct spilled_terms *t = (struct spilled_terms *)base;
    struct span rest;

    while (t->in_list)
        spilled_postings(base, &rest, err);
    *more = pack_left(&t->map.in) > 0;
    if (!*more)
        return DATELINE_OK;
    release_read(&t->map);
    *out = get_string(&t->map.in);
    t->in_list = true;
    return DATELINE_OK;
}

static void spilled_close_terms(struct run_terms *base)
{
    free(base);
}

static dateline_status spilled_open_terms(struct run *base, bool positions, struct run_terms **out,
                                          dateline_error *err)
{
    static const struct run_terms_methods methods = {spilled_next_term, spilled_postings,
                                                     spilled_close_terms};
    struct spilled_terms *t = must_zalloc(sizeof *t);

    (void)positions;
    (void)err;
    t->base.methods = &methods;
    t->map = ((struct spilled_run *)base)->maps[TERMS];
    *out = &t->base;
    return DATELINE_OK;
}

static void spilled_close(struct run *base)
{
    struct spilled_run *r = (struct spilled_run *)base;

    if (r->size)
        munmap(r->start, r->size);
    buf_free(&r->path);
    free(base->dropped);
    free(r);
}

/* Writes all streams of R and sets their sizes. */
static dateline_status spill_all(struct run *r, struct spill_file *s, size_t sizes[STREAMS],
                                 dateline_error *err)
{
    static dateline_status (*const write[STREAMS])(struct run *, struct spill_file *,
                                                   dateline_error *) = {spill_keys, spill_records,
                                                                        spill_terms};
    dateline_status status = DATELINE_OK;

    for (int i = 0; i < STREAMS && status == DATELINE_OK && !s->error; i++) {
        size_t start = s->written;

        status = write[i](r, s, err);
        sizes[i] = s->written + s->held.len - start;
        end_stream(s);
    }
    errno = s->error;
    if (status == DATELINE_OK && s->error)
        status = fail_errno(err, "cannot write %s", s->path);
    return status;
}

static dateline_status map_streams(struct spilled_run *r, const struct spill_file *s,
                                   const size_t sizes[STREAMS], dateline_error *err)
{
    size_t at = 0;

    if (!s->written)
        return DATELINE_OK;
    r->start = mmap(NULL, s->written, PROT_READ, MAP_PRIVATE, s->fd, 0);
    if (r->start == MAP_FAILED)
        return fail_errno(err, "cannot map %s", s->path);
    r->size = s->written;
    madvise(r->start, r->size, MADV_SEQUENTIAL);
    for (int i = 0; i < STREAMS; i++) {
        r->maps[i] = (struct mapping){.start = r->start + at, .size = sizes[i]};
        r->maps[i].in = pack_input((struct span){r->maps[i].start, sizes[i]});
        at += (sizes[i] + WINDOW - 1) / WINDOW * WINDOW;
    }
    return DATELINE_OK;
}

struct spilling {
    struct run *run;
    struct spill_file file;
    struct run **out;
};

/* Writes the run to the file and opens the file as a run. */
static dateline_status spill_and_map(void *ctx, dateline_error *err)
{
    static const struct run_methods methods = {spilled_key, spilled_rewind, spilled_record,
                                               spilled_open_terms, spilled_close};
    struct spilling *s = ctx;
    struct spilled_run *spilled = must_zalloc(sizeof *spilled);
    size_t sizes[STREAMS] = {0};
    dateline_status status = spill_all(s->run, &s->file, sizes, err);

    spilled->base = (struct run){.methods = &methods, .documents = s->run->documents};
    if (status == DATELINE_OK)
        status = map_streams(spilled, &s->file, sizes, err);
    if (status == DATELINE_OK)
        *s->out = &spilled->base;
    else
        spilled_close(&spilled->base);
    return status;
}

dateline_status spill(const char *path, struct run *r, struct run **out, dateline_error *err)
{
    struct spilling s = {.run = r, .out = out, .file.path = path};
    dateline_status status;

    s.file.fd = (int)TEMP_FAILURE_RETRY(open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (s.file.fd < 0)
        return fail_errno(err, "cannot create %s", path);
    status = alloc_guard(spill_and_map, &s, err);
    unlink(path);
    close(s.file.fd);
    buf_free(&s.file.held);
    return status;
}
