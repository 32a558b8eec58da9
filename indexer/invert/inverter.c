/* Takes articles into an inverter: their terms, positions and records. */
#include "indexer/invert/inverter.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/arena.h"
#include "indexer/invert/analysis.h"
#include "indexer/invert/filter_terms.h"
#include "indexer/invert/inverter_state.h"
#include "indexer/invert/term_sort.h"
#include "indexer/output/pack.h"

/* Memory for a term when a run is made; its text counts as 12 bytes, and its list, beyond the
 * entries, as 8. */
enum { TERM_BYTES = 12 + 16 + 16 + 16 + 8 };

struct inverter *inverter_open(struct stemmer *stemmer)
{
    struct inverter *v = must_zalloc(sizeof *v);

    v->stemmer = stemmer;
    v->analyser = analyser_open(stemmer);
    return v;
}

static void forget_documents(struct inverter *v)
{
    arena_free(&v->arena);
    arena_free(&v->ids);
    free(v->documents);
    v->documents = NULL;
    v->n_documents = v->documents_cap = 0;
    v->n_postings = v->entry_bytes = 0;
    v->path = NULL;
}

void inverter_reset(struct inverter *v)
{
    forget_documents(v);
    analyser_reset(v->analyser);
}

void inverter_close(struct inverter *v)
{
    if (!v)
        return;
    forget_documents(v);
    analyser_close(v->analyser);
    stemmer_close(v->stemmer);
    filter_terms_free(&v->filters);
    free(v);
}

uint32_t inverter_documents(const struct inverter *v)
{
    return (uint32_t)v->n_documents;
}

size_t inverter_postings(const struct inverter *v)
{
    return v->n_postings;
}

size_t inverter_memory(const struct inverter *v)
{
    /* Making the run needs the postings, about as large as the entries, a copy of the terms, and
     * for each term the place and state of its list, and its sort key twice. */
    return v->arena.held + v->ids.held + v->documents_cap * sizeof *v->documents + v->entry_bytes +
           analyser_terms(v->analyser) * (TERM_BYTES + 2 * sizeof(struct ranked)) +
           analyser_memory(v->analyser);
}

/* ---- Articles -------------------------------------------------------------- */

/* Writes a head of more than one byte at P, and moves the steps after its one-byte head. */
static uint8_t *widen_head(uint8_t *p, uint32_t wdf, size_t steps_len)
{
    uint8_t head[POSTING_HEAD_MAX];
    size_t len = (size_t)(posting_head(head, wdf, (uint32_t)steps_len) - head);

    memmove(p + len, p + 1, steps_len);
    memcpy(p, head, len);
    return p + len + steps_len;
}

static uint8_t *put_entry_posting(uint8_t *p, const struct analysed_term *t)
{
    uint8_t *steps = p + 1, *end = pack_steps(steps, t->positions, t->n_positions);
    size_t len = (size_t)(end - steps);

    if (t->wdf >= POSTING_MORE || len >= POSTING_MORE)
        return widen_head(p, t->wdf, len);
    posting_head(p, t->wdf, (uint32_t)len);
    return end;
}

/* Writes the number and the posting of a term with one position or none, in at most eight bytes, as
 * for nearly all terms; NULL if they need more. */
static inline uint8_t *put_short(uint8_t *p, const struct analysed_term *t)
{
    uint32_t position = t->n_positions ? *t->positions : 0;
    uint32_t more = position >= 0x80, len = t->n_positions + more;
    uint64_t entry;

    if (t->n_positions > 1 || position >= 1 << 14 || t->wdf >= POSTING_MORE || t->term >= TERM_MORE)
        return NULL;
    entry = t->term | t->wdf << (TERM_BITS + POSTING_HALF) | len << TERM_BITS |
            (uint64_t)pack_two(position) << 32;
    entry = htole64(entry);
    memcpy(p, &entry, sizeof entry);
    return p + sizeof(uint32_t) + len;
}

static inline uint8_t *put_entry(struct inverter *v, uint8_t *p, const struct analysed_term *t)
{
    struct term_use *use = inverter_use(v, t->term);
    uint8_t *posting = p + TERM_BITS / 8, *end = put_short(p, t);

    if (!end) {
        posting = put_term_number(p, t->term);
        end = put_entry_posting(posting, t);
    }
    use->bytes += (size_t)(end - posting);
    use->postings++;
    return end;
}

static uint8_t *put_text(struct inverter *v, uint8_t *p, const struct analysed *terms)
{
    for (size_t i = 0; i < terms->len; i++)
        p = put_entry(v, p, &terms->terms[i]);
    return p;
}

static uint8_t *put_filters(struct inverter *v, uint8_t *p)
{
    for (size_t i = 0; i < v->filters.len; i++) {
        struct analysed_term t = {.term =
                                      analyser_intern(v->analyser, buf_span(&v->filters.terms[i]))};

        p = put_entry(v, p, &t);
    }
    return p;
}

/* An upper bound for the bytes of all entries, which must be contiguous. */
static size_t entries_max(const struct analysed *terms)
{
    return (terms->len + FILTER_TERMS_MAX) * (TERM_NUMBER_MAX + POSTING_HEAD_MAX) +
           terms->positions * PACK_UINT32_MAX +
           2 * sizeof(uint64_t); /* for writing and reading past the last one */
}

/* Appends the entries of an article to the arena. */
static void add_entries(struct inverter *v, struct document *d, const struct article *a)
{
    struct analysed terms;
    uint8_t *entries, *end;

    analyser_article(v->analyser, a->title, a->body, a->marks, &terms);
    filter_terms(a, &v->filters);
    entries = (uint8_t *)arena_room(&v->arena, entries_max(&terms));
    end = put_filters(v, put_text(v, entries, &terms));
    arena_use(&v->arena, (size_t)(end - entries));
    v->entry_bytes += (size_t)(end - entries);
    d->entries = entries;
    d->length = terms.length;
    d->n_terms = (uint32_t)(terms.len + v->filters.len);
    v->n_postings += d->n_terms;
}

/* Copies the place of the article; consecutive articles share their path. */
static struct place keep_place(struct inverter *v, const struct place *at)
{
    if (!v->path || strcmp(v->path, at->path) != 0)
        v->path = arena_copy(&v->arena, at->path, strlen(at->path) + 1);
    return (struct place){v->path, at->line};
}

void inverter_add(struct inverter *v, const struct submission *s, uint64_t turn)
{
    const struct article *a = s->article;
    struct document *d;

    GROW(v->documents, v->n_documents, v->documents_cap);
    d = &v->documents[v->n_documents++];
    *d = (struct document){.day = a->day, .turn = turn, .unbuilt = s->unbuilt};
    d->id = (struct span){arena_copy(&v->ids, a->id.data, a->id.len), a->id.len};
    d->at = keep_place(v, &s->at);
    d->record = (struct span){arena_copy(&v->arena, s->record.data, s->record.len), s->record.len};
    add_entries(v, d, a);
}
