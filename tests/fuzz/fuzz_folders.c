/* The file of what folders gave to an index, changed, under a checksum that is right or not: it is
 * read as it is, or refused. */
#include <unistd.h>

#include "changes.h"
#include "core/file.h"
#include "core/hash.h"
#include "fuzz.h"
#include "indexer/index/folders.h"
#include "indexer/output/disk.h"

const char *const fuzz_seeds[] = {"", "\x08\x01\x01", "\x10\2\1\1\x11\3\1\1", "\x20\2\1\2", NULL};

static char at[FUZZ_FOLDER];
static struct buf right; /* bytes of a file that is */

static void remove_folder(void)
{
    disk_remove(at);
}

static void make_folders(void)
{
    struct folders f = {0};
    struct component made = {0};
    struct buf path = {0};

    fuzz_make_folder(at);
    FUZZ_CHECK(atexit(remove_folder) == 0);
    for (uint64_t name = 1; name < 4; name++)
        for (unsigned id = 0; id < 3 * name; id++)
            folder_add(folders_of(&f, name), (struct span){(const char *)&id, sizeof id});
    for (size_t i = 0; i < f.n; i++)
        folder_sort(&f.list[i]);
    f.list[1].synced = true;
    FUZZ_CHECK(folders_write(at, &f, &made, NULL) == DATELINE_OK && *made.name);
    buf_printf(&path, "%s/%s", at, made.name);
    FUZZ_CHECK(file_read_whole(path.data, made.size, &right, NULL) == DATELINE_OK);
    buf_free(&path);
    folders_free(&f);
}

/* Reads BYTES as the file of C. */
static void read_folders(struct span bytes, const struct component *c)
{
    struct folders f = {0};
    struct component again = *c;
    struct buf path = {0};

    buf_printf(&path, "%s/%s", at, c->name);
    FUZZ_CHECK(disk_write(path.data, bytes.data, bytes.len, NULL) == DATELINE_OK);
    if (folders_read(at, c, &f, NULL) == DATELINE_OK && f.n) {
        FUZZ_CHECK(folders_write(at, &f, &again, NULL) == DATELINE_OK);
        FUZZ_CHECK(again.checksum == c->checksum && again.size == c->size);
    }
    folders_free(&f);
    unlink(path.data);
    buf_free(&path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct component c = {.version = 1};
    struct span bytes;

    if (!right.len)
        make_folders();
    bytes = bytes_changed(buf_span(&right), data, size);
    c.size = bytes.len;
    c.checksum = hash_number(bytes);
    snprintf(c.name, sizeof c.name, "seg-folders.%016llx", (unsigned long long)c.checksum);
    read_folders(bytes, &c);
    c.checksum ^= size & 1;
    c.size += size & 2;
    read_folders(bytes, &c);
    free((void *)bytes.data);
    return 0;
}
