/* Writes a sample as a glass database. */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/alloc.h"
#include "indexer/glass/deflate.h"
#include "indexer/glass/docdata.h"
#include "indexer/glass/position.h"
#include "indexer/glass/postlist.h"
#include "indexer/glass/termlist.h"
#include "tests/glass_sample.h"

static uint32_t length_of(const struct sample_document *d)
{
    uint32_t length = 0;

    for (size_t i = 0; i < d->n_terms; i++)
        length += d->terms[i].wdf;
    return length;
}

/* TAG compressed as libxapian would: if it is long enough and becomes smaller. */
static bool compressed(struct deflater *d, enum glass_kind kind, struct span *tag)
{
    return tag->len > glass_compress_min(kind) && deflate_tag(d, *tag, tag);
}

static dateline_status write_data(struct glass_table *t, const struct sample_document *d,
                                  dateline_error *err)
{
    struct deflater *deflater = deflater_new();
    struct span tag = d->data;
    bool is_compressed = compressed(deflater, GLASS_DOCDATA, &tag);
    dateline_status status =
        tag.len ? glass_docdata_add(t, d->id, tag, is_compressed, err) : DATELINE_OK;

    deflater_free(deflater);
    return status;
}

static dateline_status write_termlist(struct glass_table *t, const struct sample_document *d,
                                      dateline_error *err)
{
    struct glass_document_term *terms = must_alloc((d->n_terms + 1) * sizeof *terms);
    uint32_t *slots = must_alloc((d->n_values + 1) * sizeof *slots);
    struct deflater *deflater = deflater_new();
    struct buf list = {0};
    struct span tag;
    bool is_compressed;
    dateline_status status;

    for (size_t i = 0; i < d->n_terms; i++)
        terms[i] = (struct glass_document_term){d->terms[i].term, d->terms[i].wdf};
    for (size_t i = 0; i < d->n_values; i++)
        slots[i] = d->values[i].slot;
    termlist_encode(length_of(d), terms, d->n_terms, &list);
    tag = buf_span(&list);
    is_compressed = compressed(deflater, GLASS_TERMLIST, &tag);
    status = glass_termlist_add(t, d->id, tag, is_compressed, err);
    if (status == DATELINE_OK && d->n_values)
        status = glass_termlist_slots(t, d->id, slots, d->n_values, err);
    buf_free(&list);
    deflater_free(deflater);
    free(slots);
    free(terms);
    return status;
}

static dateline_status write_by_document(const struct sample *s, const struct open_dir *dir,
                                         uint32_t block_size, struct glass_version *v,
                                         dateline_error *err)
{
    struct glass_table *docdata = glass_table_new(dir, GLASS_DOCDATA, block_size);
    struct glass_table *termlist = glass_table_new(dir, GLASS_TERMLIST, block_size);
    struct output_file file;
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; status == DATELINE_OK && i < s->len; i++) {
        status = write_data(docdata, &s->documents[i], err);
        if (status == DATELINE_OK)
            status = write_termlist(termlist, &s->documents[i], err);
    }
    if (status == DATELINE_OK)
        status = glass_table_finish(docdata, &v->roots[GLASS_DOCDATA], &file, err);
    if (status == DATELINE_OK)
        status = glass_table_finish(termlist, &v->roots[GLASS_TERMLIST], &file, err);
    if (status == DATELINE_OK)
        status = glass_table_sync(docdata, err);
    if (status == DATELINE_OK)
        status = glass_table_sync(termlist, err);
    glass_table_close(docdata);
    glass_table_close(termlist);
    return status;
}

struct occurrence {
    const struct sample_term *term;
    uint32_t id;
};

static int by_term(const void *a, const void *b)
{
    const struct occurrence *x = a, *y = b;
    int order = span_cmp(x->term->term, y->term->term);

    return order ? order : (x->id > y->id) - (x->id < y->id);
}

/* All postings there are, by term and document. */
static struct occurrence *invert(const struct sample *s, size_t *n)
{
    struct occurrence *all;

    *n = 0;
    for (size_t i = 0; i < s->len; i++)
        *n += s->documents[i].n_terms;
    all = must_alloc((*n + 1) * sizeof *all);
    *n = 0;
    for (size_t i = 0; i < s->len; i++)
        for (size_t j = 0; j < s->documents[i].n_terms; j++)
            all[(*n)++] = (struct occurrence){&s->documents[i].terms[j], s->documents[i].id};
    if (*n)
        qsort(all, *n, sizeof *all, by_term);
    return all;
}

static dateline_status write_posting(struct glass_postlist *postlist,
                                     struct glass_position *position, const struct occurrence *o,
                                     bool new_term, dateline_error *err)
{
    struct glass_posting posting = {o->id, o->term->wdf};
    dateline_status status = DATELINE_OK;
    struct buf tag = {0};

    if (new_term) {
        status = glass_postlist_term(postlist, o->term->term, err);
        glass_position_term(position, o->term->term);
    }
    if (status != DATELINE_OK)
        return status;
    glass_postlist_postings(postlist, &posting, 1);
    if (!o->term->n_positions)
        return DATELINE_OK;
    pack_end(&tag, positions_pack(pack_begin(&tag, positions_pack_max(o->term->n_positions)),
                                  o->term->positions, o->term->n_positions));
    status = glass_position_add(position, o->id, buf_span(&tag), err);
    buf_free(&tag);
    return status;
}

static dateline_status write_documents(const struct sample *s, struct glass_postlist *postlist,
                                       dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    for (size_t i = 0; status == DATELINE_OK && i < s->n_metadata; i++)
        status = glass_postlist_metadata(postlist, s->metadata[i].key, s->metadata[i].value, err);
    for (size_t i = 0; i < s->len; i++) {
        const struct sample_document *d = &s->documents[i];

        glass_postlist_document(postlist, d->id, length_of(d));
        for (size_t j = 0; j < d->n_values; j++)
            glass_postlist_value(postlist, d->id, d->values[j].slot, d->values[j].value);
    }
    return status;
}

static dateline_status write_by_term(const struct sample *s, const struct open_dir *dir,
                                     uint32_t block_size, struct glass_version *v,
                                     dateline_error *err)
{
    struct glass_postlist *postlist = glass_postlist_new(dir, block_size);
    struct glass_position *position = glass_position_new(dir, block_size);
    dateline_status status = write_documents(s, postlist, err);
    struct output_file file;
    size_t n;
    struct occurrence *all = invert(s, &n);

    for (size_t i = 0; status == DATELINE_OK && i < n; i++)
        status = write_posting(postlist, position, &all[i],
                               !i || !span_eq(all[i].term->term, all[i - 1].term->term), err);
    if (status == DATELINE_OK)
        status = glass_postlist_finish(postlist, &v->roots[GLASS_POSTLIST], &file, &v->stats, err);
    if (status == DATELINE_OK)
        status = glass_position_finish(position, &v->roots[GLASS_POSITION], &file, err);
    if (status == DATELINE_OK)
        status = glass_postlist_sync(postlist, err);
    if (status == DATELINE_OK)
        status = glass_position_sync(position, err);
    glass_postlist_close(postlist);
    glass_position_close(position);
    free(all);
    return status;
}

dateline_status sample_write(const struct sample *s, const char *path, uint32_t block_size,
                             struct glass_version *out, dateline_error *err)
{
    struct glass_version v = {.uuid = "A sample's uuid", .revision = 1};
    struct open_dir dir = {.path = path};
    struct output_file file;
    dateline_status status;

    mkdir(path, 0777);
    dir.fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (dir.fd < 0)
        return fail_errno(err, "cannot open %s", path);
    v.roots[GLASS_SPELLING] = glass_fake_root(GLASS_SPELLING, block_size);
    v.roots[GLASS_SYNONYM] = glass_fake_root(GLASS_SYNONYM, block_size);
    status = write_by_document(s, &dir, block_size, &v, err);
    if (status == DATELINE_OK)
        status = write_by_term(s, &dir, block_size, &v, err);
    if (status == DATELINE_OK)
        status = glass_version_write(&dir, &v, &file, err);
    close(dir.fd);
    if (status == DATELINE_OK)
        *out = v;
    return status;
}
