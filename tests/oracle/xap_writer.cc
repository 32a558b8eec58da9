/* libxapian's own writer in C. */
#include "tests/oracle/xap_writer.h"

#include <memory>

#include "shim/handles.hh"

struct xap_writer {
    Xapian::WritableDatabase db;
    std::string path;
};

struct xap_document {
    Xapian::Document doc;
};

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
