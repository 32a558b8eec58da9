#include "indexer/inverter_contents.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/termlist.h"
#include "indexer/number_sort.h"

struct contents {
    const uint32_t *rank;
    const struct span *texts;
    struct deflater *deflater;
    uint32_t n_terms;
    uint64_t *terms, *sorted; /* a document's: rank above, wdf below */
    struct glass_document_term *list;
    size_t cap; /* of each of the three */
    struct buf tag;
};

static void grow(struct contents *c, size_t n)
{
    if (c->cap >= n)
        return;
    c->cap = n;
    c->terms = must_realloc(c->terms, n * sizeof *c->terms);
    c->sorted = must_realloc(c->sorted, n * sizeof *c->sorted);
    c->list = must_realloc(c->list, n * sizeof *c->list);
}

static struct span encode_terms(struct contents *c, const struct document *d)
{
    const uint8_t *p = d->entries;
    const uint64_t *sorted;

    grow(c, d->n_terms);
    for (uint32_t i = 0; i < d->n_terms; i++) {
        uint64_t rank = c->rank[take_uint(&p)];
        const uint8_t *wdf = p;

        __builtin_prefetch(&c->texts[rank]);
        c->terms[i] = rank << 32 | take_uint(&wdf);
        pass_tag(&p);
    }
    sorted = sort_numbers(c->terms, c->sorted, d->n_terms, c->n_terms);
    for (uint32_t i = 0; i < d->n_terms; i++) {
        struct span text = c->texts[sorted[i] >> 32];

        __builtin_prefetch(text.data); /* texts lie all over memory: fetched before they are read */
        c->list[i] = (struct glass_document_term){text, (uint32_t)sorted[i]};
    }
    buf_clear(&c->tag);
    termlist_encode(d->length, c->list, d->n_terms, &c->tag);
    return buf_span(&c->tag);
}

struct contents *contents_new(const uint32_t *rank, const struct span *texts, uint32_t n_terms)
{
    struct contents *c = must_zalloc(sizeof *c);

    c->rank = rank;
    c->texts = texts;
    c->n_terms = n_terms;
    c->deflater = deflater_new(GLASS_TERMLIST);
    return c;
}

void contents_free(struct contents *c)
{
    if (!c)
        return;
    deflater_free(c->deflater);
    free(c->terms);
    free(c->sorted);
    free(c->list);
    buf_free(&c->tag);
    free(c);
}

void contents_get(struct contents *c, const struct document *d, struct run_content *out)
{
    *out = (struct run_content){d->data, encode_terms(c, d), d->data_deflated, false};
    out->terms_deflated = out->terms.len > glass_compress_min(GLASS_TERMLIST) &&
                          deflate_tag(c->deflater, out->terms, &out->terms);
}
