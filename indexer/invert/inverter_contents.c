/* Makes the term lists of documents, in term order, deflated. */
#include "indexer/invert/inverter_contents.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/termlist.h"
#include "indexer/glass/termlist_coder.h"
#include "indexer/invert/number_sort.h"

/* Bytes a term. Longer lists have long words, which other codes suit better. The limit must not
 * depend on term numbers, as these depend on which articles a thread got. */
enum { CODED_MOST = 12 };

struct contents {
    const uint32_t *rank;
    const struct span *texts;
    uint32_t n_terms;
    struct termlist_coder *coder;
    struct deflater *deflater;
    uint64_t *terms, *sorted; /* of a document: rank in the upper half, wdf in the lower half */
    struct glass_document_term *list;
    size_t terms_cap, list_cap;
    struct buf tag;
};

struct contents *contents_new(const struct inverter *v, const uint32_t *rank,
                              const struct span *texts)
{
    struct contents *c = must_zalloc(sizeof *c);

    c->rank = rank;
    c->texts = texts;
    c->n_terms = analyser_terms(v->analyser);
    c->coder = termlist_coder_new(texts, c->n_terms);
    c->deflater = deflater_new(GLASS_TERMLIST);
    return c;
}

void contents_free(struct contents *c)
{
    if (!c)
        return;
    termlist_coder_free(c->coder);
    deflater_free(c->deflater);
    free(c->terms);
    free(c->sorted);
    free(c->list);
    buf_free(&c->tag);
    free(c);
}

/* A document's terms in byte order, from its entries. Measured, these two prefetches and
 * termlist_coder's: 0.75 -> 0.64 s of processor time on Reuters (dateline-index add,
 * release build). */
static const uint64_t *sort_terms(struct contents *c, const struct document *d)
{
    const uint8_t *p = d->entries;

    if (c->terms_cap < d->n_terms) {
        c->terms_cap = d->n_terms;
        c->terms = must_realloc(c->terms, c->terms_cap * sizeof *c->terms);
        c->sorted = must_realloc(c->sorted, c->terms_cap * sizeof *c->sorted);
    }
    for (uint32_t i = 0; i < d->n_terms; i++) {
        uint64_t term = take_term_number(&p);
        uint32_t wdf, tag_len;

        __builtin_prefetch(&c->rank[term]);
        take_posting_head(&p, &wdf, &tag_len);
        p += tag_len;
        c->terms[i] = term << 32 | wdf;
    }
    for (uint32_t i = 0; i < d->n_terms; i++) {
        uint64_t rank = c->rank[c->terms[i] >> 32];

        termlist_coder_prefetch(c->coder, rank);
        c->terms[i] = rank << 32 | (uint32_t)c->terms[i];
    }
    return sort_numbers(c->terms, c->sorted, d->n_terms, c->n_terms);
}

/* Encodes lists that the coder refuses: short ones and those of other alphabets. */
static struct span encode_terms(struct contents *c, const struct document *d, const uint64_t *terms)
{
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
    const uint64_t *terms = sort_terms(c, d);

    out->deflated = termlist_code(c->coder, d->length, terms, d->n_terms,
                                  (size_t)CODED_MOST * d->n_terms, &out->bytes);
    if (out->deflated)
        return;
    out->bytes = encode_terms(c, d, terms);
    out->deflated = out->bytes.len > glass_compress_min(GLASS_TERMLIST) &&
                    deflate_tag(c->deflater, out->bytes, &out->bytes);
}
