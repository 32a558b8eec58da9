#include "indexer/inverter_contents.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/termlist.h"
#include "indexer/glass/termlist_coder.h"
#include "indexer/number_sort.h"

struct contents {
    const uint32_t *rank;
    const struct span *texts;
    uint32_t n_terms;
    struct termlist_coder *coder; /* while the run is made */
    uint8_t *spare, *spare_at;    /* for lists that don't fit where their entries were */
    size_t spare_left;
    struct deflater *deflater;
    uint64_t *terms, *sorted; /* a document's: rank above, wdf below */
    struct glass_document_term *list;
    size_t terms_cap, list_cap;
    struct buf tag;
};

/* A document's terms in byte order, from its entries, which end at *end. */
static const uint64_t *sort_terms(struct contents *c, const struct document *d, const uint8_t **end)
{
    const uint8_t *p = d->entries;

    if (c->terms_cap < d->n_terms) {
        c->terms_cap = d->n_terms;
        c->terms = must_realloc(c->terms, c->terms_cap * sizeof *c->terms);
        c->sorted = must_realloc(c->sorted, c->terms_cap * sizeof *c->sorted);
    }
    for (uint32_t i = 0; i < d->n_terms; i++) {
        uint64_t rank = c->rank[take_uint(&p)];
        const uint8_t *wdf = p;

        if (c->coder)
            termlist_coder_prefetch(c->coder, rank);
        c->terms[i] = rank << 32 | take_uint(&wdf);
        pass_tag(&p);
    }
    *end = p;
    return sort_numbers(c->terms, c->sorted, d->n_terms, c->n_terms);
}

/* ---- While the run is made ------------------------------------------------ */

/* Puts the document's term list in place of its entries, from which it is made
 * and which nobody needs any more, or where there is room to spare. */
static void make(struct contents *c, struct document *d)
{
    const uint8_t *end;
    const uint64_t *terms = sort_terms(c, d, &end);
    size_t room = (size_t)(end - d->entries), most = room > c->spare_left ? room : c->spare_left;
    struct span tag;

    if (!termlist_code(c->coder, d->length, terms, d->n_terms, most, &tag))
        return;
    if (tag.len > room) {
        d->entries = c->spare_at;
        c->spare_at += tag.len;
        c->spare_left -= tag.len;
    }
    memcpy(d->entries, tag.data, tag.len);
    d->terms_len = (uint32_t)tag.len;
}

struct contents *contents_new(struct inverter *v, const uint32_t *rank, const struct span *texts)
{
    struct contents *c = must_zalloc(sizeof *c);

    c->rank = rank;
    c->texts = texts;
    c->n_terms = analyser_terms(v->analyser);
    c->coder = termlist_coder_new(texts, c->n_terms);
    c->spare_left = contents_spare(v);
    c->spare = c->spare_at = must_alloc(c->spare_left);
    for (size_t i = 0; i < v->n_documents; i++)
        make(c, &v->documents[i]);
    termlist_coder_free(c->coder);
    c->coder = NULL;
    return c;
}

void contents_free(struct contents *c)
{
    if (!c)
        return;
    deflater_free(c->deflater);
    free(c->spare);
    free(c->terms);
    free(c->sorted);
    free(c->list);
    buf_free(&c->tag);
    free(c);
}

/* ---- When it is read ------------------------------------------------------ */

/* The tag of what did not fit: short lists, and those of other alphabets. */
static struct span encode_terms(struct contents *c, const struct document *d)
{
    const uint8_t *end;
    const uint64_t *terms = sort_terms(c, d, &end);

    if (c->list_cap < d->n_terms) {
        c->list_cap = d->n_terms;
        c->list = must_realloc(c->list, c->list_cap * sizeof *c->list);
    }
    for (uint32_t i = 0; i < d->n_terms; i++)
        c->list[i] = (struct glass_document_term){c->texts[terms[i] >> 32], (uint32_t)terms[i]};
    buf_clear(&c->tag);
    termlist_encode(d->length, c->list, d->n_terms, &c->tag);
    return buf_span(&c->tag);
}

void contents_get(struct contents *c, const struct document *d, struct run_tag *out)
{
    if (d->terms_len) {
        *out = (struct run_tag){{(const char *)d->entries, d->terms_len}, true};
        return;
    }
    if (!c->deflater)
        c->deflater = deflater_new(GLASS_TERMLIST);
    out->bytes = encode_terms(c, d);
    out->deflated = out->bytes.len > glass_compress_min(GLASS_TERMLIST) &&
                    deflate_tag(c->deflater, out->bytes, &out->bytes);
}
