/* Changes a line of a manifest. */
#include "tests/forge_manifest.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/file.h"
#include "core/hash.h"
#include "core/manifest.h"

enum { FORGED_MAX = 1 << 20 };

/* TEXT with the line NAME replaced and a fitting last line; empty if it has no such line. */
static struct buf forge_line(const struct buf *text, const char *name, const char *value)
{
    struct buf out = {0}, wanted = {0};
    const char *line, *end = strstr(text->data, "\n# end "), *rest;

    buf_printf(&wanted, "\n# %s ", name);
    line = strstr(text->data, wanted.data);
    rest = line ? strchr(line + 1, '\n') : NULL;
    if (rest && end) {
        buf_add(&out, text->data, (size_t)(line - text->data));
        buf_printf(&out, "%s%s", wanted.data, value);
        buf_add(&out, rest, (size_t)(end + 1 - rest));
        buf_printf(&out, "# end %016" PRIx64 "\n", hash_number(buf_span(&out)));
    }
    buf_free(&wanted);
    return out;
}

static bool forged_written(const char *path, const struct buf *text)
{
    FILE *f = text->len ? fopen(path, "w") : NULL;
    bool done = f && fwrite(text->data, 1, text->len, f) == text->len;

    return f && fclose(f) == 0 && done;
}

dateline_status forge_manifest(const char *dir, const char *name, const char *value,
                               dateline_error *err)
{
    struct buf path = {0}, text = {0}, forged = {0};
    dateline_status status;

    buf_printf(&path, "%s/" MANIFEST_FILE, dir);
    status = file_read_whole(path.data, FORGED_MAX, &text, err);
    if (status == DATELINE_OK) {
        forged = forge_line(&text, name, value);
        if (!forged_written(path.data, &forged))
            status = fail(err, DATELINE_IO, "cannot forge %s", path.data);
    }
    buf_free(&path);
    buf_free(&text);
    buf_free(&forged);
    return status;
}
