/* Columns of any bytes, or right ones with changes: each row is read or refused, twice alike, and a
 * range of days ends within the articles. */
#include "changes.h"
#include "fuzz.h"
#include "store/columns.h"
#include "store/columns_writer.h"
#include "tests/paged_file.h"

enum { ARTICLES = 40, FILES = 2 };

const char *const fuzz_seeds[] = {"\2",     "\4ABCD",     "\6AA\x7f\1BB\x7f\2",
                                  "\1\x3c", "\0\0\1\1\0", NULL};

static const char *const names[FILES] = {COLUMNS_ROWS, COLUMNS_IDS};
static struct buf right[FILES];

/* Newest first, the last ones undated. */
static void make_columns(void)
{
    char path[64], id[32];
    struct open_dir dir;
    struct output_file files[FILES];
    struct columns_writer *w;

    paged_folder_make(path, &dir);
    w = columns_writer_new(&dir);
    for (int i = 0; i < ARTICLES; i++) {
        int len = snprintf(id, sizeof id, "wire/%d", i * i);
        dateline_day day = i < ARTICLES - 4 ? 20250331 - i / 3 : 0;

        FUZZ_CHECK(columns_writer_add(w, day, (struct span){id, (size_t)len}, NULL) == DATELINE_OK);
    }
    FUZZ_CHECK(columns_writer_finish(w, &files[0], &files[1], NULL) == DATELINE_OK);
    FUZZ_CHECK(columns_writer_sync(w, NULL) == DATELINE_OK);
    columns_writer_close(w);
    for (int f = 0; f < FILES; f++)
        paged_data_read(&dir, names[f], &right[f]);
    paged_folder_remove(&dir);
}

static void read_row(const struct columns *c, uint32_t number)
{
    struct span id, again;
    dateline_day day;
    dateline_status status = columns_id(c, number, &id, NULL);

    FUZZ_CHECK(status == DATELINE_OK || status == DATELINE_CORRUPT);
    FUZZ_CHECK(columns_id(c, number, &again, NULL) == status);
    FUZZ_CHECK(status != DATELINE_OK || (id.len && span_eq(id, again)));
    status = columns_day(c, number, &day, NULL);
    FUZZ_CHECK(status == DATELINE_OK || status == DATELINE_CORRUPT);
}

static void read_columns(const struct columns *c)
{
    static const dateline_day days[] = {0, 1, 20250300, 20250320, 20250331, 99991231};

    for (uint32_t i = 1; i <= ARTICLES; i++)
        read_row(c, i);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        uint32_t above = 0;
        dateline_status status = columns_above(c, days[i], &above, NULL);

        FUZZ_CHECK(status == DATELINE_CORRUPT || (status == DATELINE_OK && above <= ARTICLES));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes[FILES];
    struct pages *pages[FILES];
    struct columns c = {0};

    if (!right[0].len)
        make_columns();
    if (!size)
        return 0;
    for (int f = 0; f < FILES; f++) {
        bool mine = data[0] / 2 % FILES == f;

        bytes[f] = !mine         ? bytes_changed(buf_span(&right[f]), NULL, 0)
                   : data[0] % 2 ? bytes_copied(data + 1, size - 1)
                                 : bytes_changed(buf_span(&right[f]), data + 1, size - 1);
        pages[f] = pages_unverified(bytes[f]);
    }
    if (columns_open(pages[0], pages[1], ARTICLES, &c, NULL) == DATELINE_OK)
        read_columns(&c);
    columns_close(&c);
    for (int f = 0; f < FILES; f++)
        free((char *)bytes[f].data);
    return 0;
}
