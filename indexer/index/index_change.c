/* Adds articles to an index and deletes them. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "indexer/index/index_state.h"
#include "indexer/output/disk.h"
#include "snapshot/articles.h"

enum { RECORD_KEPT = 1 << 20 }; /* bytes kept allocated for the next article */

dateline_status index_open_builder(struct index *x, dateline_error *err)
{
    struct builder_options o = {x->language, x->options.memory, x->options.threads, x->xapian};
    struct buf path = {0};

    if (x->builder)
        return DATELINE_OK;
    if (x->options.dry_run && !x->scratch) {
        const char *tmp = getenv("TMPDIR");

        buf_printf(&path, "%s/dateline-XXXXXX", tmp ? tmp : "/tmp");
        x->scratch = path.data;
        if (!mkdtemp(x->scratch))
            return fail_errno(err, "cannot create a directory in %s", tmp ? tmp : "/tmp");
    }
    if (!x->scratch) {
        buf_printf(&path, "%s/" NEW_SEGMENT, x->dir);
        disk_remove(path.data); /* left by a writer that was killed */
        buf_free(&path);
    }
    return builder_open(x->scratch ? x->scratch : x->dir, NEW_SEGMENT, &o, &x->builder, err);
}

dateline_status index_find(struct index *x, struct span id, snapshot_doc *doc, size_t *segment,
                           uint32_t *number, dateline_error *err)
{
    dateline_status status = x->now ? snapshot_find(x->now, id, doc, err) : DATELINE_NOT_FOUND;

    if (status == DATELINE_OK)
        *segment = snapshot_segment(x->now, *doc, number);
    return status;
}

/* Sets *SAME to whether the stored article DOC equals RECORD. */
static dateline_status compare_stored(struct index *x, snapshot_doc doc, struct span record,
                                      bool *same, dateline_error *err)
{
    struct buf old = {0};
    dateline_status status = snapshot_record(x->now, doc, &old, err);

    if (status == DATELINE_OK)
        *same = span_eq(article_stored_hash(buf_span(&old)), article_stored_hash(record));
    buf_free(&old);
    return status;
}

/* Marks and counts article NUMBER of SEGMENT after an article with its id was added, SAME or not;
 * false if the new article need not be built. */
static bool supersede(struct index *x, size_t segment, uint32_t number, bool same)
{
    /* If the id was added earlier in this commit, the builder must see all of its versions. */
    if (same && !deletions_have(&x->next[segment], number)) {
        x->counts.unchanged += deletions_add(&x->again[segment], number);
        return false;
    }
    x->counts.unchanged -= deletions_remove(&x->again[segment], number);
    if (deletions_add(&x->next[segment], number)) {
        x->counts.replaced++;
    } else if (deletions_remove(&x->gone[segment], number)) {
        x->counts.deleted--;
        x->counts.replaced++;
    }
    return true;
}

static dateline_status submit_article(struct index *x, const struct submission *s,
                                      dateline_error *err)
{
    dateline_status status = index_open_builder(x, err);

    return status == DATELINE_OK ? builder_add(x->builder, s, err) : status;
}

/* Whether another folder than the present one gave ID before. */
static bool is_of_other_folder(const struct index *x, struct span id)
{
    for (size_t i = 0; i < x->folders.n; i++)
        if (x->folders.list[i].name != x->folder && folder_has(&x->folders.list[i], id))
            return true;
    return false;
}

static dateline_status add_record(struct index *x, struct submission *s, dateline_error *err)
{
    struct span id = s->article->id;
    snapshot_doc doc;
    size_t segment;
    uint32_t number;
    dateline_status status = index_find(x, id, &doc, &segment, &number, err);

    if (status == DATELINE_NOT_FOUND) {
        if (x->options.keep_ids)
            id_set_add(&x->fresh, id);
        return submit_article(x, s, err);
    }
    if (status == DATELINE_OK)
        status = compare_stored(x, doc, s->record, &s->unbuilt, err);
    if (status == DATELINE_OK && !s->unbuilt && x->options.taken && is_of_other_folder(x, id))
        x->options.taken(x->options.ctx, id, &s->at);
    if (status == DATELINE_OK && supersede(x, segment, number, s->unbuilt))
        status = submit_article(x, s, err);
    return status;
}

/* The new article's words would not be those of the articles there. */
static dateline_status refuse_outdated(const struct index *x, dateline_error *err)
{
    const struct manifest *m = x->now ? snapshot_manifest(x->now) : NULL;

    if (m && manifest_has_other_stems(m, x->stems))
        return fail(err, DATELINE_OUTDATED,
                    "cannot add to %s, whose words another version of libstemmer stemmed: "
                    "dateline-index compact brings it up to date",
                    x->dir);
    if (!m || !manifest_is_old_schema(m))
        return DATELINE_OK;
    return fail(err, DATELINE_OUTDATED,
                "cannot add to %s, which an older analysis made (schema %" PRIu32
                "): dateline-index compact brings it up to date",
                x->dir, m->schema);
}

dateline_status index_add(struct index *x, const struct article *a, const struct place *at,
                          dateline_error *err)
{
    struct submission s = {.article = a, .at = *at};
    dateline_status status = refuse_outdated(x, err);

    if (status != DATELINE_OK)
        return status;
    buf_clear(&x->record);
    article_encode(a, &x->record);
    s.record = buf_span(&x->record);
    if (x->folder || x->folders.n)
        folder_add(folders_of(&x->given, x->folder), a->id);
    status = add_record(x, &s, err);
    if (x->record.cap > RECORD_KEPT)
        buf_free(&x->record);
    return status;
}

/* Submits a deletion of ID, so that the builder drops its earlier versions. */
static dateline_status take_back(struct index *x, struct span id, dateline_error *err)
{
    struct article none = {.id = id};
    struct submission s = {.article = &none, .at = {"a deletion", 0}, .unbuilt = true};

    buf_clear(&x->record);
    article_encode(&none, &x->record);
    s.record = buf_span(&x->record);
    return submit_article(x, &s, err);
}

/* Deletes article NUMBER of SEGMENT, or the article that has replaced it. */
static dateline_status delete_committed(struct index *x, struct span id, size_t segment,
                                        uint32_t number, dateline_error *err)
{
    if (!deletions_add(&x->gone[segment], number))
        return DATELINE_NOT_FOUND;
    x->counts.unchanged -= deletions_remove(&x->again[segment], number);
    x->counts.deleted++;
    if (deletions_add(&x->next[segment], number))
        return DATELINE_OK;
    x->counts.replaced--;
    return take_back(x, id, err);
}

dateline_status index_delete(struct index *x, struct span id, dateline_error *err)
{
    snapshot_doc doc;
    size_t segment;
    uint32_t number;
    dateline_status status = index_find(x, id, &doc, &segment, &number, err);

    if (status == DATELINE_OK)
        return delete_committed(x, id, segment, number, err);
    if (status == DATELINE_NOT_FOUND && id_set_remove(&x->fresh, id))
        return take_back(x, id, err);
    return status;
}
