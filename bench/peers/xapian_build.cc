// xapian_build -- the corpus as a database built through Xapian's own API:
// TermGenerator, Document and WritableDatabase, with the terms, positions,
// values and data that dateline's index has (core/schema.h).
//
//     xapian_build INDEX ARTICLES.rows
//
// All rows are in memory before the clock starts. Prints what it took
// from opening to closing.
#include <cstdio>
#include <string>

#include <xapian.h>

#include "bench/peers/rows.h"
#include "core/schema.h"

namespace
{

std::string text(const row &r, row_field f)
{
    return {r.text[f], r.len[f]};
}

// The digits of "1987-02-26", "1987-02" or "1987".
std::string digits(const std::string &date)
{
    std::string out;

    for (char c : date)
        if (c >= '0' && c <= '9')
            out += c;
    return out;
}

void add_date(Xapian::Document &document, std::string day)
{
    if (day.empty())
        document.add_boolean_term("Dnone");
    if (day.size() >= 4)
        document.add_boolean_term("Y" + day.substr(0, 4));
    if (day.size() >= 6)
        document.add_boolean_term("M" + day.substr(0, 6));
    if (day.size() >= 8)
        document.add_boolean_term("D" + day.substr(0, 8));
    day.resize(8, '0');
    document.add_value(SCHEMA_DATE_SLOT, day);
}

void add_text(Xapian::TermGenerator &generator, const row &r)
{
    const std::string title = text(r, ROW_TITLE);

    generator.set_termpos(0);
    generator.index_text(title, 1, "S");
    generator.set_termpos(0);
    generator.index_text(title, SCHEMA_TITLE_WDF);
    generator.increase_termpos(SCHEMA_TITLE_GAP);
    generator.index_text(text(r, ROW_BODY));
}

std::string data(const row &r)
{
    return "id=" + text(r, ROW_ID) + "\ndate=" + text(r, ROW_DATE) +
           "\ntitle=" + text(r, ROW_TITLE) + "\ntext=" + text(r, ROW_BODY);
}

Xapian::doccount build(const char *index, rows &all)
{
    Xapian::WritableDatabase db(index, Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS |
                                           Xapian::DB_NO_SYNC);
    Xapian::TermGenerator generator;
    Xapian::doccount articles = 0;

    generator.set_stemmer(Xapian::Stem("english"));
    for (row r; rows_next(&all, &r); articles++) {
        Xapian::Document document;

        generator.set_document(document);
        add_text(generator, r);
        document.add_boolean_term("Q" + text(r, ROW_ID));
        add_date(document, digits(text(r, ROW_DATE)));
        document.set_data(data(r));
        db.add_document(document);
    }
    db.close();
    return articles;
}

} // namespace

int main(int argc, char **argv)
{
    rows all{};
    timing took;

    if (argc != 3) {
        std::fputs("usage: xapian_build INDEX ARTICLES.rows\n", stderr);
        return 2;
    }
    rows_load(&all, argv[2]);
    timing_start(&took);
    try {
        timing_print(&took, build(argv[1], all));
    } catch (const Xapian::Error &e) {
        std::fprintf(stderr, "cannot build %s: %s\n", argv[1], e.get_description().c_str());
        return 3;
    }
    rows_free(&all);
    return 0;
}
