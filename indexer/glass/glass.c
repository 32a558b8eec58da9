/* Properties of the tables. */
#include "indexer/glass/glass.h"

static const struct {
    const char *file;
    uint32_t compress_min;
    bool always_there, seldom_read;
} tables[GLASS_KINDS] = {
    [GLASS_POSTLIST] = {"postlist.glass", .always_there = true},
    [GLASS_DOCDATA] = {"docdata.glass", .compress_min = 18},
    [GLASS_TERMLIST] = {"termlist.glass", .always_there = true, .compress_min = 18,
                        .seldom_read = true},
    [GLASS_POSITION] = {"position.glass", .seldom_read = true},
    [GLASS_SPELLING] = {"spelling.glass", .compress_min = 18},
    [GLASS_SYNONYM] = {"synonym.glass", .compress_min = 18},
};

const char *glass_file_name(enum glass_kind kind)
{
    return tables[kind].file;
}

bool glass_always_there(enum glass_kind kind)
{
    return tables[kind].always_there;
}

uint32_t glass_compress_min(enum glass_kind kind)
{
    return tables[kind].compress_min;
}

bool glass_seldom_read(enum glass_kind kind)
{
    return tables[kind].seldom_read;
}

struct glass_root glass_fake_root(enum glass_kind kind, uint32_t block_size)
{
    return (struct glass_root){
        .block_size = block_size,
        .compress_min = glass_compress_min(kind),
        .sequential = true,
        .fake = true,
    };
}
