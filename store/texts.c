/* Reads stored articles: finds their blocks, decompresses them, keeps the last ones. */
#include "store/texts.h"

#include <stdlib.h>
#include <zstd.h>

#include "core/alloc.h"
#include "core/article.h"
#include "store/little.h"

/* The most that zstd can make of a byte: a block of 128 KiB of one value takes four. */
enum { MOST_EXPANSION = 1 << 15, END = sizeof(uint64_t), LAST = sizeof(uint32_t) };

/* One of the two files. */
struct text_file {
    struct pages *pages;
    uint64_t blocks, ends_at, lasts_at;
    uint32_t dictionary_len;
    _Atomic(ZSTD_DDict *) dictionary; /* made when it is first used */
};

struct texts {
    struct text_file files[TEXTS_FILES];
    uint32_t documents;
    struct text_cache *cache; /* NULL: none */
};

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

static dateline_status read_texts_footer(struct text_file *f, uint32_t documents,
                                         dateline_error *err)
{
    struct pages *p = f->pages;
    uint64_t at = p->size >= TEXTS_FOOTER ? p->size - TEXTS_FOOTER : 0;
    const uint8_t *footer = p->data + at;

    if (!pages_ready(p, at, TEXTS_FOOTER))
        return pages_damaged(p, at, err);
    f->blocks = little_get64(footer);
    f->dictionary_len = little_get32(footer + 12);
    if (f->dictionary_len > at || f->blocks > (at - f->dictionary_len) / (END + LAST))
        return pages_damaged(p, at, err);
    if (little_get32(footer + 8) != documents)
        return fail(err, DATELINE_CORRUPT,
                    "%s is damaged: it does not have a text for each document", p->path);
    f->lasts_at = at - f->blocks * LAST;
    f->ends_at = f->lasts_at - f->blocks * END;
    return DATELINE_OK;
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
        status = t->files[i].pages ? read_texts_footer(&t->files[i], documents, err)
                                   : fail(err, DATELINE_CORRUPT, "%s is missing",
                                          texts_file_name((enum texts_file)i));
    if (status == DATELINE_OK)
        *out = t;
    else
        texts_close(t);
    return status;
}

void texts_close(struct texts *t)
{
    if (!t)
        return;
    for (int i = 0; i < TEXTS_FILES; i++) {
        ZSTD_freeDDict(atomic_load(&t->files[i].dictionary));
        pages_close(t->files[i].pages);
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
    uint64_t at = f->lasts_at + i * LAST;

    if (!pages_ready(f->pages, at, LAST))
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
            return pages_damaged(f->pages, f->lasts_at + middle * LAST, err);
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
    uint64_t first = i ? i - 1 : i, entry = f->ends_at + first * END, end;

    if (!pages_ready(f->pages, entry, (i - first + 1) * END))
        return pages_damaged(f->pages, entry, err);
    *at = i ? little_get64(f->pages->data + entry) : f->dictionary_len;
    end = little_get64(f->pages->data + f->ends_at + i * END);
    if (end <= *at || end > f->ends_at || !pages_ready(f->pages, *at, end - *at))
        return pages_damaged(f->pages, *at, err);
    *len = end - *at;
    return DATELINE_OK;
}

/* The file's dictionary, NULL if it has none. The first thread to need it makes it. */
static dateline_status texts_dictionary(struct text_file *f, ZSTD_DDict **out, dateline_error *err)
{
    ZSTD_DDict *none = NULL, *made;

    *out = atomic_load(&f->dictionary);
    if (*out || !f->dictionary_len)
        return DATELINE_OK;
    if (!pages_ready(f->pages, 0, f->dictionary_len))
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

/* Decompresses the LEN bytes from B->at into B->raw; false if they are not a frame of documents. */
static bool decompress_block(struct texts_reader *r, const struct text_file *f, ZSTD_DDict *d,
                             uint64_t len, struct text_block *b)
{
    const uint8_t *frame = f->pages->data + b->at;
    unsigned long long size = ZSTD_getFrameContentSize(frame, (size_t)len);

    if (!size || size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
        size / MOST_EXPANSION > len)
        return false;
    if (!r->context && !(r->context = ZSTD_createDCtx()))
        out_of_memory(0);
    buf_clear(&b->raw);
    buf_reserve(&b->raw, (size_t)size);
    if (ZSTD_decompress_usingDDict(r->context, b->raw.data, (size_t)size, frame, (size_t)len, d) !=
        size)
        return false;
    b->raw.len = (size_t)size;
    return !b->raw.data[size - 1];
}

/* Reads block BLOCK into B->raw. */
static dateline_status read_stored_block(struct texts_reader *r, struct text_file *f,
                                         uint64_t block, struct text_block *b, dateline_error *err)
{
    ZSTD_DDict *dictionary = NULL;
    uint64_t len = 0;
    dateline_status status = place_of_block(f, block, &b->at, &len, err);

    if (status == DATELINE_OK)
        status = texts_dictionary(f, &dictionary, err);
    if (status == DATELINE_OK && !decompress_block(r, f, dictionary, len, b))
        status = pages_damaged(f->pages, b->at, err);
    if (status == DATELINE_OK && r->texts->cache)
        text_cache_put(r->texts->cache, f, block, buf_span(&b->raw));
    return status;
}

static dateline_status read_text_block(struct texts_reader *r, enum texts_file which,
                                       uint32_t number, dateline_error *err)
{
    struct text_file *f = &r->texts->files[which];
    struct text_block *b = &r->blocks[which];
    uint32_t first, last;
    uint64_t block = 0;
    dateline_status status = find_text_block(f, number, &block, &first, &last, err);

    if (status != DATELINE_OK)
        return status;
    b->first = b->last = 0; /* should it fail */
    if (!r->texts->cache || !text_cache_get(r->texts->cache, f, block, &b->raw))
        status = read_stored_block(r, f, block, b, err);
    if (status == DATELINE_OK) {
        b->first = first;
        b->last = last;
    }
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
