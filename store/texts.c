/* Reads stored articles: finds their blocks, decompresses them, keeps the last ones. */
#include "store/texts.h"

#include <inttypes.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/article.h"
#include "store/little.h"
#include "store/texts_state.h"

/* The most that zstd can make of a byte: a block of 128 KiB of one value takes four. */
enum { MOST_EXPANSION = 1 << 15 };

/* The last block that was read of a file. */
struct text_block {
    uint32_t first, last; /* its documents; none if both are 0 */
    uint64_t at;          /* where it begins in the file, for messages */
    struct buf raw;
};

struct texts_reader {
    struct texts *texts;
    ZSTD_DCtx *context; /* NULL before the first block */
    struct text_block blocks[TEXTS_FILES];
};

const char *texts_file_name(enum texts_file f)
{
    return f == TEXTS_HEADS ? "texts.heads" : "texts.bodies";
}

/* ---- Opening ---------------------------------------------------------------- */

bool texts_read_footer(struct text_file *f, uint32_t *documents)
{
    struct pages *p = f->pages;
    uint64_t at = p->size >= TEXTS_FOOTER ? p->size - TEXTS_FOOTER : 0;
    const uint8_t *footer = p->data + at;
    uint32_t wanted = *documents;

    if (!pages_ready(p, at, TEXTS_FOOTER))
        return false;
    f->blocks = little_get64(footer);
    f->dictionary_len = little_get32(footer + 12);
    if (f->dictionary_len > at || f->blocks > (at - f->dictionary_len) / (TEXTS_END + TEXTS_LAST))
        return false;
    *documents = little_get32(footer + 8);
    f->lasts_at = at - f->blocks * TEXTS_LAST;
    f->ends_at = f->lasts_at - f->blocks * TEXTS_END;
    return *documents == wanted;
}

static dateline_status require_texts_footer(struct text_file *f, uint32_t documents,
                                            dateline_error *err)
{
    struct pages *p = f->pages;
    uint32_t has = documents;

    if (texts_read_footer(f, &has))
        return DATELINE_OK;
    if (has != documents)
        return fail(err, DATELINE_CORRUPT,
                    "%s is damaged: it does not have a text for each document", p->path);
    return pages_damaged(p, p->size >= TEXTS_FOOTER ? p->size - TEXTS_FOOTER : 0, err);
}

dateline_status texts_open(struct pages *heads, struct pages *bodies, uint32_t documents,
                           struct texts **out, dateline_error *err)
{
    struct texts *t = must_zalloc(sizeof *t);
    dateline_status status = DATELINE_OK;

    t->documents = documents;
    t->files[TEXTS_HEADS].pages = heads;
    t->files[TEXTS_BODIES].pages = bodies;
    for (int i = 0; i < TEXTS_FILES && status == DATELINE_OK; i++)
        status = t->files[i].pages ? require_texts_footer(&t->files[i], documents, err)
                                   : fail(err, DATELINE_CORRUPT, "%s is missing",
                                          texts_file_name((enum texts_file)i));
    if (status == DATELINE_OK)
        *out = t;
    else
        texts_close(t);
    return status;
}

struct texts *texts_open_rest(struct pages *heads, struct pages *bodies, uint32_t documents)
{
    struct texts *t = must_zalloc(sizeof *t);

    t->documents = documents;
    t->files[TEXTS_HEADS].pages = heads;
    t->files[TEXTS_BODIES].pages = bodies;
    for (int i = 0; i < TEXTS_FILES; i++)
        texts_find_blocks(&t->files[i], documents);
    return t;
}

void texts_close(struct texts *t)
{
    if (!t)
        return;
    for (int i = 0; i < TEXTS_FILES; i++) {
        ZSTD_freeDDict(atomic_load(&t->files[i].dictionary));
        pages_close(t->files[i].pages);
        free(t->files[i].found);
    }
    free(t);
}

void texts_share_cache(struct texts *t, struct text_cache *c)
{
    t->cache = c;
}

struct texts_reader *texts_reader_new(struct texts *t)
{
    struct texts_reader *r = must_zalloc(sizeof *r);

    r->texts = t;
    return r;
}

void texts_reader_free(struct texts_reader *r)
{
    if (!r)
        return;
    ZSTD_freeDCtx(r->context);
    for (int i = 0; i < TEXTS_FILES; i++)
        buf_free(&r->blocks[i].raw);
    free(r);
}

/* ---- Blocks ----------------------------------------------------------------- */

/* The last document of block I; false if its page is damaged. */
static bool last_of_block(const struct text_file *f, uint64_t i, uint32_t *out)
{
    uint64_t at = f->lasts_at + i * TEXTS_LAST;

    if (!pages_ready(f->pages, at, TEXTS_LAST))
        return false;
    *out = little_get32(f->pages->data + at);
    return true;
}

/* The block of document NUMBER, and its first and last document. */
static dateline_status find_text_block(const struct text_file *f, uint32_t number, uint64_t *found,
                                       uint32_t *first_of, uint32_t *last_of, dateline_error *err)
{
    uint64_t low = 0, high = f->blocks;
    uint32_t before = 0, last = 0;

    while (low < high) {
        uint64_t middle = low + (high - low) / 2;
        uint32_t end;

        if (!last_of_block(f, middle, &end))
            return pages_damaged(f->pages, f->lasts_at + middle * TEXTS_LAST, err);
        if (end < number) {
            low = middle + 1;
            before = end;
        } else {
            high = middle;
            last = end;
        }
    }
    if (last < number)
        return pages_damaged(f->pages, f->lasts_at, err);
    *found = low;
    *first_of = before + 1;
    *last_of = last;
    return DATELINE_OK;
}

/* Where block I begins, and its length. */
static dateline_status place_of_block(const struct text_file *f, uint64_t i, uint64_t *at,
                                      uint64_t *len, dateline_error *err)
{
    uint64_t first = i ? i - 1 : i, entry = f->ends_at + first * TEXTS_END, end;

    if (!pages_ready(f->pages, entry, (i - first + 1) * TEXTS_END))
        return pages_damaged(f->pages, entry, err);
    *at = i ? little_get64(f->pages->data + entry) : f->dictionary_len;
    end = little_get64(f->pages->data + f->ends_at + i * TEXTS_END);
    if (end <= *at || end > f->ends_at || !pages_ready(f->pages, *at, end - *at))
        return pages_damaged(f->pages, *at, err);
    *len = end - *at;
    return DATELINE_OK;
}

/* The block of document NUMBER among those that were found without the table. */
static dateline_status locate_found(const struct text_file *f, uint32_t number,
                                    struct text_block *out, uint64_t *len, dateline_error *err)
{
    size_t low = 0, high = f->n_found;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct texts_found *b = &f->found[middle];

        if (number < b->first) {
            high = middle;
        } else if (number - b->first >= b->documents) {
            low = middle + 1;
        } else {
            out->first = b->first;
            out->last = b->first + b->documents - 1;
            out->at = b->at;
            *len = b->end - b->at;
            return DATELINE_OK;
        }
    }
    return fail(err, DATELINE_CORRUPT, "the text of document %" PRIu32 " is lost", number);
}

/* The file's dictionary, NULL if it has none. The first thread to need it makes it. */
static dateline_status texts_dictionary(struct text_file *f, ZSTD_DDict **out, dateline_error *err)
{
    ZSTD_DDict *none = NULL, *made;

    *out = atomic_load(&f->dictionary);
    if (*out || !f->dictionary_len)
        return DATELINE_OK;
    if (!f->rest && !pages_ready(f->pages, 0, f->dictionary_len))
        return pages_damaged(f->pages, 0, err);
    made = ZSTD_createDDict(f->pages->data, f->dictionary_len);
    if (!made)
        return pages_damaged(f->pages, 0, err);
    if (!atomic_compare_exchange_strong(&f->dictionary, &none, made)) {
        ZSTD_freeDDict(made);
        made = none;
    }
    *out = made;
    return DATELINE_OK;
}

bool texts_decompress(ZSTD_DCtx **context, const uint8_t *frame, uint64_t len, ZSTD_DDict *d,
                      struct buf *raw)
{
    unsigned long long size = ZSTD_getFrameContentSize(frame, (size_t)len);

    if (!size || size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
        size / MOST_EXPANSION > len)
        return false;
    if (!*context && !(*context = ZSTD_createDCtx()))
        out_of_memory(0);
    buf_clear(raw);
    buf_reserve(raw, (size_t)size);
    if (ZSTD_decompress_usingDDict(*context, raw->data, (size_t)size, frame, (size_t)len, d) !=
        size)
        return false;
    raw->len = (size_t)size;
    return !raw->data[size - 1];
}

/* Finds the block of document NUMBER: its place, LEN, and documents. */
static dateline_status locate_text(const struct text_file *f, uint32_t number,
                                   struct text_block *out, uint64_t *len, dateline_error *err)
{
    uint64_t block = 0;
    dateline_status status;

    if (f->rest)
        return locate_found(f, number, out, len, err);
    status = find_text_block(f, number, &block, &out->first, &out->last, err);
    return status == DATELINE_OK ? place_of_block(f, block, &out->at, len, err) : status;
}

/* Decompresses the block at AT, of LEN bytes, into RAW. */
static dateline_status read_stored_block(struct texts_reader *r, struct text_file *f, uint64_t at,
                                         uint64_t len, struct buf *raw, dateline_error *err)
{
    ZSTD_DDict *dictionary = NULL;
    dateline_status status = texts_dictionary(f, &dictionary, err);

    if (status != DATELINE_OK)
        return status;
    if (!texts_decompress(&r->context, f->pages->data + at, len, dictionary, raw))
        return pages_damaged(f->pages, at, err);
    if (r->texts->cache)
        text_cache_put(r->texts->cache, f, at, buf_span(raw));
    return DATELINE_OK;
}

static dateline_status read_text_block(struct texts_reader *r, enum texts_file which,
                                       uint32_t number, dateline_error *err)
{
    struct text_file *f = &r->texts->files[which];
    struct text_block *b = &r->blocks[which], found = {.raw = b->raw};
    uint64_t len = 0;
    dateline_status status = locate_text(f, number, &found, &len, err);

    if (status != DATELINE_OK)
        return status;
    b->first = b->last = 0; /* should it fail */
    if (!r->texts->cache || !text_cache_get(r->texts->cache, f, found.at, &found.raw))
        status = read_stored_block(r, f, found.at, len, &found.raw, err);
    if (status == DATELINE_OK)
        *b = found;
    b->raw = found.raw;
    return status;
}

/* ---- Documents -------------------------------------------------------------- */

static dateline_status read_text(struct texts_reader *r, enum texts_file which, uint32_t number,
                                 struct span *out, dateline_error *err)
{
    struct text_block *b = &r->blocks[which];
    const char *at, *end;
    dateline_status status = DATELINE_OK;

    if (!number || number > r->texts->documents)
        return pages_damaged(r->texts->files[which].pages, b->at, err);
    if (number < b->first || number > b->last)
        status = read_text_block(r, which, number, err);
    if (status != DATELINE_OK)
        return status;
    at = b->raw.data;
    end = at + b->raw.len;
    for (uint32_t n = b->first; at < end; n++) {
        const char *nul = memchr(at, '\0', (size_t)(end - at)); /* the last byte is one */

        if (n == number) {
            *out = (struct span){at, (size_t)(nul - at)};
            return DATELINE_OK;
        }
        at = nul + 1;
    }
    return pages_damaged(r->texts->files[which].pages, b->at, err);
}

dateline_status texts_head(struct texts_reader *r, uint32_t number, struct span *out,
                           dateline_error *err)
{
    return read_text(r, TEXTS_HEADS, number, out, err);
}

dateline_status texts_body(struct texts_reader *r, uint32_t number, struct span *out,
                           dateline_error *err)
{
    return read_text(r, TEXTS_BODIES, number, out, err);
}

dateline_status texts_record(struct texts_reader *r, uint32_t number, struct buf *out,
                             dateline_error *err)
{
    struct article_parts parts;
    dateline_status status = texts_head(r, number, &parts.head, err);

    if (status == DATELINE_OK)
        status = texts_body(r, number, &parts.body, err);
    if (status == DATELINE_OK)
        article_join(&parts, out);
    return status;
}
