/* Reads databases: xap.h except queries and matching. */
#include "shim/xap.h"

#include "shim/handles.hh"

/* Of a database with servers each shard has terms of its own, and is asked alone, so that it ends
 * in time. */
struct xap_terms {
    std::vector<Xapian::TermIterator> at;
    bool started;
    xap_db *db;
    std::string term;
};

struct xap_postings {
    Xapian::PostingIterator at, end;
    bool started;
    xap_db *db;
};

struct xap_values {
    Xapian::ValueIterator at, end;
    bool started;
    xap_db *db;
    std::string value;
    Xapian::MSet found; /* from another machine: the documents, sorted by their values */
    Xapian::doccount next = 0;
};

/* ---- Reading ------------------------------------------------------------ */

/* Calls CALL with each part of DB that can be asked alone, so that it ends in time. */
template <typename Call> static void each_shard(xap_db *db, Call call)
{
    if (db->each.empty())
        call(db->db);
    for (size_t i = 0; i < db->each.size(); i++) {
        db->ready();
        call(db->each[i]);
    }
}

dateline_status xap_open(const char *path, xap_db **out, dateline_error *err)
{
    return guard(err, "open", path, [&] {
        Xapian::Database db(path, Xapian::DB_BACKEND_GLASS);
        *out = new xap_db{db, path, {db}};
    });
}

/* Appends the database at PATH to ALL. */
static dateline_status add_part(xap_db *all, const char *path, dateline_error *err)
{
    return guard(err, "open", path, [&] {
        Xapian::Database part(path, Xapian::DB_BACKEND_GLASS);
        all->db.add_database(part);
        all->parts.push_back(part);
    });
}

dateline_status xap_open_parts(const char *const *paths, size_t n, xap_db **out,
                               dateline_error *err)
{
    xap_db *all = nullptr;
    dateline_status status;

    if (!n)
        return fail(err, DATELINE_BAD_OPTION, "cannot open a database without parts");
    status = guard(err, "open", paths[0], [&] { all = new xap_db{{}, paths[0], {}}; });
    for (size_t i = 0; i < n && status == DATELINE_OK; i++)
        status = add_part(all, paths[i], err);
    if (status == DATELINE_OK && n > 1)
        status = guard(err, "open", paths[0],
                       [&] { all->path += " and " + std::to_string(n - 1) + " more"; });
    if (status == DATELINE_OK)
        *out = all;
    else
        xap_close(all);
    return status;
}

/* Its files are closed even where something is left that holds a reference, as after a
 * call that ran out of memory. */
void xap_close(xap_db *db)
{
    if (db)
        guard(nullptr, "close", db->path.c_str(), [&] { db->db.close(); });
    delete db;
}

dateline_status xap_stats(xap_db *db, struct xap_stats *out, dateline_error *err)
{
    return guard(err, "read", db, [&] {
        *out = {db->db.get_doccount(), db->db.get_lastdocid(), db->db.get_total_length(),
                db->db.get_avlength()};
    });
}

dateline_status xap_term_stats(xap_db *db, struct span term, uint32_t *documents,
                               uint64_t *occurrences, dateline_error *err)
{
    return guard(err, "read", db, [&] {
        uint32_t found = 0;
        uint64_t cf = 0;

        each_shard(db, [&](const Xapian::Database &shard) {
            cf += shard.get_collection_freq(string_of(term));
        });
        each_shard(db, [&](const Xapian::Database &shard) {
            found += shard.get_termfreq(string_of(term));
        });
        *documents = found;
        *occurrences = cf;
    });
}

dateline_status xap_slot_documents(xap_db *db, uint32_t slot, uint32_t *out, struct buf *least,
                                   struct buf *most, dateline_error *err)
{
    return guard(err, "read", db, [&] {
        /* The bounds come with the number. */
        each_shard(db, [&](const Xapian::Database &shard) { shard.get_value_freq(slot); });
        assign(least, db->db.get_value_lower_bound(slot));
        assign(most, db->db.get_value_upper_bound(slot));
        *out = db->db.get_value_freq(slot);
    });
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
        xap_terms terms = {{}, false, db, {}};

        each_shard(db, [&](const Xapian::Database &shard) {
            terms.at.push_back(shard.allterms_begin(string_of(prefix)));
        });
        *out = new xap_terms(terms);
    });
}

/* Moves all of T that are at its term to their next one. */
static void pass_term(xap_terms *t)
{
    const Xapian::TermIterator end;

    for (auto &at : t->at)
        if (at != end && *at == t->term)
            ++at;
}

/* Sets *OUT to the least term that any of T is at, or returns false. */
static bool least_term(xap_terms *t, struct xap_term *out)
{
    const Xapian::TermIterator end;
    bool found = false;

    for (auto &at : t->at)
        if (at != end && (!found || *at < t->term)) {
            t->term = *at;
            found = true;
        }
    if (!found)
        return false;
    *out = {span_of(t->term), 0};
    for (auto &at : t->at)
        if (at != end && *at == t->term)
            out->documents += at.get_termfreq();
    return true;
}

dateline_status xap_terms_next(xap_terms *t, struct xap_term *out, bool *more, dateline_error *err)
{
    return guard_once(err, "read", t->db, [&] {
        if (t->started)
            pass_term(t);
        t->started = true;
        *more = least_term(t, out);
    });
}

dateline_status xap_terms_skip(xap_terms *t, struct span term, dateline_error *err)
{
    return guard_once(err, "read", t->db, [&] {
        for (auto &at : t->at)
            if (at != Xapian::TermIterator())
                at.skip_to(string_of(term));
        t->started = false;
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
        db->ready(db->servers());
        auto begin = db->db.postlist_begin(string_of(term));
        *out = new xap_postings{begin, {}, false, db};
    });
}

dateline_status xap_postings_next(xap_postings *p, xap_docid from, struct xap_posting *out,
                                  bool *more, dateline_error *err)
{
    return guard_once(err, "read", p->db, [&] {
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

/* All documents of DB sorted by their value in SLOT, with which they come. A value iterator would
 * ask a server once for each document. */
static Xapian::MSet values_by_search(const Xapian::Database &db, uint32_t slot)
{
    Xapian::Enquire enquire(db);

    enquire.set_query(Xapian::Query(std::string()));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_sort_by_value(slot, true);
    return enquire.get_mset(0, db.get_value_freq(slot));
}

dateline_status xap_values_open(xap_db *db, size_t part, uint32_t slot, xap_values **out,
                                dateline_error *err)
{
    return guard(err, "read", db, [&] {
        xap_values values = {{}, {}, false, db, {}, {}};

        each_shard(db, [&](const Xapian::Database &shard) { shard.get_value_freq(slot); });
        db->ready(2);
        if (db->remote)
            values.found = values_by_search(db->parts[part], slot);
        else
            values.at = db->parts[part].valuestream_begin(slot);
        *out = new xap_values(values);
    });
}

static bool next_found(xap_values *v, struct xap_slot_value *out)
{
    if (v->next == v->found.size())
        return false;
    auto hit = v->found[v->next++];
    v->value = hit.get_sort_key();
    *out = {*hit, span_of(v->value)};
    return true;
}

dateline_status xap_values_next(xap_values *v, struct xap_slot_value *out, bool *more,
                                dateline_error *err)
{
    return guard_once(err, "read", v->db, [&] {
        if (!v->found.empty()) {
            *more = next_found(v, out);
            return;
        }
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
