/* Damaged tables to the readers, and any bytes to those of single tags.
 *
 * The input is a list of changes to the files of a small database, three bytes
 * of place and one of content each; the same bytes are read as tags, too. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alloc.h"
#include "fuzz.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/position.h"
#include "indexer/glass/postlist_reader.h"
#include "indexer/glass/reader.h"
#include "indexer/glass/termlist.h"
#include "indexer/output/pack.h"
#include "tests/glass_sample.h"

const char *const fuzz_seeds[] = {
    "", "ABCD", "\1\1\4\1", "\2\7\x0b\x7f\3\1\1\1", "\3\7\x0b\x10\1\x7f\x7f\x7f\2\1\1\1", NULL,
};

enum { BLOCK = 2048, TABLES = GLASS_POSITION + 1 };

static struct open_dir dir = {.fd = -1};
static struct glass_version version;
static struct buf whole[GLASS_KINDS]; /* the files' right content */

static void remove_folder(void)
{
    for (enum glass_kind kind = 0; kind <= GLASS_POSITION; kind++)
        unlinkat(dir.fd, glass_file_name(kind), 0);
    unlinkat(dir.fd, GLASS_VERSION_FILE, 0);
    rmdir(dir.path);
}

static void read_file(enum glass_kind kind)
{
    int fd = openat(dir.fd, glass_file_name(kind), O_RDONLY | O_CLOEXEC);
    struct stat st;

    FUZZ_CHECK(fd >= 0 && !fstat(fd, &st));
    buf_reserve(&whole[kind], (size_t)st.st_size);
    FUZZ_CHECK(read(fd, whole[kind].data, (size_t)st.st_size) == st.st_size);
    whole[kind].len = (size_t)st.st_size;
    close(fd);
}

static void make_database(void)
{
    static const struct sample_shape shape = {.documents = 12,
                                              .first_id = 1,
                                              .gap = 3,
                                              .vocabulary = 30,
                                              .skip = 3,
                                              .occurrences = 9,
                                              .data = 3000,
                                              .hostile_terms = true,
                                              .values = true,
                                              .metadata = true};
    static char path[] = "/tmp/fuzz_glass.XXXXXX";
    struct sample sample;

    FUZZ_CHECK(mkdtemp(path));
    sample_make(&sample, &shape, 1);
    FUZZ_CHECK(!sample_write(&sample, path, BLOCK, &version, NULL));
    sample_free(&sample);
    dir = (struct open_dir){open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), path};
    FUZZ_CHECK(dir.fd >= 0);
    for (enum glass_kind kind = 0; kind <= GLASS_POSITION; kind++)
        read_file(kind);
    atexit(remove_folder);
}

static void write_at(int fd, const char *bytes, size_t len, size_t at)
{
    FUZZ_CHECK(pwrite(fd, bytes, len, (off_t)at) == (ssize_t)len);
}

/* Sets the bytes that DATA names in the file, or, when BACK, those that were there. */
static void change(enum glass_kind kind, const uint8_t *data, size_t size, bool back)
{
    int fd = openat(dir.fd, glass_file_name(kind), O_WRONLY | O_CLOEXEC);
    const struct buf *file = &whole[kind];

    FUZZ_CHECK(fd >= 0);
    for (; size >= 4; data += 4, size -= 4) {
        /* half of the changes go to the heads of blocks, where the structure is */
        size_t block = data[1] & 0x7F, offset = data[1] & 0x80 ? data[2] % 32 : data[2] * 8U;
        size_t at = (block * BLOCK + offset + data[0] / TABLES % 8) % file->len;
        char now = (char)data[3];

        if (data[0] % TABLES == kind)
            write_at(fd, back ? file->data + at : &now, 1, at);
    }
    close(fd);
}

/* Whatever is in the file, keys ascend, and there are no more than it can hold. */
static void walk(enum glass_kind kind)
{
    struct glass_reader *r;
    struct glass_entry e;
    struct buf before = {0};
    size_t entries = 0;
    bool more = true;

    if (glass_reader_open(&dir, kind, &version.roots[kind], &r, NULL))
        return;
    while (!glass_reader_next(r, &e, &more, NULL) && more) {
        FUZZ_CHECK(span_cmp(buf_span(&before), e.key) < 0);
        FUZZ_CHECK(e.tag.len <= whole[kind].len && ++entries <= whole[kind].len / 4);
        buf_clear(&before);
        buf_span_add(&before, e.key);
    }
    buf_free(&before);
    glass_reader_close(r);
}

static bool read_postings(struct glass_postlist_reader *r, uint32_t *last)
{
    const struct glass_posting *postings;
    size_t n;

    if (glass_postlist_reader_postings(r, &postings, &n, NULL) || !n)
        return false;
    for (size_t i = 0; i < n; i++) {
        FUZZ_CHECK(postings[i].id > *last);
        *last = postings[i].id;
    }
    return true;
}

static void walk_lists(void)
{
    struct glass_postlist_reader *r;
    struct glass_list list;
    bool more = true;

    if (glass_postlist_reader_open(&dir, &version.roots[GLASS_POSTLIST], &r, NULL))
        return;
    while (!glass_postlist_reader_next(r, &list, &more, NULL) && more) {
        uint32_t last = 0;

        if (list.kind > GLASS_LIST_VALUES && list.documents % 4) /* and some unread */
            while (read_postings(r, &last))
                continue;
    }
    glass_postlist_reader_close(r);
}

/* ---- Tags ----------------------------------------------------------------- */

/* A table that can be read is written back and read as the same. */
static void check_positions(struct span tag)
{
    struct positions p = {0}, again = {0};
    struct buf back = {0};

    if (positions_decode(tag, &p)) {
        for (size_t i = 1; i < p.len; i++)
            FUZZ_CHECK(p.list[i - 1] < p.list[i]);
        pack_end(&back,
                 positions_pack(pack_begin(&back, positions_pack_max(p.len)), p.list, p.len));
        FUZZ_CHECK(positions_decode(buf_span(&back), &again) && again.len == p.len);
        FUZZ_CHECK(!memcmp(again.list, p.list, p.len * sizeof *p.list));
    }
    buf_free(&back);
    positions_free(&p);
    positions_free(&again);
}

static void check_termlist(struct span tag)
{
    struct termlist list = {0};
    struct glass_document_term term;
    struct buf before = {0};

    for (bool ok = termlist_begin(&list, tag); ok && list.left;) {
        ok = termlist_next(&list, &term);
        if (!ok)
            break;
        FUZZ_CHECK(term.term.len <= GLASS_TERM_MAX && span_cmp(buf_span(&before), term.term) < 0);
        buf_clear(&before);
        buf_span_add(&before, term.term);
    }
    buf_free(&before);
    buf_free(&list.term);
}

/* The file's magic is put in front, for mutations to get past it. */
static void check_version(struct span bytes)
{
    struct glass_version v, again;
    struct buf file = {0};

    glass_version_encode(&version, &file);
    file.len = 32;
    buf_span_add(&file, bytes);
    if (glass_version_parse(buf_span(&file), &v)) {
        glass_version_encode(&v, &file);
        FUZZ_CHECK(glass_version_parse(buf_span(&file), &again));
        FUZZ_CHECK(again.stats.last_id == v.stats.last_id && again.revision == v.revision);
    }
    buf_free(&file);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = {(const char *)data, size};
    struct inflater *inflater = inflater_new();

    if (dir.fd < 0)
        make_database();
    for (enum glass_kind kind = 0; kind <= GLASS_POSITION; kind++) {
        change(kind, data, size, false);
        walk(kind);
        if (kind == GLASS_POSTLIST)
            walk_lists();
        change(kind, data, size, true);
    }
    check_positions(bytes);
    check_termlist(bytes);
    check_version(bytes);
    if (inflate_tag(inflater, bytes, &bytes))
        FUZZ_CHECK(bytes.len <= INFLATE_MAX);
    inflater_free(inflater);
    return 0;
}
