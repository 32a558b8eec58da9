#include "tests/oracle/compare.h"

#include <cstdint>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>

#include <xapian.h>

namespace
{

using std::string;

struct difference : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/* Bytes as a line can show them. */
string shown(const string &s)
{
    std::ostringstream out;

    for (unsigned char c : s.substr(0, 200))
        if (c >= ' ' && c < 0x7F)
            out << c;
        else
            out << '<' << int(c) << '>';
    return out.str();
}

template <typename T> const T &shown(const T &value)
{
    return value;
}

/* WHERE is put into words only where the values differ. */
template <typename T, typename... Where> void same(const T &a, const T &b, const Where &...where)
{
    if (a == b)
        return;
    std::ostringstream text;
    text.precision(17);
    (text << ... << shown(where)) << ": " << shown(a) << " and " << shown(b);
    throw difference(text.str());
}

/* Walks two lists side by side: calls EACH while both are at the same KEY. */
template <typename Iterator, typename Key, typename Each, typename... Where>
void walk(Iterator a, Iterator b, const Iterator &end, Key key, Each each, const Where &...where)
{
    for (; a != end && b != end; ++a, ++b) {
        same(key(a), key(b), "next in ", where...);
        each(a, b);
    }
    if (a != end)
        same(string(shown(key(a))), string("the end"), "next in ", where...);
    if (b != end)
        same(string("the end"), string(shown(key(b))), "next in ", where...);
}

/* Each key as text, so that walk can set "the end" against it. */
const auto number_of = [](const auto &i) { return std::to_string(*i); };
const auto string_at = [](const auto &i) { return *i; };

struct nothing_more {
    template <typename I> void operator()(const I &, const I &) const
    {
    }
};

/* Walks two lists in leaps of growing length, to numbers in them and between. */
template <typename Iterator, typename Position, typename... Where>
void leap(Iterator a, Iterator b, const Iterator &end, Position position, const Where &...where)
{
    uint64_t step = 0;

    while (a != end && b != end) {
        uint64_t at = position(a), to = at + ++step;

        same(at, uint64_t(position(b)), "after a leap in ", where...);
        if (to > UINT32_MAX)
            return;
        a.skip_to(uint32_t(to));
        b.skip_to(uint32_t(to));
    }
    same(a == end, b == end, "at the end of a leap in ", where...);
}

/* The same by terms, to just after each and, every third time, well after. */
template <typename... Where>
void leap_terms(Xapian::TermIterator a, Xapian::TermIterator b, const Where &...where)
{
    const Xapian::TermIterator end;

    for (unsigned leaps = 0; a != end && b != end; leaps++) {
        string to = *a + (leaps % 3 ? string(1, '\0') : "m");

        same(*a, *b, "after a leap in ", where...);
        a.skip_to(to);
        b.skip_to(to);
    }
    same(a == end, b == end, "at the end of a leap in ", where...);
}

const auto numbered = [](const auto &i) { return *i; };

class comparison
{
  public:
    comparison(const char *path_a, const char *path_b) : a(path_a), b(path_b)
    {
    }
    void run()
    {
        statistics();
        metadata();
        postings("");
        terms();
        documents();
        for (Xapian::valueno slot : slots)
            value_stream(slot);
    }

  private:
    void statistics()
    {
        same(a.get_doccount(), b.get_doccount(), "documents");
        same(a.get_lastdocid(), b.get_lastdocid(), "last document number");
        same(a.get_total_length(), b.get_total_length(), "total length");
        same(a.get_avlength(), b.get_avlength(), "average length");
        same(a.get_doclength_lower_bound(), b.get_doclength_lower_bound(), "least length");
        same(a.get_doclength_upper_bound(), b.get_doclength_upper_bound(), "greatest length");
        same(a.has_positions(), b.has_positions(), "having positions");
    }

    void metadata()
    {
        walk(
            a.metadata_keys_begin(), b.metadata_keys_begin(), a.metadata_keys_end(), string_at,
            [&](const auto &i, const auto &) {
                same(a.get_metadata(*i), b.get_metadata(*i), "metadata of ", *i);
            },
            "metadata keys");
    }

    void terms()
    {
        walk(
            a.allterms_begin(), b.allterms_begin(), a.allterms_end(), string_at,
            [&](const auto &i, const auto &j) {
                same(i.get_termfreq(), j.get_termfreq(), "documents with term ", *i);
                term_statistics(*i);
                postings(*i);
            },
            "terms");
        leap_terms(a.allterms_begin(), b.allterms_begin(), "terms");
    }

    void term_statistics(const string &term)
    {
        same(a.get_termfreq(term), b.get_termfreq(term), "documents with term ", term);
        same(a.get_collection_freq(term), b.get_collection_freq(term), "occurrences of ", term);
        same(a.get_wdf_upper_bound(term), b.get_wdf_upper_bound(term), "greatest wdf of ", term);
    }

    /* An empty term: every document. */
    void postings(const string &term)
    {
        walk(
            a.postlist_begin(term), b.postlist_begin(term), a.postlist_end(term), number_of,
            [&](const auto &i, const auto &j) {
                same(i.get_wdf(), j.get_wdf(), "wdf of term ", term, " in document ", *i);
                same(i.get_doclength(), j.get_doclength(), "length of document ", *i);
                if (!term.empty())
                    positions(*i, term);
                else /* counted by reading a term list: once a document will do */
                    same(i.get_unique_terms(), j.get_unique_terms(), "unique terms of ", *i);
            },
            "postings of ", term);
        leap(a.postlist_begin(term), b.postlist_begin(term), a.postlist_end(term), numbered,
             "postings of ", term);
    }

    void positions(Xapian::docid id, const string &term)
    {
        auto end = a.positionlist_end(id, term);

        walk(a.positionlist_begin(id, term), b.positionlist_begin(id, term), end, number_of,
             nothing_more(), "positions of ", term, " in document ", id);
        leap(a.positionlist_begin(id, term), b.positionlist_begin(id, term), end, numbered,
             "positions of ", term, " in document ", id);
    }

    void documents()
    {
        for (auto i = a.postlist_begin(""); i != a.postlist_end(""); ++i)
            document(*i);
    }

    void document(Xapian::docid id)
    {
        Xapian::Document x = a.get_document(id), y = b.get_document(id);

        same(a.get_doclength(id), b.get_doclength(id), "length of document ", id);
        same(x.get_data(), y.get_data(), "data of document ", id);
        values(x, y, id);
        same(x.termlist_count(), y.termlist_count(), "terms in document ", id);
        walk(
            a.termlist_begin(id), b.termlist_begin(id), a.termlist_end(id), string_at,
            [&](const auto &i, const auto &j) {
                same(i.get_wdf(), j.get_wdf(), "wdf of ", *i, " in the list of document ", id);
                same(i.positionlist_count(), j.positionlist_count(), "positions of ", *i,
                     " counted in document ", id);
            },
            "terms of document ", id);
        leap_terms(a.termlist_begin(id), b.termlist_begin(id), "terms of document ", id);
    }

    void values(const Xapian::Document &x, const Xapian::Document &y, Xapian::docid id)
    {
        walk(
            x.values_begin(), y.values_begin(), x.values_end(),
            [](const auto &i) { return std::to_string(i.get_valueno()); },
            [&](const auto &i, const auto &j) {
                same(*i, *j, "value ", i.get_valueno(), " of document ", id);
                slots.insert(i.get_valueno());
            },
            "value slots of document ", id);
    }

    void value_stream(Xapian::valueno slot)
    {
        same(a.get_value_freq(slot), b.get_value_freq(slot), "documents with value ", slot);
        same(a.get_value_lower_bound(slot), b.get_value_lower_bound(slot), "least value ", slot);
        same(a.get_value_upper_bound(slot), b.get_value_upper_bound(slot), "greatest value ", slot);
        walk(
            a.valuestream_begin(slot), b.valuestream_begin(slot), a.valuestream_end(slot),
            [](const auto &i) { return std::to_string(i.get_docid()); },
            [&](const auto &i, const auto &j) {
                same(*i, *j, "value ", slot, " streamed of document ", i.get_docid());
            },
            "documents with value ", slot);
        leap(
            a.valuestream_begin(slot), b.valuestream_begin(slot), a.valuestream_end(slot),
            [](const auto &i) { return i.get_docid(); }, "documents with value ", slot);
    }

    Xapian::Database a, b;
    std::set<Xapian::valueno> slots; /* that any document has */
};

} // namespace

bool compare_databases(const char *a, const char *b, struct buf *first_difference)
{
    string text;

    try {
        comparison(a, b).run();
        return true;
    } catch (const difference &d) {
        text = d.what();
    } catch (const Xapian::Error &e) {
        text = e.get_description();
    }
    buf_clear(first_difference);
    buf_add(first_difference, text.data(), text.size());
    return false;
}
