/* Looks terms up in the lexicons of a snapshot, and keeps the entries of recent terms. */
#include "snapshot/lists.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/hash.h"
#include "lists/lexicon.h"
#include "lists/posting_list.h"
#include "snapshot/state.h"

enum { LOOKUPS_KEPT = 64 };

struct kept_lookup {
    struct buf term;           /* empty: none */
    struct list_term *entries; /* by segment */
};

/* Each term has one place, by its hash; the last to be looked up has it. */
struct snapshot_lookups {
    struct kept_lookup kept[LOOKUPS_KEPT];
    struct list_term entries[]; /* the room of all */
};

static struct snapshot_lookups *lookups_new(size_t segments)
{
    struct snapshot_lookups *l =
        must_zalloc(sizeof *l + LOOKUPS_KEPT * segments * sizeof *l->entries);

    for (size_t i = 0; i < LOOKUPS_KEPT; i++)
        l->kept[i].entries = l->entries + i * segments;
    return l;
}

void lookups_free(struct snapshot_lookups *l)
{
    for (size_t i = 0; l && i < LOOKUPS_KEPT; i++)
        buf_free(&l->kept[i].term);
    free(l);
}

static dateline_status find_in_segments(struct snapshot *s, struct span term, struct list_term *out,
                                        dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; i < snapshot_segments(s) && status == DATELINE_OK; i++) {
        bool found = false;

        status = lexicon_find(s->commit->lists[i].lists, term, &out[i], &found, err);
        if (!found)
            out[i] = (struct list_term){0};
        else
            posting_list_expect(s->commit->lists[i].lists, &out[i]);
    }
    return status;
}

dateline_status snapshot_look_up(struct snapshot *s, struct span term, const struct list_term **out,
                                 dateline_error *err)
{
    struct kept_lookup *k;
    dateline_status status;

    if (!s->lookups)
        s->lookups = lookups_new(snapshot_segments(s));
    k = &s->lookups->kept[hash_number(term) % LOOKUPS_KEPT];
    if (!k->term.len || !span_eq(buf_span(&k->term), term)) {
        buf_clear(&k->term); /* until its entries are there */
        status = find_in_segments(s, term, k->entries, err);
        if (status != DATELINE_OK)
            return status;
        buf_span_add(&k->term, term);
    }
    *out = k->entries;
    return DATELINE_OK;
}
