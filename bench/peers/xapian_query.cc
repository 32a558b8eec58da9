/* Searches with Xapian's API. */
#include "bench/peers/xapian_query.h"

#include <xapian.h>

struct peer {
    Xapian::Database db;
    Xapian::QueryParser parser;
};

static const Xapian::valueno DATE_SLOT = 0;

peer *peer_open(const char *index)
{
    peer *p = new peer{Xapian::Database(index), {}};

    p->parser.set_database(p->db);
    p->parser.set_stemmer(Xapian::Stem("english"));
    p->parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    p->parser.set_default_op(Xapian::Query::OP_AND);
    return p;
}

void peer_close(peer *p)
{
    delete p;
}

static size_t ten(Xapian::Enquire &enquire, bool data)
{
    Xapian::MSet found = enquire.get_mset(0, 10);
    size_t bytes = 0;

    for (auto i = found.begin(); data && i != found.end(); ++i)
        bytes += i.get_document().get_data().size();
    return found.size() + (bytes == 1);
}

size_t peer_search(peer *p, const char *query, int data)
{
    Xapian::Enquire enquire(p->db);

    enquire.set_query(p->parser.parse_query(query));
    return ten(enquire, data);
}

size_t peer_search_range(peer *p, const char *query, const char *first, const char *last)
{
    Xapian::Enquire enquire(p->db);

    p->parser.set_default_op(Xapian::Query::OP_OR);
    Xapian::Query words = p->parser.parse_query(query);
    p->parser.set_default_op(Xapian::Query::OP_AND);
    enquire.set_query(
        Xapian::Query(Xapian::Query::OP_FILTER, words,
                      Xapian::Query(Xapian::Query::OP_VALUE_RANGE, DATE_SLOT, first, last)));
    return ten(enquire, false);
}

size_t peer_newest(peer *p, const char *query)
{
    Xapian::Enquire enquire(p->db);

    enquire.set_query(p->parser.parse_query(query));
    enquire.set_sort_by_value(DATE_SLOT, true);
    return ten(enquire, false);
}
