/* The comparison must see every kind of difference, or the tests that rest on
 * it prove nothing: one database, and the same with one thing changed. */
#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

extern "C" {
#include <cmocka.h>
}
#include <xapian.h>

#include "tests/oracle/compare.h"

namespace
{

namespace fs = std::filesystem;
using Documents = std::vector<Xapian::Document>;
using Database = Xapian::WritableDatabase;

std::string folder;

/* Five documents of 12 occurrences each. */
Documents some_documents()
{
    Documents docs(5);

    for (unsigned n = 0; n < docs.size(); n++) {
        for (unsigned i = 0; i < 10; i++)
            docs[n].add_posting("word" + std::to_string((n + i) % 12), 2 * i + 1);
        docs[n].add_term("Qid" + std::to_string(n), 2);
        docs[n].set_data("data of " + std::to_string(n));
        docs[n].add_value(0, "2025033" + std::to_string(n));
        docs[n].add_value(7, "same");
    }
    return docs;
}

/* A new database NAME; EDIT changes the documents before, AFTER the database. */
std::string build(const char *name, const std::function<void(Documents &)> &edit,
                  const std::function<void(Database &)> &after)
{
    std::string path = folder + "/" + name;
    Documents docs = some_documents();

    fs::remove_all(path);
    Database db(path, Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS);
    if (edit)
        edit(docs);
    for (const auto &d : docs)
        db.add_document(d);
    db.set_metadata("language", "english");
    db.commit();
    if (after)
        after(db);
    db.commit();
    return path;
}

void assert_difference(const std::string &a, const std::string &b, const char *told)
{
    struct buf text = {};

    if (compare_databases(a.c_str(), b.c_str(), &text))
        fail_msg("not seen: %s", told);
    if (!std::strstr(text.data, told))
        fail_msg("wanted \"%s\", was told \"%s\"", told, text.data);
    buf_free(&text);
}

void assert_seen(const std::function<void(Documents &)> &edit,
                 const std::function<void(Database &)> &after, const char *told)
{
    std::string a = build("a", nullptr, nullptr), b = build("b", edit, after);

    assert_difference(a, b, told);
}

/* Puts DOC in place of document 3 and takes it away again: bounds remember. */
void assert_bound_seen(const Xapian::Document &doc, const char *told)
{
    assert_seen(
        nullptr,
        [&](Database &db) {
            db.replace_document(3, doc);
            db.commit();
            db.replace_document(3, some_documents()[2]);
        },
        told);
}

void edit_seen(const std::function<void(Documents &)> &edit, const char *told)
{
    assert_seen(edit, nullptr, told);
}

void change_seen(const std::function<void(Database &)> &after, const char *told)
{
    assert_seen(nullptr, after, told);
}

void equal_databases_are_equal(void **)
{
    struct buf text = {};
    std::string a = build("a", nullptr, nullptr);
    std::string b = build("b", nullptr, [](Database &db) { db.set_metadata("gone", ""); });

    if (!compare_databases(a.c_str(), b.c_str(), &text))
        fail_msg("%s", text.data);
    assert_true(compare_databases(a.c_str(), a.c_str(), &text));
    assert_null(text.data);
}

void without_positions(Documents &docs)
{
    for (auto &d : docs) {
        Xapian::Document bare;

        for (auto i = d.termlist_begin(); i != d.termlist_end(); ++i)
            bare.add_term(*i, i.get_wdf());
        d = bare;
    }
}

void statistics_are_seen(void **)
{
    Xapian::Document short_one, frequent = some_documents()[2];

    edit_seen([](Documents &d) { d.pop_back(); }, "documents: 5 and 4");
    change_seen([](Database &db) { db.delete_document(db.add_document(some_documents()[0])); },
                "last document number: 5 and 6");
    edit_seen([](Documents &d) { d[1].add_term("word1", 1); }, "total length: 60 and 61");
    short_one.add_term("x", 1);
    assert_bound_seen(short_one, "least length: 12 and 1");
    frequent.add_term("word3", 20);
    assert_bound_seen(frequent, "greatest length: 12 and 32");
    edit_seen(without_positions, "having positions: 1 and 0");
}

void metadata_is_seen(void **)
{
    change_seen([](Database &db) { db.set_metadata("language", "none"); },
                "metadata of language: english and none");
    change_seen([](Database &db) { db.set_metadata("more", "x"); }, "the end and more");
}

void terms_are_seen(void **)
{
    Xapian::Document heavy;

    edit_seen(
        [](Documents &d) {
            d[0].remove_term("Qid0");
            d[0].add_term("Qidx", 2);
        },
        "next in terms: Qid0 and Qid1");
    heavy.add_term("y", 12);
    assert_bound_seen(heavy, "greatest wdf of");
}

/* Each leaves the numbers as they are that are looked at before. */
void postings_are_seen(void **)
{
    auto longer_and_shorter = [](Documents &d) {
        d[0].add_term("word3", 1);
        d[1].remove_term("Qid1");
        d[1].add_term("Qid1", 1);
    };
    auto other_frequencies = [](Documents &d) {
        d[0].add_term("word3", 1);
        d[0].remove_term("Qid0");
        d[0].add_term("Qid0", 1);
    };
    auto other_documents = [](Documents &d) {
        d[0].remove_term("Qid0");
        d[0].add_term("Qid1", 2);
        d[1].remove_term("Qid1");
        d[1].add_term("Qid0", 2);
    };

    edit_seen(longer_and_shorter, "length");
    edit_seen(other_frequencies, "occurrences of Qid0: 2 and 1");
    edit_seen(other_documents, "next in postings of Qid0: 1 and 2");
}

void positions_are_seen(void **)
{
    edit_seen(
        [](Documents &d) {
            d[2].remove_posting("word5", 7);
            d[2].add_posting("word5", 8);
        },
        "next in positions of word5 in document 3: 7 and 8");
    edit_seen([](Documents &d) { d[2].add_posting("word5", 99, 0); },
              "next in positions of word5 in document 3: the end and 99");
}

void values_and_data_are_seen(void **)
{
    edit_seen([](Documents &d) { d[4].set_data("else"); }, "data of document 5");
    edit_seen([](Documents &d) { d[4].add_value(0, "20250335"); },
              "value 0 of document 5: 20250334 and 20250335");
    edit_seen([](Documents &d) { d[4].remove_value(7); }, "value slots of document 5");
    Xapian::Document late = some_documents()[2];
    late.add_value(0, "99999999");
    assert_bound_seen(late, "greatest value 0: 20250334 and 99999999");
    late.add_value(0, "0");
    assert_bound_seen(late, "least value 0: 20250330 and 0");
}

/* A writer of tables could make lists that contradict each other, as here one
 * table of another database. */
void term_lists_are_seen(void **)
{
    std::string a = build("a", nullptr, nullptr), b = build("b", nullptr, nullptr);
    std::string other = build(
        "other", [](Documents &d) { d[2].add_posting("word5", 30, 3); }, nullptr);
    auto replace = fs::copy_options::overwrite_existing;

    fs::copy_file(other + "/termlist.glass", b + "/termlist.glass", replace);
    assert_difference(a, b, "in the list of document 3: 1 and 4");
}

void unreadable_is_different(void **)
{
    std::string a = build("a", nullptr, nullptr), b = build("b", nullptr, nullptr);

    assert_difference(a, folder + "/none", "DatabaseNotFoundError");
    fs::resize_file(b + "/docdata.glass", 0);
    assert_difference(a, b, "EOF reading block");
}

int make_folder(void **)
{
    std::string name = (fs::temp_directory_path() / "compare-XXXXXX").string();

    folder = mkdtemp(name.data()) ? name : "";
    return folder.empty() ? -1 : 0;
}

int remove_folder(void **)
{
    fs::remove_all(folder);
    return 0;
}

} // namespace

int main()
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_databases_are_equal), cmocka_unit_test(statistics_are_seen),
        cmocka_unit_test(metadata_is_seen),          cmocka_unit_test(terms_are_seen),
        cmocka_unit_test(postings_are_seen),         cmocka_unit_test(positions_are_seen),
        cmocka_unit_test(values_and_data_are_seen),  cmocka_unit_test(term_lists_are_seen),
        cmocka_unit_test(unreadable_is_different),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
