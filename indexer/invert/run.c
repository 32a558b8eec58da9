/* The order of documents in sorted runs, and dropping documents. */
#include "indexer/invert/run.h"

#include "core/alloc.h"

bool run_key_before(const struct run_key *a, const struct run_key *b)
{
    int order;

    if (a->day != b->day)
        return a->day > b->day;
    order = span_cmp(a->id, b->id);
    return order ? order < 0 : a->turn < b->turn;
}

void run_drop(struct run *r, uint32_t document)
{
    if (!r->dropped)
        r->dropped = must_zalloc((r->documents / 64 + 1) * sizeof *r->dropped);
    r->dropped[document / 64] |= UINT64_C(1) << document % 64;
}
