/* add --sync: removes the articles that folders no longer give. */
#include "indexer/cli/sync.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "program/program.h"

dateline_status sync_open(struct sync *s, char *const *sources, int n, dateline_error *err)
{
    s->folders = must_zalloc((size_t)n * sizeof *s->folders);
    for (s->n = 0; s->n < n; s->n++) {
        struct sync_folder *f = &s->folders[s->n];

        f->path = sources[s->n];
        f->name = feed_folder(f->path);
        if (!f->name)
            return fail(err, DATELINE_BAD_OPTION, "--sync takes directories, and %s is none",
                        f->path);
    }
    return DATELINE_OK;
}

void sync_was_read(struct sync *s, int i, bool unread)
{
    if (i < s->n)
        s->folders[i].unread = unread;
}

dateline_status sync_remove(const struct sync *s, struct index *x, dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (int i = 0; i < s->n && status == DATELINE_OK; i++) {
        const struct sync_folder *f = &s->folders[i];
        bool known = true;

        if (f->unread)
            program_warn("%s: nothing is removed, as a part of it could not be read", f->path);
        else
            status = index_sync(x, f->name, &known, err);
        if (!known && index_has_commit(x))
            program_warn("%s: nothing is removed, as it is not known what it gave before", f->path);
    }
    return status;
}

void sync_close(struct sync *s)
{
    free(s->folders);
    *s = (struct sync){0};
}
