/* Makes the run of an inverter: sorts documents and terms, inverts postings. */
#include <stdlib.h>

#include "core/alloc.h"
#include "indexer/invert/inverter_state.h"
#include "indexer/invert/term_sort.h"

/* A posting has at least two bytes, and eight are written. */
enum { LIST_SLACK = 6 };

/* A term's list, as offsets into the postings. */
struct extent {
    size_t start, end;
};

struct memory_run {
    struct run base;
    struct inverter *inverter;
    uint32_t n_terms;
    struct span *texts;   /* in byte order, that is, by rank */
    uint8_t *postings;    /* the lists, by rank, packed as in run.h */
    struct extent *lists; /* by rank */
    struct arena arena;
    /* How many documents each stream has returned. */
    uint32_t key, record;
};

/* ---- Sorting -------------------------------------------------------------- */

/* The terms' numbers in byte order; the caller frees the array. */
static struct ranked *rank_terms(const struct inverter *v, uint32_t n)
{
    struct span *texts = must_alloc_spread(n * sizeof *texts);
    struct ranked *order = must_alloc_spread(2 * n * sizeof *order);

    for (uint32_t t = 0; t < n; t++)
        texts[t] = analyser_term(v->analyser, t);
    term_sort(texts, n, order, order + n);
    free(texts);
    return order;
}

static int compare_documents(const void *a, const void *b)
{
    const struct document *x = a, *y = b;
    struct run_key left = {.day = x->day, .id = x->id, .turn = x->turn};
    struct run_key right = {.day = y->day, .id = y->id, .turn = y->turn};

    return run_key_before(&left, &right) ? -1 : 1;
}

/* A list being filled. */
struct list {
    size_t at;     /* the next posting's place in postings */
    uint32_t last; /* the document of the last posting */
};

/* A posting to be put into its list. */
struct filed {
    struct list *list;
    const uint8_t *posting;
    size_t len;
};

/* Reads a document's entries. Their lists are scattered over memory, so this prefetches the lists,
 * and file_document the places in them. Measured: 5.24 -> 5.03 s of processor time on 100,000
 * generated articles (bench/generate, dateline-index add, release build). */
static void gather_entries(const struct document *d, struct list *lists, struct filed *out)
{
    const uint8_t *p = d->entries;

    for (uint32_t t = 0; t < d->n_terms; t++) {
        uint32_t wdf, len;

        out[t].list = &lists[take_term_number(&p)];
        __builtin_prefetch(out[t].list, 1);
        out[t].posting = p;
        take_posting_head(&p, &wdf, &len);
        p += len;
        out[t].len = (size_t)(p - out[t].posting);
    }
}

/* Writes a posting, eight bytes at a time if it fits. The excess is overwritten by the list's next
 * posting, or is in LIST_SLACK. */
static inline uint8_t *put_list_posting(uint8_t *to, uint32_t step, const uint8_t *posting,
                                        size_t len)
{
    unsigned more = step >= 0x80;
    uint64_t bytes;

    if (step >= 1 << 14 || len > sizeof bytes - 2) {
        to = pack_uint(to, step);
        memcpy(to, posting, len);
        return to + len;
    }
    memcpy(&bytes, posting, sizeof bytes);
    bytes = le64toh(bytes) << (8 + 8 * more) | pack_two(step);
    bytes = htole64(bytes);
    memcpy(to, &bytes, sizeof bytes);
    return to + 1 + more + len;
}

static void file_document(const struct memory_run *r, const struct filed *terms, uint32_t n,
                          uint32_t number)
{
    for (uint32_t t = 0; t < n; t++)
        __builtin_prefetch(r->postings + terms[t].list->at, 1);
    for (uint32_t t = 0; t < n; t++) {
        struct list *list = terms[t].list;
        uint8_t *to = r->postings + list->at;

        to = put_list_posting(to, number - list->last, terms[t].posting, terms[t].len);
        list->at = (size_t)(to - r->postings);
        list->last = number;
    }
}

/* Upper bound for the bytes of the list of a term with this USE. A step between documents takes a
 * byte for each 7 bits, and few steps can be long. */
static size_t list_max(const struct term_use *use, uint32_t documents)
{
    size_t size = use->bytes + use->postings + LIST_SLACK;

    for (uint32_t steps = documents >> 7; steps; steps >>= 7)
        size += use->postings < steps ? use->postings : steps;
    return size;
}

/* Copies the term's text, so that texts lie in memory in the order of their ranks. */
static struct span copy_term_text(struct memory_run *r, uint32_t term)
{
    char *room = arena_room(&r->arena, DICTIONARY_STRING_MAX);
    size_t len = dictionary_copy(&r->inverter->analyser->terms, term, room);

    arena_use(&r->arena, len);
    return (struct span){room, len};
}

/* Sets the terms' texts and reserves room for their lists, in byte order. */
static void place_terms(struct memory_run *r, const struct ranked *order, struct list *lists)
{
    size_t total = 0;

    for (uint32_t i = 0; i < r->n_terms; i++) {
        uint32_t term = order[i].term;

        r->texts[i] = copy_term_text(r, term);
        r->lists[i].start = total;
        lists[term] = (struct list){total, 0};
        total += list_max(inverter_use(r->inverter, term), r->base.documents);
    }
    r->postings = must_alloc_spread(total);
}

static uint32_t most_terms(const struct inverter *v)
{
    uint32_t most = 0;

    for (size_t i = 0; i < v->n_documents; i++)
        if (v->documents[i].n_terms > most)
            most = v->documents[i].n_terms;
    return most;
}

/* Inverts the documents' lists of terms to the terms' lists of documents. */
static void invert_documents(struct memory_run *r)
{
    const struct inverter *v = r->inverter;
    struct ranked *order = rank_terms(v, r->n_terms);
    struct list *lists = must_alloc_spread(r->n_terms * sizeof *lists);
    struct filed *terms = must_alloc(most_terms(v) * sizeof *terms);

    r->texts = must_alloc_spread(r->n_terms * sizeof *r->texts);
    r->lists = must_alloc_spread(r->n_terms * sizeof *r->lists);
    place_terms(r, order, lists);
    for (size_t i = 0; i < v->n_documents; i++) {
        gather_entries(&v->documents[i], lists, terms);
        file_document(r, terms, v->documents[i].n_terms, (uint32_t)i + 1);
    }
    for (uint32_t i = 0; i < r->n_terms; i++)
        r->lists[i].end = lists[order[i].term].at;
    free(terms);
    free(lists);
    free(order);
}

/* ---- Documents -------------------------------------------------------------- */

static dateline_status memory_key(struct run *base, struct run_key *out, bool *more,
                                  dateline_error *err)
{
    struct memory_run *r = (struct memory_run *)base;
    const struct document *d;

    (void)err;
    *more = r->key < base->documents;
    if (!*more)
        return DATELINE_OK;
    d = &r->inverter->documents[r->key++];
    *out = (struct run_key){d->day, d->id, d->turn, d->length, d->unbuilt, d->at};
    return DATELINE_OK;
}

static void memory_rewind(struct run *base)
{
    ((struct memory_run *)base)->key = 0;
}

static dateline_status memory_record(struct run *base, struct span *out, dateline_error *err)
{
    struct memory_run *r = (struct memory_run *)base;

    (void)err;
    *out = r->inverter->documents[r->record++].record;
    return DATELINE_OK;
}

/* ---- Terms -------------------------------------------------------------- */

struct memory_terms {
    struct run_terms base;
    const struct memory_run *run;
    uint32_t term;
    bool in_list; /* whether the current term's list is being read */
};

static dateline_status memory_next_term(struct run_terms *base, struct span *out, bool *more,
                                        dateline_error *err)
{
    struct memory_terms *t = (struct memory_terms *)base;

    (void)err;
    *more = t->term < t->run->n_terms;
    if (!*more)
        return DATELINE_OK;
    t->in_list = true;
    *out = t->run->texts[t->term++];
    return DATELINE_OK;
}

static dateline_status memory_postings(struct run_terms *base, struct span *out,
                                       dateline_error *err)
{
    struct memory_terms *t = (struct memory_terms *)base;
    struct extent list = t->run->lists[t->term - 1];

    (void)err;
    *out = (struct span){(const char *)t->run->postings + list.start,
                         t->in_list ? list.end - list.start : 0};
    t->in_list = false;
    return DATELINE_OK;
}

static void memory_close_terms(struct run_terms *base)
{
    free(base);
}

static dateline_status memory_open_terms(struct run *base, bool positions, struct run_terms **out,
                                         dateline_error *err)
{
    static const struct run_terms_methods methods = {memory_next_term, memory_postings,
                                                     memory_close_terms};
    struct memory_terms *t = must_zalloc(sizeof *t);

    (void)positions;
    (void)err;
    t->base.methods = &methods;
    t->run = (const struct memory_run *)base;
    *out = &t->base;
    return DATELINE_OK;
}

/* ---- The run ---------------------------------------------------------------- */

static void memory_close(struct run *base)
{
    struct memory_run *r = (struct memory_run *)base;

    free(base->dropped);
    arena_free(&r->arena);
    free(r->texts);
    free(r->postings);
    free(r->lists);
    free(r);
}

struct run *inverter_run(struct inverter *v)
{
    static const struct run_methods methods = {memory_key, memory_rewind, memory_record,
                                               memory_open_terms, memory_close};
    struct memory_run *r = must_zalloc(sizeof *r);

    r->base = (struct run){.methods = &methods, .documents = (uint32_t)v->n_documents};
    r->inverter = v;
    r->n_terms = analyser_terms(v->analyser);
    if (v->n_documents)
        qsort(v->documents, v->n_documents, sizeof *v->documents, compare_documents);
    invert_documents(r);
    return &r->base;
}
