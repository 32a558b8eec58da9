/* Builds and runs queries: the part of xap.h about queries and matching. */
#include <cstdlib>

#include "shim/handles.hh"
#include "shim/sources.hh"

namespace
{

Xapian::Query::op operator_of(enum xap_op op)
{
    switch (op) {
    case XAP_AND:
        return Xapian::Query::OP_AND;
    case XAP_OR:
        return Xapian::Query::OP_OR;
    case XAP_XOR:
        return Xapian::Query::OP_XOR;
    case XAP_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case XAP_AND_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case XAP_FILTER:
        return Xapian::Query::OP_FILTER;
    case XAP_NEAR:
        return Xapian::Query::OP_NEAR;
    case XAP_PHRASE:
        return Xapian::Query::OP_PHRASE;
    case XAP_SYNONYM:
        return Xapian::Query::OP_SYNONYM;
    }
    throw Xapian::InvalidArgumentError("no such operator");
}

bool only_first_scores(enum xap_op op)
{
    return op == XAP_FILTER || op == XAP_AND_NOT;
}

/* Takes over into WHOLE what PART of it says about pruning. */
void add_part(xap_query *whole, const xap_query &part, bool scores)
{
    whole->exhaustive |= part.exhaustive;
    if (scores) {
        whole->alternative |= part.alternative;
        whole->scored += part.scored;
    }
}

Xapian::BM25Weight bm25(const xap_bm25 &s)
{
    return {s.k1, 0, s.k3, s.b, s.min_normlen};
}

/* With BoolWeight libxapian asks no source for scores. */
void set_order(Xapian::Enquire &enquire, const xap_match_options *o)
{
    switch (o->order) {
    case XAP_BY_SCORE:
        enquire.set_weighting_scheme(bm25(o->bm25));
        enquire.set_sort_by_relevance_then_value(o->slot, true);
        return;
    case XAP_BY_SCORE_NUMBER:
        enquire.set_weighting_scheme(bm25(o->bm25));
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        return;
    case XAP_BY_VALUE:
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_sort_by_value(o->slot, !o->ascending);
        return;
    case XAP_BY_NUMBER:
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::ASCENDING);
        return;
    }
    throw Xapian::InvalidArgumentError("no such order");
}

/* QUERY within LIMITS. A deadline cannot be sent to another machine: over one in_time() checks them
 * between answers. */
Xapian::Query within(const xap_limits &limits, const xap_db *db, const Xapian::Query &query,
                     deadline::clock::time_point start)
{
    if (db->remote || (!(limits.seconds > 0) && !limits.stop))
        return query;
    return {Xapian::Query::OP_FILTER, query,
            Xapian::Query((new deadline(start, limits))->release())};
}

void in_time(const xap_limits &limits, const xap_db *db, deadline::clock::time_point start)
{
    if (!db->remote)
        return;
    try {
        deadline(start, limits).look();
    } catch (const time_over &t) {
        /* LIMITS are what is left of a question's time. */
        throw time_over{db->until > 0 ? db->seconds : t.seconds};
    }
}

xap_matches matches_of(const Xapian::MSet &found, bool all_checked)
{
    xap_matches m;

    m.hits = nullptr;
    m.len = 0;
    m.total_exact =
        all_checked || found.get_matches_lower_bound() == found.get_matches_upper_bound();
    m.total = m.total_exact ? found.get_matches_lower_bound() : found.get_matches_estimated();
    if (!found.empty())
        m.hits = static_cast<xap_hit *>(reallocated(nullptr, found.size() * sizeof *m.hits));
    for (auto i = found.begin(); i != found.end(); ++i)
        m.hits[m.len++] = {*i, i.get_weight()};
    return m;
}

} // namespace

/* ---- Queries ------------------------------------------------------------ */

/* guard, where no status is returned that could tell of memory. */
template <typename Call>
static void build(dateline_error *err, const char *act, const char *what, Call call)
{
    if (guard(err, act, what, call) == DATELINE_NO_MEMORY)
        out_of_memory(0);
}

xap_query *xap_query_term(struct span term, uint32_t wqf, uint32_t position)
{
    return certain([&] { return new xap_query{{string_of(term), wqf, position}}; });
}

xap_query *xap_query_nothing(void)
{
    return certain([] { return new xap_query{}; });
}

xap_query *xap_query_join(enum xap_op op, xap_query *const *parts, size_t n, uint32_t param,
                          dateline_error *err)
{
    xap_query *joined = nullptr;

    build(err, "build", "the query", [&] {
        std::vector<Xapian::Query> all;
        xap_query whole{{}, op == XAP_XOR, op == XAP_OR || op == XAP_AND_MAYBE, 0};
        for (size_t i = 0; i < n; i++) {
            all.push_back(parts[i]->query);
            add_part(&whole, *parts[i], i == 0 || !only_first_scores(op));
        }
        if (op == XAP_SYNONYM)
            whole.scored = 1;
        whole.query = {operator_of(op), all.begin(), all.end(), param};
        joined = new xap_query(whole);
    });
    return joined;
}

xap_query *xap_query_scale(const xap_query *q, double factor, dateline_error *err)
{
    xap_query *scaled = nullptr;

    build(err, "build", "the query", [&] {
        xap_query whole = *q;
        whole.query = {Xapian::Query::OP_SCALE_WEIGHT, q->query, factor};
        if (factor == 0)
            whole.scored = 0;
        scaled = new xap_query(whole);
    });
    return scaled;
}

void xap_query_free(xap_query *q)
{
    delete q;
}

void xap_query_describe(const xap_query *q, struct buf *out)
{
    certain([&] { assign(out, q->query.get_description()); });
}

xap_query *xap_query_source(const struct xap_source *source)
{
    return certain([&] {
        auto shared = (new callback_source(*source))->release();
        return new xap_query{Xapian::Query(shared)};
    });
}

dateline_status xap_query_ranges(xap_db *db, const struct xap_range *ranges, size_t n,
                                 xap_query **out, dateline_error *err)
{
    return guard(err, "build", "the query", [&] {
        auto parts = std::make_shared<std::vector<range_source::part>>();
        for (size_t i = 0; i < n; i++) {
            if (!i || ranges[i].part != ranges[i - 1].part)
                parts->push_back({db->parts[ranges[i].part].get_uuid(), {}, 0});
            parts->back().add(ranges[i].first, ranges[i].last);
        }
        *out = new xap_query{n ? Xapian::Query((new range_source(parts))->release())
                               : Xapian::Query()};
    });
}

/* Two faults of libxapian 1.4 (up to 1.4.32 at least), once enough documents are found for those
 * that score less to be passed over, when a list ends and the greatest possible score is
 * recomputed:
 *
 * It crashes: an XOR that has ended in one part of a database has no sublists left.
 *
 * It loses a document: an OR has become an AND_MAYBE, whose second list may be ahead of its first,
 * and becomes an AND, which goes on after the second list's document without asking whether the
 * first has it. Of the documents "b b", "a a b b", "c" and "a a c c c" it gives the second, not the
 * fourth, as the best for `a OR b OR c`. With two words the score to reach rises only at documents
 * of the first list that the second is not ahead of.
 *
 * Queries to which this may happen look at all documents: OR of a few words over 21,577 articles
 * takes five times as long where only the first ten are wanted, and no total. */
static xap_match_options unpruned(const xap_match_options &o, const xap_query &q,
                                  Xapian::doccount all)
{
    bool by_score = o.order == XAP_BY_SCORE || o.order == XAP_BY_SCORE_NUMBER;
    xap_match_options whole = o;

    if (q.exhaustive)
        whole.most = all;
    if (q.exhaustive || (by_score && q.prunes_wrongly()))
        whole.check_at_least = all;
    return whole;
}

dateline_status xap_match(xap_db *db, const xap_query *q, const struct xap_match_options *o,
                          struct xap_matches *out, dateline_error *err)
{
    auto start = deadline::clock::now();

    return guard(err, "search", db, [&] {
        in_time(o->limits, db, start);
        db->ready(2);
        Xapian::Enquire enquire(db->db);
        auto all = db->db.get_doccount();
        auto asked = unpruned(*o, *q, all);
        enquire.set_query(within(o->limits, db, q->query, start));
        set_order(enquire, o);
        auto found = enquire.get_mset(asked.first, asked.most, asked.check_at_least);
        in_time(o->limits, db, start);
        *out = matches_of(found, asked.check_at_least >= all);
        if (out->len > o->most)
            out->len = o->most;
    });
}

void xap_matches_free(struct xap_matches *m)
{
    std::free(m->hits);
    *m = {};
}

/* Appends PART's matches to OUT as a new part, and adds to OUT's total. No spy of ours goes to
 * another machine, and a spy sees the numbers within each of several SHARDS: all matches of them
 * are results instead. */
static void list_part(const Xapian::Database &part, bool shards, const Xapian::Query &query,
                      uint32_t most, struct xap_listing *out)
{
    Xapian::Enquire enquire(part);
    struct xap_listed *listed = &out->parts[out->n++];
    number_spy spy(listed);
    auto all = part.get_doccount();

    enquire.set_query(query);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    if (!most && !shards)
        enquire.add_matchspy(&spy);
    auto found = most     ? enquire.get_mset(0, most)
                 : shards ? enquire.get_mset(0, all)
                          : enquire.get_mset(0, 0, all);
    for (auto i = found.begin(); i != found.end(); ++i)
        spy.add(*i);
    if (!most || found.size() < most) {
        out->total += listed->len;
        return;
    }
    if (found.get_matches_lower_bound() == found.get_matches_upper_bound()) {
        out->total += found.get_matches_lower_bound();
    } else {
        out->total += found.get_matches_estimated();
        out->total_exact = false;
    }
}

dateline_status xap_list(xap_db *db, const xap_query *q, uint32_t most,
                         const struct xap_limits *limits, struct xap_listing *out,
                         dateline_error *err)
{
    auto start = deadline::clock::now();
    struct xap_listing listing = {nullptr, 0, 0, true};

    auto status = guard(err, "search", db, [&] {
        auto query = within(*limits, db, q->query, start);
        in_time(*limits, db, start);
        db->ready(2);
        xap_listing_free(&listing);
        listing.total_exact = true;
        listing.parts =
            static_cast<xap_listed *>(std::calloc(db->parts.size(), sizeof *listing.parts));
        if (!listing.parts)
            throw std::bad_alloc();
        for (const auto &part : db->parts)
            list_part(part, db->remote || db->shards.size() > 1, query, most, &listing);
        in_time(*limits, db, start);
    });
    if (status == DATELINE_OK)
        *out = listing;
    else
        xap_listing_free(&listing);
    return status;
}

void xap_listing_free(struct xap_listing *l)
{
    for (size_t i = 0; i < l->n; i++)
        std::free(l->parts[i].numbers);
    std::free(l->parts);
    *l = {};
}
