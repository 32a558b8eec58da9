/* Finds the blocks of damaged texts: zstd frames tell where they begin and end. */
#include <stdlib.h>

#include "core/alloc.h"
#include "store/little.h"
#include "store/texts_state.h"

enum { DICTIONARY_MOST = 1 << 20, CHECKSUM_FLAG = 1 << 2 };

static const uint8_t frame_magic[] = {0x28, 0xB5, 0x2F, 0xFD};
static const uint8_t dictionary_magic[] = {0x37, 0xA4, 0x30, 0xEC};

/* A search for blocks. */
struct search {
    struct text_file *file;
    ZSTD_DDict *dictionary;
    ZSTD_DCtx *context;
    struct buf raw;
    uint64_t stop; /* no block reaches beyond */
};

/* Where the next frame may begin, at AT or after it; s->stop if none does. */
static uint64_t next_frame(const struct search *s, uint64_t at)
{
    const uint8_t *data = s->file->pages->data;
    const uint8_t *next =
        at < s->stop ? memmem(data + at, s->stop - at, frame_magic, sizeof frame_magic) : NULL;

    return next ? (uint64_t)(next - data) : s->stop;
}

/* Whether the frame at AT tells damage by itself: it has a checksum of its content. */
static bool has_checksum(const uint8_t *frame)
{
    return frame[sizeof frame_magic] & CHECKSUM_FLAG;
}

/* Whether a block is at AT, whole; appends it to those found. */
static bool take_block(struct search *s, uint64_t at)
{
    struct text_file *f = s->file;
    const uint8_t *frame = f->pages->data + at;
    size_t len = ZSTD_findFrameCompressedSize(frame, (size_t)(s->stop - at));
    struct texts_found *b;

    if (ZSTD_isError(len) || len <= sizeof frame_magic ||
        (!has_checksum(frame) &&
         (!pages_ready(f->pages, at, len) || !pages_ready(f->pages, 0, f->dictionary_len))) ||
        !texts_decompress(&s->context, frame, len, s->dictionary, &s->raw))
        return false;
    GROW(f->found, f->n_found, f->cap_found);
    b = &f->found[f->n_found++];
    *b = (struct texts_found){.at = at, .end = at + len};
    for (size_t i = 0; i < s->raw.len; i++)
        b->documents += !s->raw.data[i];
    return true;
}

static void take_blocks(struct search *s, uint64_t from)
{
    for (uint64_t at = next_frame(s, from); at < s->stop;)
        at = take_block(s, at) ? s->file->found[s->file->n_found - 1].end : next_frame(s, at + 1);
}

/* ---- Without a footer -------------------------------------------------------- */

/* Sets the length of the dictionary, which ends where the first frame begins: at the first place
 * where one can be read with the bytes before it as dictionary. */
static void find_dictionary(struct search *s)
{
    struct text_file *f = s->file;
    const uint8_t *data = f->pages->data;

    if (s->stop < sizeof dictionary_magic ||
        memcmp(data, dictionary_magic, sizeof dictionary_magic) != 0)
        return;
    for (uint64_t at = next_frame(s, 1); at < s->stop && at < DICTIONARY_MOST;
         at = next_frame(s, at + 1)) {
        f->dictionary_len = (uint32_t)at;
        s->dictionary = ZSTD_createDDict(data, (size_t)at);
        if (s->dictionary && take_block(s, at)) {
            f->n_found = 0;
            return;
        }
        ZSTD_freeDDict(s->dictionary);
        s->dictionary = NULL;
    }
    f->dictionary_len = 0;
}

/* Sets where the table is: after the last block, if it says itself that this ends there. */
static bool find_table(struct text_file *f)
{
    uint64_t end = f->n_found ? f->found[f->n_found - 1].end : 0;
    uint64_t left = f->pages->size - TEXTS_FOOTER - end;

    f->blocks = left / (TEXTS_END + TEXTS_LAST);
    f->ends_at = end;
    f->lasts_at = end + f->blocks * TEXTS_END;
    return end && left % (TEXTS_END + TEXTS_LAST) == 0 && f->blocks >= f->n_found &&
           little_get64(f->pages->data + f->lasts_at - TEXTS_END) == end;
}

/* ---- Numbers of documents ----------------------------------------------------- */

/* The first document of B by its entries of the table, the blocks before *ENTRY aside; 0 if these
 * cannot be read. */
static uint32_t first_by_table(const struct text_file *f, const struct texts_found *b,
                               uint64_t *entry)
{
    for (uint64_t i = *entry; i < f->blocks; i++) {
        uint64_t end = f->ends_at + i * TEXTS_END, last = f->lasts_at + i * TEXTS_LAST;
        uint32_t number;

        if (!pages_ready(f->pages, end, TEXTS_END) || little_get64(f->pages->data + end) != b->end)
            continue;
        *entry = i + 1;
        if (!pages_ready(f->pages, last, TEXTS_LAST))
            return 0;
        number = little_get32(f->pages->data + last);
        return number >= b->documents ? number - b->documents + 1 : 0;
    }
    return 0;
}

/* From the first document on: where no block is missing, or the table says it. */
static void number_forward(struct text_file *f, bool table)
{
    uint64_t end = f->dictionary_len, entry = 0;
    uint32_t next = 1;

    for (size_t i = 0; i < f->n_found; i++) {
        struct texts_found *b = &f->found[i];

        b->first = b->at == end ? next : 0;
        if (!b->first && table)
            b->first = first_by_table(f, b, &entry);
        end = b->end;
        next = b->first ? b->first + b->documents : 0;
    }
}

/* From the last document, DOCUMENTS, back, where no block is missing. */
static void number_backward(struct text_file *f, uint32_t documents)
{
    uint64_t at = f->ends_at;
    uint64_t next = (uint64_t)documents + 1;

    for (size_t i = f->n_found; i-- > 0;) {
        struct texts_found *b = &f->found[i];

        if (!b->first && b->end == at && next > b->documents)
            b->first = (uint32_t)(next - b->documents);
        at = b->at;
        next = b->first;
    }
}

/* Keeps the blocks whose numbers are known and possible: ascending, and of DOCUMENTS documents. */
static void keep_numbered(struct text_file *f, uint32_t documents)
{
    uint64_t next = 1;
    size_t kept = 0;

    for (size_t i = 0; i < f->n_found; i++) {
        const struct texts_found *b = &f->found[i];

        if (b->first < next || (uint64_t)b->first + b->documents > (uint64_t)documents + 1)
            continue;
        next = (uint64_t)b->first + b->documents;
        f->found[kept++] = *b;
    }
    f->n_found = kept;
}

void texts_find_blocks(struct text_file *f, uint32_t documents)
{
    struct search s = {.file = f};
    uint32_t has = documents;
    bool table;

    f->rest = true;
    if (!f->pages || f->pages->size < TEXTS_FOOTER)
        return;
    table = texts_read_footer(f, &has);
    s.stop = table ? f->ends_at : f->pages->size - TEXTS_FOOTER;
    if (!table) {
        f->dictionary_len = 0;
        find_dictionary(&s);
    } else if (f->dictionary_len) {
        s.dictionary = ZSTD_createDDict(f->pages->data, f->dictionary_len);
    }
    take_blocks(&s, f->dictionary_len);
    table = table || find_table(f);
    number_forward(f, table);
    if (table)
        number_backward(f, documents);
    keep_numbered(f, documents);
    atomic_store(&f->dictionary, s.dictionary);
    ZSTD_freeDCtx(s.context);
    buf_free(&s.raw);
}
