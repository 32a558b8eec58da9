/* Stored articles of any bytes, or right ones with changes: each is read or refused, by two
 * readers alike, in any order. */
#include "changes.h"
#include "core/alloc.h"
#include "core/article.h"
#include "fuzz.h"
#include "store/texts_writer.h"
#include "tests/paged_file.h"

enum { ARTICLES = 24 };

const char *const fuzz_seeds[] = {"\2", "\4ABCD", "\6AA\x7f\1BB\x7f\2", "\1\x3c", NULL};

static struct buf right[TEXTS_FILES];

/* Texts from none to longer than a block. */
static void encode_article(unsigned i, struct buf *record)
{
    struct buf id = {0}, text = {0};
    struct article a = {.title = span_of("Harbour reopens"), .day = 20250331};

    buf_printf(&id, "wire/%u", i);
    for (unsigned k = 0; k < i * i * 2; k++)
        buf_printf(&text, "ship %u, ", k * i % 97);
    a.id = buf_span(&id);
    a.body = buf_span(&text);
    article_encode(&a, record);
    buf_free(&id);
    buf_free(&text);
}

static void make_texts(void)
{
    char path[64];
    struct open_dir dir;
    struct output_file files[TEXTS_FILES];
    struct texts_writer *w;

    paged_folder_make(path, &dir);
    w = texts_writer_new(&dir);
    for (unsigned i = 0; i < ARTICLES; i++) {
        struct buf record = {0};

        encode_article(i, &record);
        FUZZ_CHECK(texts_writer_add(w, buf_span(&record), NULL) == DATELINE_OK);
        buf_free(&record);
    }
    FUZZ_CHECK(texts_writer_finish(w, files, NULL) == DATELINE_OK);
    FUZZ_CHECK(texts_writer_sync(w, NULL) == DATELINE_OK);
    texts_writer_close(w);
    for (int f = 0; f < TEXTS_FILES; f++)
        paged_data_read(&dir, texts_file_name((enum texts_file)f), &right[f]);
    paged_folder_remove(&dir);
}

/* The bytes of article NUMBER, or nothing if it is refused. */
static void read_article(struct texts_reader *r, uint32_t number, struct buf *out)
{
    struct span head, body;
    struct buf record = {0};
    dateline_status status = texts_head(r, number, &head, NULL);

    if (status == DATELINE_OK)
        buf_span_add(out, head);
    FUZZ_CHECK(status == DATELINE_OK || status == DATELINE_CORRUPT);
    status = texts_body(r, number, &body, NULL);
    if (status == DATELINE_OK)
        buf_span_add(out, body);
    FUZZ_CHECK(status == DATELINE_OK || status == DATELINE_CORRUPT);
    status = texts_record(r, number, &record, NULL);
    FUZZ_CHECK(status == DATELINE_OK || status == DATELINE_CORRUPT);
    buf_free(&record);
}

static void read_all(struct texts *t)
{
    struct texts_reader *r = texts_reader_new(t), *same = texts_reader_new(t),
                        *mixed = texts_reader_new(t);

    for (uint32_t i = 0; i <= ARTICLES + 1; i++) {
        struct buf once = {0}, again = {0};

        read_article(r, i, &once);
        read_article(same, i, &again);
        FUZZ_CHECK(span_eq(buf_span(&once), buf_span(&again)));
        read_article(mixed, i * 37 % (ARTICLES + 2), &again);
        FUZZ_CHECK((i && i <= ARTICLES) || !once.len);
        buf_free(&once);
        buf_free(&again);
    }
    texts_reader_free(r);
    texts_reader_free(same);
    texts_reader_free(mixed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes[TEXTS_FILES];
    struct pages *pages[TEXTS_FILES];
    struct texts *t = NULL;

    if (!right[0].len)
        make_texts();
    if (!size)
        return 0;
    for (int f = 0; f < TEXTS_FILES; f++) {
        bool mine = data[0] / 2 % TEXTS_FILES == f;

        bytes[f] = !mine         ? bytes_changed(buf_span(&right[f]), NULL, 0)
                   : data[0] % 2 ? bytes_copied(data + 1, size - 1)
                                 : bytes_changed(buf_span(&right[f]), data + 1, size - 1);
        pages[f] = pages_unverified(bytes[f]);
    }
    if (texts_open(pages[TEXTS_HEADS], pages[TEXTS_BODIES], ARTICLES, &t, NULL) == DATELINE_OK)
        read_all(t);
    texts_close(t);
    t = texts_open_rest(pages_unverified(bytes[TEXTS_HEADS]), pages_unverified(bytes[TEXTS_BODIES]),
                        ARTICLES);
    read_all(t);
    texts_close(t);
    for (int f = 0; f < TEXTS_FILES; f++)
        free((char *)bytes[f].data);
    return 0;
}
