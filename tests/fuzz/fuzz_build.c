/* Any bytes as articles, a line each: what the builder makes of them in memory,
 * and by a run for each article in three threads, are the same bytes; and they
 * are to libxapian what its own writer makes of them.
 *
 * A line's first byte gives the id, the second the date, the third a field that
 * the rest of the line goes to; other bytes are Latin-1 to the text. */
#include "fuzz.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/output/disk.h"
#include "tests/oracle/builder_oracle.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/upkeep.h"

enum { AMPLE = 64 << 20, TINY = 1 << 16, LINES_MAX = 64 };

const char *const fuzz_seeds[] = {
    "a1bHarbour reopens, harbour closes\nb2bships sail; ships, SHIPS\nc tharbour\na3bnew harbour",
    "x\x80"
    "b\xC9t\xE9 \xE0 la carte \xDF\xE6\xF8\nx\x81ititle only\ny\xFFsReuters\nz\xFElen\n\n\n",
    "q b aaa aaa aaa aaa aaa aaa aaa aaa b b b c c d\nr!bthe the the the of of of\nq b a",
    NULL,
};

/* An article and its stored form. */
struct line {
    struct article article;
    struct buf id, text, record;
};

static void add_latin1(struct buf *out, uint8_t c)
{
    if (c < 0x80) {
        buf_char(out, c ? (char)c : ' ');
        return;
    }
    buf_char(out, (char)(0xC0 | c >> 6));
    buf_char(out, (char)(0x80 | (c & 0x3F)));
}

static dateline_day day_of(uint8_t c)
{
    if (c < 0x40)
        return 0;
    return day_make(1 + c * 39, c % 4 ? 1 + c % 12 : 0, c % 4 > 1 ? 1 + c % 28 : 0);
}

static void read_line(const uint8_t *data, size_t size, struct line *l)
{
    struct article *a = &l->article;

    buf_printf(&l->id, "%d", size ? data[0] % 32 : 0);
    for (int n = size > 1 && data[1] % 16 == 0 ? 250 : 0; n--;)
        buf_char(&l->id, 'i');
    for (size_t i = 3; i < size; i++)
        add_latin1(&l->text, data[i]);
    *a = (struct article){.id = buf_span(&l->id), .day = day_of(size > 1 ? data[1] : 0)};
    a->date_source = a->day ? DATE_FROM_FIELD : DATE_FROM_NOTHING;
    *(size > 2 && data[2] == 't'   ? &a->title
      : size > 2 && data[2] == 's' ? &a->source
      : size > 2 && data[2] == 'l' ? &a->lang
                                   : &a->body) = buf_span(&l->text);
    article_encode(a, &l->record);
    FUZZ_CHECK(article_decode(buf_span(&l->record), a));
}

static size_t read_lines(const uint8_t *data, size_t size, struct line lines[LINES_MAX])
{
    size_t n = 0;

    for (const uint8_t *end = data + size; data < end && n < LINES_MAX;) {
        const uint8_t *stop = memchr(data, '\n', (size_t)(end - data));

        stop = stop ? stop : end;
        read_line(data, (size_t)(stop - data), &lines[n++]);
        data = stop + (stop < end);
    }
    return n;
}

/* ---- Building ----------------------------------------------------------- */

static void on_again(void *ctx, struct span id, const struct place *first, const struct place *last)
{
    buf_printf(ctx, "again %.*s %d %d\n", (int)id.len, id.data, (int)first->line, (int)last->line);
}

static void on_kept(void *ctx, struct span id)
{
    buf_printf(ctx, "kept %.*s\n", (int)id.len, id.data);
}

#define BUILD_BY(builder, dir, name, options, lines, n, segment, told)                      \
    do {                                                                                    \
        struct builder_events events = {on_again, on_kept, told};                           \
        struct builder *made;                                                               \
        char uuid[37];                                                                      \
        FUZZ_CHECK(builder##_open(dir, name, options, &made, NULL) == DATELINE_OK);         \
        for (size_t i = 0; i < (n); i++) {                                                  \
            struct submission s = {                                                         \
                &(lines)[i].article, buf_span(&(lines)[i].record), {"line", i + 1}, false}; \
            FUZZ_CHECK(builder##_add(made, &s, NULL) == DATELINE_OK);                       \
        }                                                                                   \
        FUZZ_CHECK(builder##_finish(made, &events, segment, uuid, NULL) == DATELINE_OK);    \
        builder##_close(made);                                                              \
    } while (0)

static void expect_same_files(const struct segment *a, const struct segment *b)
{
    FUZZ_CHECK(a->articles == b->articles && a->first == b->first && a->last == b->last);
    FUZZ_CHECK(a->n_components == b->n_components);
    for (size_t i = 0; i < a->n_components; i++)
        FUZZ_CHECK(a->components[i].size == b->components[i].size &&
                   a->components[i].checksum == b->components[i].checksum);
}

static void check_build(const char *dir, const struct line *lines, size_t n)
{
    struct builder_options ample = {"english", AMPLE, 1, XAPIAN_FULL},
                           tiny = {"english", TINY, 3, XAPIAN_FULL};
    struct segment one = {0}, three = {0}, theirs = {0};
    struct buf told[3] = {{0}}, report = {0}, a = {0}, b = {0};

    BUILD_BY(builder, dir, "one", &ample, lines, n, &one, &told[0]);
    BUILD_BY(builder, dir, "three", &tiny, lines, n, &three, &told[1]);
    BUILD_BY(oracle, dir, "theirs", &ample, lines, n, &theirs, &told[2]);
    expect_same_files(&one, &three);
    FUZZ_CHECK(span_eq(buf_span(&told[0]), buf_span(&told[1])));
    FUZZ_CHECK(span_eq(buf_span(&told[0]), buf_span(&told[2])));
    buf_printf(&a, "%s/one", dir);
    buf_printf(&b, "%s/theirs", dir);
    FUZZ_CHECK(upkeep_check(a.data, &report));
    FUZZ_CHECK(compare_databases(a.data, b.data, &report));
    for (int i = 0; i < 3; i++)
        buf_free(&told[i]);
    buf_free(&a);
    buf_free(&b);
    buf_free(&report);
    free(one.components);
    free(three.components);
    free(theirs.components);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct line lines[LINES_MAX];
    char dir[FUZZ_FOLDER];
    size_t n = read_lines(data, size, lines);

    fuzz_make_folder(dir);
    check_build(dir, lines, n);
    disk_remove(dir);
    for (size_t i = 0; i < n; i++) {
        buf_free(&lines[i].id);
        buf_free(&lines[i].text);
        buf_free(&lines[i].record);
        lines[i] = (struct line){0};
    }
    return 0;
}
