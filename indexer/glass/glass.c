#include "indexer/glass/glass.h"

static const struct {
    const char *file;
    bool always_there;
    uint32_t compress_min;
    bool seldom_read;
} tables[GLASS_KINDS] = {
    [GLASS_POSTLIST] = {"postlist.glass", true, 0, false},
    [GLASS_DOCDATA] = {"docdata.glass", false, 18, false},
    [GLASS_TERMLIST] = {"termlist.glass", true, 18, true},
    [GLASS_POSITION] = {"position.glass", false, 0, true},
    [GLASS_SPELLING] = {"spelling.glass", false, 18, false},
    [GLASS_SYNONYM] = {"synonym.glass", false, 18, false},
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
