/* Counts what a packed file unpacks to, against limits. */
#include "indexer/feed/expand.h"

static uint64_t packed_bytes(const struct expansion *e)
{
    uint64_t taken = e->packed ? e->packed->taken : 0;

    return taken > e->size ? taken : e->size;
}

bool expand_bytes(struct expansion *e, uint64_t bytes)
{
    e->bytes += bytes;
    if (e->most && e->bytes > e->most)
        e->exceeded = "it unpacks to more than --max-expand";
    else if (!e->most && e->bytes > EXPAND_FREE && e->bytes / EXPAND_RATIO > packed_bytes(e))
        e->exceeded = "it unpacks to more than 100 times its size (see --max-expand)";
    return !e->exceeded;
}

bool expand_member(struct expansion *e)
{
    e->members++;
    if (!e->most && e->members > EXPAND_MEMBERS_FREE &&
        e->members - EXPAND_MEMBERS_FREE > packed_bytes(e) / EXPAND_MEMBER_BYTES)
        e->exceeded = "it has too many members for its size (see --max-expand)";
    return !e->exceeded;
}
