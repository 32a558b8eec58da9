#include "tests/oracle/upkeep.h"

#include <sstream>
#include <string>

#include <xapian.h>

/* libxapian's checker deletes a table by the size of its base class. */
extern "C" __attribute__((visibility("default"))) const char *__asan_default_options();
const char *__asan_default_options()
{
    return "new_delete_type_mismatch=0";
}

namespace
{

using std::string;

void assign(struct buf *out, const string &text)
{
    buf_clear(out);
    buf_add(out, text.data(), text.size());
}

/* Whether ACT went through without an exception. */
template <typename Act> bool done(struct buf *report, Act act)
{
    try {
        act();
        return true;
    } catch (const Xapian::Error &e) {
        assign(report, e.get_description());
        return false;
    }
}

/* A document like that of number LIKE, and a little different. */
Xapian::Document altered(const Xapian::Database &db, Xapian::docid like, unsigned n)
{
    Xapian::Document d = db.get_document(like);

    d.set_data(d.get_data() + " altered " + std::to_string(n));
    d.add_posting("altered" + std::to_string(n % 7), 1 + n, 2);
    d.add_boolean_term(string("zero\0within", 11));
    d.add_value(0, "20200" + std::to_string(n % 10));
    d.add_value(n % 3, std::to_string(n));
    return d;
}

void change(Xapian::WritableDatabase &db)
{
    const Xapian::docid last = db.get_lastdocid();

    for (Xapian::docid id = 2; id <= last; id += 3)
        db.delete_document(id);
    db.commit();
    for (Xapian::docid id = 1; id <= last; id += 15)
        db.replace_document(id, altered(db, id, id));
    for (Xapian::docid n = 0; last && n < 40; n++)
        db.add_document(altered(db, 1 + n * 3 % last / 3 * 3, n));
    db.commit();
    db.add_spelling("spelling", 3);
    db.set_metadata("changed", "yes");
    db.commit();
}

} // namespace

bool upkeep_check(const char *path, struct buf *report)
{
    std::ostringstream text;

    return done(report, [&] {
        size_t errors = Xapian::Database::check(path, 0, &text);

        if (errors)
            throw Xapian::DatabaseCorruptError(text.str());
    });
}

bool upkeep_change(const char *path, struct buf *report)
{
    return done(report, [&] {
        Xapian::WritableDatabase db(path, Xapian::DB_OPEN);
        change(db);
    });
}

bool upkeep_compact(const char *from, const char *to, struct buf *report)
{
    return done(report, [&] { Xapian::Database(from).compact(to); });
}
