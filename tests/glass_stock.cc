#include "tests/glass_stock.h"

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>

#include <xapian.h>

namespace
{

using std::string;

string text(struct span s)
{
    return string(s.data ? s.data : "", s.len);
}

void or_die(const std::function<void()> &act)
{
    try {
        act();
    } catch (const Xapian::Error &e) {
        std::fprintf(stderr, "libxapian: %s\n", e.get_description().c_str());
        std::abort();
    }
}

Xapian::Document document(const struct sample_document &from)
{
    Xapian::Document d;

    d.set_data(text(from.data));
    for (size_t i = 0; i < from.n_terms; i++) {
        const struct sample_term &t = from.terms[i];

        d.add_term(text(t.term), t.wdf);
        for (size_t j = 0; j < t.n_positions; j++)
            d.add_posting(text(t.term), t.positions[j], 0);
    }
    for (size_t i = 0; i < from.n_values; i++)
        d.add_value(from.values[i].slot, text(from.values[i].value));
    return d;
}

/* A document that shares terms with others and has some of its own. */
Xapian::Document another(const struct sample_document &like, unsigned n)
{
    Xapian::Document d = document(like);

    d.add_posting("another" + std::to_string(n), 4, 2);
    d.add_boolean_term(string("zero\0and more", 13));
    d.set_data("another " + std::to_string(n));
    d.add_value(3, std::to_string(n));
    return d;
}

void change(Xapian::WritableDatabase &db, const struct sample *s)
{
    for (size_t i = 0; i < s->len; i += 3)
        db.delete_document(s->documents[i].id);
    db.commit();
    for (size_t i = 1; i < s->len; i += 5)
        db.replace_document(s->documents[i].id, another(s->documents[s->len - i], unsigned(i)));
    for (unsigned n = 0; n < 20 && s->len; n++)
        db.add_document(another(s->documents[n % s->len], n));
    db.commit();
    db.set_metadata("changed", "yes");
    db.set_metadata("a", "");
    db.add_spelling("spelling", 3);
    db.add_synonym("synonym", "another");
    db.commit();
}

} // namespace

void stock_build(const struct sample *s, const char *path, uint32_t block_size)
{
    or_die([&] {
        Xapian::WritableDatabase db(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS,
                                    int(block_size));
        for (size_t i = 0; i < s->n_metadata; i++)
            db.set_metadata(text(s->metadata[i].key), text(s->metadata[i].value));
        for (size_t i = 0; i < s->len; i++)
            db.replace_document(s->documents[i].id, document(s->documents[i]));
        db.commit();
    });
}

void stock_change(const struct sample *s, const char *path)
{
    or_die([&] {
        Xapian::WritableDatabase db(path, Xapian::DB_OPEN);
        change(db, s);
    });
}

void stock_compact(const char *from, const char *to, uint32_t block_size)
{
    or_die([&] {
        Xapian::Database(from).compact(to, Xapian::DBCOMPACT_NO_RENUMBER, int(block_size));
    });
}
