/* Writes the docdata table. */
#include "indexer/glass/docdata.h"

#include "indexer/output/pack.h"

static struct span docdata_key(uint8_t room[PACK_SORTABLE_MAX], uint32_t id)
{
    return (struct span){(const char *)room, (size_t)(pack_sortable(room, id) - room)};
}

dateline_status glass_docdata_add(struct glass_table *t, uint32_t id, struct span tag,
                                  bool compressed, dateline_error *err)
{
    uint8_t room[PACK_SORTABLE_MAX];

    return glass_table_add(t, docdata_key(room, id), tag, compressed, err);
}

bool glass_docdata_key(struct span key, uint32_t *id)
{
    struct pack_input in = pack_input(key);

    return unpack_sortable(&in, id) && *id && !pack_left(&in);
}
