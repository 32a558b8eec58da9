/* Finds ids that were submitted more than once, by their hashes. */
#include "indexer/index/again.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/arena.h"
#include "core/hash.h"
#include "indexer/invert/number_sort.h"

/* Hashes find the few ids that may have been submitted twice; only those are compared. */
struct hashes {
    uint64_t *list;
    size_t len, cap;
};

struct version {
    struct span id;
    uint64_t turn;
    struct place at;
    struct run *run;
    uint32_t document;
    bool unbuilt;
};

struct versions {
    struct version *list;
    size_t len, cap;
    struct arena texts;
};

static int compare_hashes(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

static void add_hash(struct hashes *h, uint64_t hash)
{
    GROW(h->list, h->len, h->cap);
    h->list[h->len++] = hash;
}

static dateline_status hash_ids(struct run *r, struct hashes *out, dateline_error *err)
{
    struct run_key k;
    bool more;
    dateline_status status;

    while ((status = r->methods->key(r, &k, &more, err)) == DATELINE_OK && more) {
        add_hash(out, hash_number(k.id));
        if (k.unbuilt) /* twice, so that the id is looked at in any case */
            add_hash(out, hash_number(k.id));
    }
    r->methods->rewind_keys(r);
    return status;
}

/* Sorts numbers that are sorted by their upper halves. Equal upper halves are rare unless the input
 * was crafted. */
static void sort_lower_halves(uint64_t *a, size_t n)
{
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && a[end] >> 32 == a[i] >> 32;)
            end++;
        if (end > i + 1)
            qsort(a + i, end - i, sizeof *a, compare_hashes);
    }
}

/* Sorts the hashes and keeps one of each that occurs more than once. */
static void keep_repeated(struct hashes *h)
{
    uint64_t *spare = must_alloc(h->len * sizeof *spare);
    uint64_t *sorted = sort_numbers(h->list, spare, h->len, UINT32_MAX);
    size_t len = 0;

    sort_lower_halves(sorted, h->len);
    for (size_t i = 1; i < h->len; i++)
        if (sorted[i] == sorted[i - 1] && (!len || h->list[len - 1] != sorted[i]))
            h->list[len++] = sorted[i];
    h->len = len;
    free(spare);
}

static dateline_status collect_versions(struct run *r, const struct hashes *repeated,
                                        struct versions *out, dateline_error *err)
{
    struct run_key k;
    bool more;
    dateline_status status;

    for (uint32_t document = 1;
         (status = r->methods->key(r, &k, &more, err)) == DATELINE_OK && more; document++) {
        uint64_t hash = hash_number(k.id);
        struct version v = {{NULL, k.id.len}, k.turn, k.at, r, document, k.unbuilt};

        if (!bsearch(&hash, repeated->list, repeated->len, sizeof hash, compare_hashes))
            continue;
        v.id.data = arena_copy(&out->texts, k.id.data, k.id.len);
        v.at.path = arena_copy(&out->texts, k.at.path, strlen(k.at.path) + 1);
        GROW(out->list, out->len, out->cap);
        out->list[out->len++] = v;
    }
    r->methods->rewind_keys(r);
    return status;
}

static int compare_versions(const void *a, const void *b)
{
    const struct version *x = a, *y = b;
    int order = span_cmp(x->id, y->id);

    return order ? order : (x->turn > y->turn) - (x->turn < y->turn);
}

static void drop_versions(struct versions *v, const struct builder_events *events)
{
    if (v->len)
        qsort(v->list, v->len, sizeof *v->list, compare_versions);
    for (size_t i = 0; i < v->len; i++) {
        struct version *one = &v->list[i];
        bool last = i + 1 == v->len || !span_eq(one->id, one[1].id);

        if (last && !one->unbuilt)
            continue;
        run_drop(one->run, one->document);
        if (last)
            events->unbuilt(events->ctx, one->id);
        else
            events->again(events->ctx, one->id, &one->at, &one[1].at);
    }
}

dateline_status again_drop(struct run *const *runs, size_t n, const struct builder_events *events,
                           dateline_error *err)
{
    struct hashes hashes = {0};
    struct versions versions = {0};
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < n; i++)
        hashes.cap += runs[i]->documents; /* nearly always enough */
    hashes.list = must_alloc(hashes.cap * sizeof *hashes.list);
    for (size_t i = 0; i < n && status == DATELINE_OK; i++)
        status = hash_ids(runs[i], &hashes, err);
    keep_repeated(&hashes);
    for (size_t i = 0; i < n && status == DATELINE_OK && hashes.len; i++)
        status = collect_versions(runs[i], &hashes, &versions, err);
    if (status == DATELINE_OK)
        drop_versions(&versions, events);
    free(hashes.list);
    free(versions.list);
    arena_free(&versions.texts);
    return status;
}
