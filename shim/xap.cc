/* Reading and writing: the part of xap.h that does not match. */
#include "shim/xap.h"

#include <memory>

#include "shim/handles.hh"

struct xap_terms {
    Xapian::TermIterator at, end;
    bool in_document, started;
    std::string path, term;
};

struct xap_postings {
    Xapian::PostingIterator at, end;
    bool started;
    std::string path;
};

struct xap_values {
    Xapian::ValueIterator at, end;
    bool started;
    std::string path, value;
};

struct xap_writer {
    Xapian::WritableDatabase db;
    std::string path;
};

struct xap_document {
    Xapian::Document doc;
};

/* ---- Reading ------------------------------------------------------------ */

dateline_status xap_open(const char *path, xap_db **out, dateline_error *err)
{
    return guard(err, "open", path, [&] {
        Xapian::Database db(path);
        *out = new xap_db{db, path, {db}};
    });
}

dateline_status xap_open_parts(const char *const *paths, size_t n, xap_db **out,
                               dateline_error *err)
{
    xap_db *part;
    dateline_status status = DATELINE_OK;

    if (!n)
        return fail(err, DATELINE_BAD_OPTION, "cannot open a database without parts");
    auto all = certain([&] { return std::unique_ptr<xap_db>(new xap_db{{}, paths[0], {}}); });
    for (size_t i = 0; i < n && status == DATELINE_OK; i++) {
        status = xap_open(paths[i], &part, err);
        if (status == DATELINE_OK) {
            certain([&] {
                all->db.add_database(part->db);
                all->parts.push_back(part->db);
            });
            xap_close(part);
        }
    }
    if (status != DATELINE_OK)
        return status;
    if (n > 1)
        certain([&] { all->path += " and " + std::to_string(n - 1) + " more"; });
    *out = all.release();
    return DATELINE_OK;
}

void xap_close(xap_db *db)
{
    delete db;
}

dateline_status xap_stats(xap_db *db, struct xap_stats *out, dateline_error *err)
{
    return guard(err, "read", db, [&] {
        *out = {db->db.get_doccount(), db->db.get_lastdocid(), db->db.get_total_length(),
                db->db.get_avlength()};
    });
}

dateline_status xap_term_documents(xap_db *db, struct span term, uint32_t *out, dateline_error *err)
{
    return guard(err, "read", db, [&] { *out = db->db.get_termfreq(string_of(term)); });
}

dateline_status xap_data(xap_db *db, xap_docid id, struct buf *out, dateline_error *err)
{
    return guard(err, "read", db, [&] {
        assign(out, db->db.get_document(id, Xapian::DOC_ASSUME_VALID).get_data());
    });
}

dateline_status xap_value(xap_db *db, xap_docid id, uint32_t slot, struct buf *out,
                          dateline_error *err)
{
    return guard(err, "read", db, [&] { assign(out, db->db.get_document(id).get_value(slot)); });
}

dateline_status xap_document_length(xap_db *db, xap_docid id, uint32_t *out, dateline_error *err)
{
    return guard(err, "read", db, [&] { *out = db->db.get_doclength(id); });
}

dateline_status xap_terms_open(xap_db *db, struct span prefix, xap_terms **out, dateline_error *err)
{
    return guard(err, "read", db, [&] {
        auto begin = db->db.allterms_begin(string_of(prefix));
        *out = new xap_terms{begin, {}, false, false, db->path, {}};
    });
}

dateline_status xap_document_terms(xap_db *db, xap_docid id, xap_terms **out, dateline_error *err)
{
    return guard(err, "read", db, [&] {
        auto begin = db->db.termlist_begin(id);
        *out = new xap_terms{begin, {}, true, false, db->path, {}};
    });
}

dateline_status xap_terms_next(xap_terms *t, struct xap_term *out, bool *more, dateline_error *err)
{
    return guard(err, "read", t->path.c_str(), [&] {
        if (t->started && t->at != t->end)
            ++t->at;
        t->started = true;
        if (t->at != t->end) {
            t->term = *t->at;
            *out = {span_of(t->term), t->at.get_termfreq(), t->in_document ? t->at.get_wdf() : 0};
        }
        *more = t->at != t->end;
    });
}

void xap_terms_close(xap_terms *t)
{
    delete t;
}

dateline_status xap_postings_open(xap_db *db, struct span term, xap_postings **out,
                                  dateline_error *err)
{
    return guard(err, "read", db, [&] {
        auto begin = db->db.postlist_begin(string_of(term));
        *out = new xap_postings{begin, {}, false, db->path};
    });
}

dateline_status xap_postings_next(xap_postings *p, xap_docid from, struct xap_posting *out,
                                  bool *more, dateline_error *err)
{
    return guard(err, "read", p->path.c_str(), [&] {
        if (from && p->at != p->end)
            p->at.skip_to(from);
        else if (p->started && p->at != p->end)
            ++p->at;
        p->started = true;
        if (p->at != p->end)
            *out = {*p->at, p->at.get_wdf()};
        *more = p->at != p->end;
    });
}

void xap_postings_close(xap_postings *p)
{
    delete p;
}

size_t xap_parts(const xap_db *db)
{
    return db->parts.size();
}

dateline_status xap_part_uuid(xap_db *db, size_t part, char out[37], dateline_error *err)
{
    return guard(err, "read", db, [&] { copy_uuid(db->parts[part], out); });
}

dateline_status xap_part_revision(xap_db *db, size_t part, uint64_t *out, dateline_error *err)
{
    return guard(err, "read", db, [&] { *out = db->parts[part].get_revision(); });
}

dateline_status xap_part_last(xap_db *db, size_t part, xap_docid *out, dateline_error *err)
{
    return guard(err, "read", db, [&] { *out = db->parts[part].get_lastdocid(); });
}

dateline_status xap_values_open(xap_db *db, size_t part, uint32_t slot, xap_values **out,
                                dateline_error *err)
{
    return guard(err, "read", db, [&] {
        auto begin = db->parts[part].valuestream_begin(slot);
        *out = new xap_values{begin, {}, false, db->path, {}};
    });
}

dateline_status xap_values_next(xap_values *v, struct xap_slot_value *out, bool *more,
                                dateline_error *err)
{
    return guard(err, "read", v->path.c_str(), [&] {
        if (v->started && v->at != v->end)
            ++v->at;
        v->started = true;
        if (v->at != v->end) {
            v->value = *v->at;
            *out = {v->at.get_docid(), span_of(v->value)};
        }
        *more = v->at != v->end;
    });
}

void xap_values_close(xap_values *v)
{
    delete v;
}

/* ---- Writing ------------------------------------------------------------ */

/* A WritableDatabase commits when it is destroyed, except what an open
 * transaction holds: so there always is one, from commit to commit. */
static void open_writer(const char *path, int flags, xap_writer **out)
{
    std::unique_ptr<xap_writer> w(new xap_writer{Xapian::WritableDatabase(path, flags), path});

    w->db.begin_transaction();
    *out = w.release();
}

dateline_status xap_writer_create(const char *path, xap_writer **out, dateline_error *err)
{
    return guard(err, "create", path,
                 [&] { open_writer(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS, out); });
}

dateline_status xap_writer_open(const char *path, xap_writer **out, dateline_error *err)
{
    return guard(err, "open", path, [&] { open_writer(path, Xapian::DB_OPEN, out); });
}

dateline_status xap_writer_add(xap_writer *w, const xap_document *d, xap_docid *id,
                               dateline_error *err)
{
    return guard(err, "write", w->path.c_str(), [&] { *id = w->db.add_document(d->doc); });
}

dateline_status xap_writer_delete(xap_writer *w, xap_docid id, dateline_error *err)
{
    return guard(err, "write", w->path.c_str(), [&] { w->db.delete_document(id); });
}

dateline_status xap_writer_commit(xap_writer *w, dateline_error *err)
{
    return guard(err, "write", w->path.c_str(), [&] {
        w->db.commit_transaction();
        w->db.begin_transaction();
    });
}

void xap_writer_close(xap_writer *w)
{
    delete w;
}

xap_document *xap_document_new(void)
{
    return certain([] { return new xap_document{}; });
}

void xap_document_free(xap_document *d)
{
    delete d;
}

void xap_document_clear(xap_document *d)
{
    certain([&] { d->doc = Xapian::Document(); });
}

void xap_document_data(xap_document *d, struct span data)
{
    certain([&] { d->doc.set_data(string_of(data)); });
}

void xap_document_value(xap_document *d, uint32_t slot, struct span value)
{
    certain([&] { d->doc.add_value(slot, string_of(value)); });
}

dateline_status xap_document_posting(xap_document *d, struct span term, uint32_t position,
                                     uint32_t wdf, dateline_error *err)
{
    return guard(err, "add a word to", "the document", [&] {
        if (position)
            d->doc.add_posting(string_of(term), position, wdf);
        else
            d->doc.add_term(string_of(term), wdf);
    });
}
