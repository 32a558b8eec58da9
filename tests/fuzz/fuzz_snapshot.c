/* An index with one file changed, under checksums that are right or not: opened or refused, and
 * all that is read of it is there or refused. */
#include <fcntl.h>
#include <unistd.h>

#include "changes.h"
#include "core/file.h"
#include "fuzz.h"
#include "indexer/index/index.h"
#include "indexer/output/disk.h"
#include "snapshot/articles.h"
#include "snapshot/info.h"
#include "snapshot/terms.h"
#include "tests/paged_file.h"

enum { ARTICLES = 12, TERMS_MOST = 1 << 14 };

const char *const fuzz_seeds[] = {
    "\0",           "\1\1\1\1\1",     "\2AA\x7f\1BB\x7f\2", "\x11\x3c\0\1\2",
    "\x20\1\0\2\3", "\x31\7\0\1\xff", "\x42zz\1\1",         NULL};

static char folder[FUZZ_FOLDER], at[FUZZ_FOLDER + 8];
static struct manifest right; /* of the unchanged index */

static void remove_folder(void)
{
    disk_remove(folder);
}

static void add_article(struct index *x, unsigned i)
{
    static const struct place nowhere = {"seed", 0};
    struct buf id = {0}, text = {0};
    struct article a = {.title = span_of("Harbour reopens"), .day = 20250331 - (int)i / 2};

    buf_printf(&id, "wire/%u", i);
    for (unsigned k = 0; k < 3 + i * i; k++)
        buf_printf(&text, "ship %u of the harbour, ", k * i % 97);
    a.id = buf_span(&id);
    a.body = buf_span(&text);
    FUZZ_CHECK(index_add(x, &a, &nowhere, NULL) == DATELINE_OK);
    buf_free(&id);
    buf_free(&text);
}

/* Two segments, of which the first has a deletion. */
static void make_snapshot(void)
{
    struct index_options o = {.threads = 1, .create = true, .xapian = XAPIAN_NONE};
    struct index_counts counts;
    struct index *x;

    fuzz_make_folder(folder);
    FUZZ_CHECK(atexit(remove_folder) == 0);
    snprintf(at, sizeof at, "%s/index", folder);
    FUZZ_CHECK(index_open(at, &o, &x, NULL) == DATELINE_OK);
    for (unsigned i = 0; i < ARTICLES; i++) {
        add_article(x, i);
        if (i == ARTICLES / 2)
            FUZZ_CHECK(index_commit(x, &counts, NULL) == DATELINE_OK);
    }
    FUZZ_CHECK(index_delete(x, span_of("wire/1"), NULL) == DATELINE_OK);
    FUZZ_CHECK(index_commit(x, &counts, NULL) == DATELINE_OK);
    index_close(x);
    FUZZ_CHECK(manifest_read(at, &right, NULL) == DATELINE_OK && right.n_segments == 2);
}

/* ---- Reading -------------------------------------------------------------- */

static void expect_known(dateline_status status)
{
    FUZZ_CHECK(status == DATELINE_OK || status == DATELINE_CORRUPT || status == DATELINE_NOT_FOUND);
}

static void read_snapshot_articles(struct snapshot *s)
{
    struct snapshot_info info;
    struct snapshot_stats stats;
    struct buf record = {0};

    expect_known(snapshot_info(s, &info, NULL));
    if (snapshot_stats(s, &stats, NULL) != DATELINE_OK)
        return;
    for (snapshot_doc d = 1; d <= stats.last && d <= 2 * ARTICLES; d++) {
        struct article a;
        struct snapshot_row row;

        expect_known(snapshot_article(s, d, &record, &a, NULL));
        expect_known(snapshot_head(s, d, &record, &a, NULL));
        if (snapshot_row(s, d, &row, NULL) == DATELINE_OK && row.known) {
            snapshot_doc found;

            expect_known(snapshot_find(s, row.id, &found, NULL));
        }
    }
    buf_free(&record);
}

static void read_snapshot_postings(struct snapshot *s, struct span term)
{
    struct snapshot_postings *p;
    struct snapshot_posting posting;
    snapshot_doc last = 0;
    bool more = true;

    if (snapshot_postings_open(s, term, &p, NULL) != DATELINE_OK)
        return;
    while (snapshot_postings_next(p, 0, &posting, &more, NULL) == DATELINE_OK && more) {
        FUZZ_CHECK(posting.doc > last);
        last = posting.doc;
    }
    snapshot_postings_close(p);
}

static void read_snapshot_terms(struct snapshot *s)
{
    struct snapshot_terms *terms;
    struct snapshot_term t;
    bool more = true;
    int n = 0;

    if (snapshot_terms_open(s, (struct span){0}, &terms, NULL) != DATELINE_OK)
        return;
    while (n++ < TERMS_MOST && snapshot_terms_next(terms, &t, &more, NULL) == DATELINE_OK && more)
        read_snapshot_postings(s, t.term);
    snapshot_terms_close(terms);
}

static void read_snapshot(void)
{
    struct snapshot *s;
    dateline_error err;
    dateline_status status = snapshot_open(at, &s, &err);

    FUZZ_CHECK(status == DATELINE_OK || status == DATELINE_CORRUPT || status == DATELINE_NO_INDEX ||
               status == DATELINE_IO);
    if (status != DATELINE_OK)
        return;
    read_snapshot_articles(s);
    read_snapshot_terms(s);
    snapshot_close(s);
}

/* ---- Changing ------------------------------------------------------------- */

static void write_manifest(const struct manifest *m)
{
    struct buf text = {0}, path = {0};

    manifest_format(m, &text);
    buf_printf(&path, "%s/" MANIFEST_FILE, at);
    FUZZ_CHECK(disk_write(path.data, text.data, text.len, NULL) == DATELINE_OK);
    buf_free(&text);
    buf_free(&path);
}

static void read_file(const char *path, struct buf *out)
{
    FUZZ_CHECK(file_read_whole(path, 1 << 20, out, NULL) == DATELINE_OK);
}

static void write_file(const char *path, struct span bytes)
{
    FUZZ_CHECK(disk_write(path, bytes.data, bytes.len, NULL) == DATELINE_OK);
}

/* Reads the index with PATH changed as it is. */
static void try_raw(const char *path, const uint8_t *data, size_t size)
{
    struct buf was = {0};
    struct span now;

    read_file(path, &was);
    now = bytes_changed(buf_span(&was), data, size);
    write_file(path, now);
    read_snapshot();
    write_file(path, buf_span(&was));
    free((char *)now.data);
    buf_free(&was);
}

/* Reads the index with the data of component C of segment S changed, and checksums that fit. */
static void try_fitting(const struct segment *s, struct component *c, const uint8_t *data,
                        size_t size)
{
    struct buf path = {0}, paged = {0}, was = {0};
    struct component whole = *c;
    struct open_dir dir;
    struct output_file file;
    struct span now;

    buf_printf(&path, "%s/%s", at, s->name);
    dir = (struct open_dir){open(path.data, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path.data};
    FUZZ_CHECK(dir.fd >= 0);
    raw_file_read(&dir, c->name, &was);
    paged_data_read(&dir, c->name, &paged);
    now = bytes_changed(buf_span(&paged), data, size);
    file = paged_file_write(&dir, c->name, now);
    c->size = file.size;
    c->checksum = file.checksum;
    write_manifest(&right);
    read_snapshot();
    *c = whole;
    raw_file_write(&dir, c->name, buf_span(&was));
    write_manifest(&right);
    close(dir.fd);
    free((char *)now.data);
    buf_free(&path);
    buf_free(&paged);
    buf_free(&was);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct segment *s;
    struct buf path = {0};

    if (!right.n_segments)
        make_snapshot();
    if (size < 2)
        return 0;
    s = &right.segments[data[0] / 2 % 2];
    if (data[0] % 2)
        try_fitting(s, &s->components[data[1] % s->n_components], data + 2, size - 2);
    else if (data[1] % 16 == 0)
        buf_printf(&path, "%s/" MANIFEST_FILE, at);
    else if (data[1] % 16 == 1 && s->deleted)
        buf_printf(&path, "%s/%s", at, s->deletions.name);
    else
        buf_printf(&path, "%s/%s/%s", at, s->name, s->components[data[1] % s->n_components].name);
    if (path.len)
        try_raw(path.data, data + 2, size - 2);
    buf_free(&path);
    return 0;
}
