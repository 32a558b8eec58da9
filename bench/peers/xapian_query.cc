// xapian_query -- searches a database through Xapian's own API.
//
//     xapian_query DATABASE
//
// serves the commands of turns.h. Where no score is asked for, none is computed.
#include <array>
#include <cstdio>
#include <string>

#include <xapian.h>

#include "bench/peers/turns.h"
#include "core/schema.h"

namespace
{

struct peer {
    Xapian::Database db;
    Xapian::QueryParser parser;
};

// Counts documents by the month of their date, "19870226".
class MonthSpy : public Xapian::MatchSpy
{
    std::array<Xapian::doccount, 12 * 10000> months{};

  public:
    void operator()(const Xapian::Document &document, double) override
    {
        const std::string day = document.get_value(SCHEMA_DATE_SLOT);
        size_t month = 0;

        for (size_t i = 0; i < 4 && i < day.size(); i++)
            month = 10 * month + static_cast<size_t>(day[i] - '0');
        month *= 12;
        if (day.size() >= 6)
            month +=
                (10 * static_cast<size_t>(day[4] - '0') + static_cast<size_t>(day[5] - '0')) % 12;
        months[month % months.size()]++;
    }

    Xapian::doccount total() const
    {
        Xapian::doccount sum = 0;

        for (auto n : months)
            sum += n;
        return sum;
    }
};

// "1987-02-26" as the value of the date slot.
std::string value_of(const std::string &day)
{
    return day.substr(0, 4) + day.substr(5, 2) + day.substr(8, 2);
}

Xapian::Query parsed(peer &p, const turn &t)
{
    const std::string words = t.words;

    p.parser.set_default_op(t.kind == TURN_ALL ? Xapian::Query::OP_AND : Xapian::Query::OP_OR);
    if (t.kind == TURN_PHRASE)
        return p.parser.parse_query('"' + words + '"');
    Xapian::Query query = p.parser.parse_query(words);
    if (t.kind != TURN_WINDOW)
        return query;
    return {Xapian::Query::OP_FILTER, query,
            Xapian::Query(Xapian::Query::OP_VALUE_RANGE, SCHEMA_DATE_SLOT, value_of(t.first),
                          value_of(t.last))};
}

uint64_t ask_xapian(void *engine, const turn *t)
{
    peer &p = *static_cast<peer *>(engine);
    Xapian::Enquire enquire(p.db);

    enquire.set_query(parsed(p, *t));
    if (t->kind == TURN_COUNT || t->kind == TURN_MONTHS) {
        MonthSpy spy;

        enquire.set_weighting_scheme(Xapian::BoolWeight());
        if (t->kind == TURN_MONTHS)
            enquire.add_matchspy(&spy);
        const Xapian::MSet found = enquire.get_mset(0, 0, p.db.get_doccount());
        return t->kind == TURN_MONTHS ? spy.total() : found.get_matches_estimated();
    }
    if (t->kind == TURN_NEWEST) {
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_sort_by_value(SCHEMA_DATE_SLOT, true);
    }
    return enquire.get_mset(0, t->limit).size();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fputs("usage: xapian_query DATABASE\n", stderr);
        return 2;
    }
    try {
        peer p{Xapian::Database(argv[1]), {}};

        p.parser.set_database(p.db);
        p.parser.set_stemmer(Xapian::Stem("english"));
        p.parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
        turns_serve(ask_xapian, &p);
    } catch (const Xapian::Error &e) {
        std::fprintf(stderr, "cannot search %s: %s\n", argv[1], e.get_description().c_str());
        return 3;
    }
    return 0;
}
