/* Names in queries: spellings found by the company they keep, initials, orders; the same by both
 * ways to match; the time that a large dictionary takes is bench's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/alloc.h"
#include "searcher/engine/engine.h"
#include "searcher/match/searcher.h"
#include "searcher/query/query.h"
#include "searcher/query/question.h"

#include <cmocka.h> /* last: its fail() is a macro */

static char folder[] = "/tmp/names.XXXXXX";
enum { N_INDEXES = 3 };

static struct engine *engines[N_INDEXES];
static dateline_error err;

/* One article each, named a, b, c ...; the people are invented. */
static const char *const articles[] = {
    "President Oleksandr Velinsky met ministers. Velinsky spoke first.",                     /* a */
    "Oleksandr Velinskyy said no. Mr Velinskyy then left.",                                  /* b */
    "First lady Halyna Velinska opened a school. Velinska was cheered.",                     /* c */
    "Velinskiy, Oleksandr: the election list.",                                              /* d */
    "O. Velinsky signed the law.",                                                           /* e */
    "Robert Velinski, a baker from Ohio, won a prize. Velinski smiled.",                     /* f */
    "Президент Олександр Велінський сказав.",                                                /* g */
    "The harbour was closed by a strike, and Karim van der Haddad watched.",                 /* h */
    "Karim al-Khaddad opened the harbor.",                                                   /* i */
    "Mary O'Dunnell wrote a book. Critics liked O'Dunnell.",                                 /* j */
    "Mary ODunnell wrote another.",                                                          /* k */
    "\xC3\x89mile Dupr\xC3\xA9 painted; Emile Dupre sold it.",                               /* l */
    "Zhou Lanxing met envoys.",                                                              /* m */
    "Chou Lanhsing was not there.",                                                          /* n */
    "Zhao Lanxing sang.",                                                                    /* o */
    "\u10DC\u10D8\u10DC\u10DD \u10D1\u10D4\u10E0\u10D8\u10EB\u10D4",                         /* p */
    "Nino Beridze won.",                                                                     /* q */
    "\u0928\u093F\u0924\u093F\u0928 \u0926\u0930\u094D\u092E\u093E",                         /* r */
    "Nitin Darma lost.",                                                                     /* s */
    "Chou Lan-hsing sat.",                                                                   /* t */
    "Chang Ta-p'ing and Zhang Daping met.",                                                  /* u */
    "Chang Ta-p\xE2\x80\x99ing came alone.",                                                 /* v */
    "Zhou Lan was of the family.",                                                           /* w */
    "So Lanxing ended.",                                                                     /* x */
    "Abdulrahman Sadiqi came.",                                                              /* y */
    "Abd al-Rahman Sadiqi came.",                                                            /* z */
    "Abdurrahman Sadiqi came, and Abdallah Sadiqi.",                                         /* { */
    "\u0639\u0628\u062F\u0627\u0644\u0631\u062D\u0645\u0646 \u0635\u0627\u062F\u0642\u064A", /* | */
    "Djordje Milosav spoke.",                                                                /* } */
    "\u0110or\u0111e Milosav sang.",                                                         /* ~ */
};

enum { N_ARTICLES = sizeof articles / sizeof *articles };

static void run_in_folder(const char *command)
{
    struct buf line = {0};

    buf_printf(&line, "cd %s && %s 2>>log", folder, command);
    if (system(line.data))
        fail_msg("failed: %s", command);
    buf_free(&line);
}

static void write_articles(size_t first, size_t end)
{
    struct buf path = {0};
    FILE *f;

    buf_printf(&path, "%s/in.jsonl", folder);
    f = fopen(path.data, "w");
    assert_non_null(f);
    for (size_t i = first; i < end; i++)
        fprintf(f, "{\"id\":\"%c\",\"title\":\"t\",\"date\":\"2025-01-%02zu\",\"body\":\"%s\"}\n",
                (char)('a' + i), i + 1, articles[i]);
    assert_int_equal(fclose(f), 0);
    buf_free(&path);
}

/* One index of one segment, one of two, of which the second has the oldest, and one of three, of
 * which the last has E alone: of all with its words, the lowest number in a segment. */
static int make_name_indexes(void **state)
{
    static const char *const names[N_INDEXES] = {"one", "two", "three"};

    (void)state;
    assert_non_null(mkdtemp(folder));
    write_articles(0, N_ARTICLES);
    run_in_folder(INDEXER " add --xapian=full one in.jsonl");
    write_articles(4, N_ARTICLES);
    run_in_folder(INDEXER " add --xapian=full two in.jsonl");
    write_articles(0, 4);
    run_in_folder(INDEXER " add --xapian=full two in.jsonl");
    run_in_folder(INDEXER " add --xapian=full three in.jsonl");
    write_articles(5, N_ARTICLES);
    run_in_folder(INDEXER " add --xapian=full three in.jsonl");
    write_articles(4, 5);
    run_in_folder(INDEXER " add --xapian=full three in.jsonl");
    for (int i = 0; i < N_INDEXES; i++) {
        struct buf path = {0};

        buf_printf(&path, "%s/%s", folder, names[i]);
        assert_int_equal(engine_open(path.data, &engines[i], &err), DATELINE_OK);
        buf_free(&path);
    }
    return 0;
}

static int remove_name_indexes(void **state)
{
    struct buf line = {0};

    (void)state;
    for (int i = 0; i < N_INDEXES; i++)
        engine_close(engines[i]);
    buf_printf(&line, "rm -r %s", folder);
    assert_int_equal(system(line.data), 0);
    buf_free(&line);
    return 0;
}

static int by_letter(const void *a, const void *b)
{
    return *(const char *)a - *(const char *)b;
}

static void find_letters(struct engine *e, const char *query, bool exact, enum matching how,
                         char *out)
{
    struct question q;
    struct answer *a;
    const struct hit *hit;
    size_t len = 0;

    question_init(&q, 20250201);
    q.text = span_of(query);
    q.exact_names = exact;
    q.matching = how;
    q.parts = HIT_ROW;
    assert_int_equal(engine_answer(e, &q, &a, &err), DATELINE_OK);
    while (answer_next(a, &hit, &err) == DATELINE_OK && hit)
        out[len++] = *hit->article.id.data;
    out[len] = '\0';
    qsort(out, len, 1, by_letter);
    answer_free(a);
}

static void check_names(const char *query, bool exact, const char *expected)
{
    for (int i = 0; i < N_INDEXES; i++)
        for (enum matching how = MATCHING_LISTS; how <= MATCHING_XAPIAN; how++) {
            char found[N_ARTICLES + 1];

            find_letters(engines[i], query, exact, how, found);
            if (strcmp(found, expected) != 0)
                fail_msg("%s%s (index %d, way %d): %s, not %s", query, exact ? " exact" : "", i,
                         how, found, expected);
        }
}

static void names_are_found_in_all_spellings(void **state)
{
    (void)state;
    check_names("name:\"Oleksandr Velinsky\"", false, "abdeg");
    check_names("name:\"Velinskyj, Oleksandr\"", false, "abdeg");
    check_names("name:\"President Oleksandr Velinskiy\"", false, "abdeg");
    check_names("name:\"Velinskiy, President Oleksandr\"", false, "abdeg");
    check_names("name:\"Halyna Velinska\"", false, "c");
    check_names("name:\"Galyna Velinska\"", false, "c");
    check_names("name:\"Mr O. Velinsky\"", false, "abde");
    check_names("name:\"Karim Haddad\"", false, "hi");
    check_names("name:\"Karim al-Haddad\"", false, "hi");
    check_names("name:\"\xC3\x89mile Dupr\xC3\xA9 Jr\"", false, "l");
    check_names("name:\"Oleksandr Velinsky\" -law", false, "abdg");
    check_names("title:(name:Velinsky)", false, "");
    check_names("name:\"Zhou Lanxing\"", false, "mnt"); /* in Wade-Giles too, */
    check_names("name:\"Chou Lanhsing\"", false, "mnt");
    check_names("name:\"Chou Lan-hsing\"", false, "mnt"); /* in two words, */
    check_names("name:\"Zhang Daping\"", false, "uv");    /* and with an apostrophe */
    check_names("name:\"Chang Ta-p'ing\"", false, "uv");
    check_names("name:\"Chang Ta-p\xE2\x80\x99ing\"", false, "uv");
    check_names("name:\"Zhou Lan\"", false, "tw");
    check_names("name:\"Suo Lanxing\"", false, "");    /* so is a stop word, ... */
    check_names("name:\"So Lanxing\"", false, "x");    /* ... but where it is typed */
    check_names("name:\"Nino Beridze\"", false, "pq"); /* Georgian */
    check_names("name:\"\u10DC\u10D8\u10DC\u10DD \u10D1\u10D4\u10E0\u10D8\u10EB\u10D4\"", false,
                "pq");
    check_names("name:\"Nitin Darma\"", false, "rs"); /* Devanagari */
}

/* Abd and a name of God are one word or two. */
static void servants_are_found_in_both_ways(void **state)
{
    (void)state;
    check_names("name:\"Abdulrahman Sadiqi\"", false, "yz{|");
    check_names("name:\"Abd al-Rahman Sadiqi\"", false, "yz{|");
    check_names("name:\"Sadiqi, Abd al-Rahman\"", false, "yz{|");
    check_names("name:\"Abdurrahman Sadiqi\"", false, "yz{");
    check_names("name:\"Abdurahman Sadiqi\"", false, "yz{");
    check_names("name:\"\u0639\u0628\u062F \u0627\u0644\u0631\u062D\u0645\u0646 "
                "\u0635\u0627\u062F\u0642\u064A\"",
                false, "yz|");
    check_names("name:\"Abdulrahman Sadiqi\"", true, "y");
    check_names("name:\"Abdallah Sadiqi\"", false, "{");
    check_names("name:\"Djordje Milosav\"", false, "}~");
    check_names("name:\"\u0110or\u0111e Milosav\"", false, "}~");
}

static void check_family(const char *text, size_t words, size_t family)
{
    struct query tree = {0};
    struct question q;

    question_init(&q, 20250201);
    q.text = span_of(text);
    assert_int_equal(query_parse(&q, &tree, &err), DATELINE_OK);
    assert_int_equal(tree.root->kind, QUERY_OR);
    assert_int_equal(tree.root->children[1]->n_words, words);
    assert_int_equal(tree.root->children[1]->family, family);
    query_free(&tree);
}

/* Whichever way it is written, the same word is the family name. */
static void servants_keep_the_family_name(void **state)
{
    (void)state;
    check_family("name:\"Abdulrahman Sadiqi\"", 3, 2);
    check_family("name:\"Sadiqi, Abdulrahman\"", 3, 0);
    check_family("name:\"Abd al-Rahman Sadiqi\"", 2, 1);
    check_family("name:\"Sadiqi, Abd al-Rahman\"", 2, 0);
    check_family("name:\"Karim Abdulrahman\"", 3, 2);
}

static void one_word_keeps_its_company(void **state)
{
    (void)state;
    check_names("name:velinskyy", false, "abeg");
    check_names("name:Velinski", false, "f");
    check_names("name:Velinska", false, "c");
    check_names("name:O\xE2\x80\x99"
                "Dunnell",
                false, "jk");
    check_names("name:ODunnell", false, "jk");
    check_names("name:Welinskij", false, "abeg"); /* not there: the nearest, and its company */
    check_names("name:harbour", false, "h");
    check_names("name:nobody", false, "");
}

static void exact_names_are_as_spelt(void **state)
{
    (void)state;
    check_names("name:\"Oleksandr Velinsky\"", true, "a");
    check_names("name:\"Zhou Lanxing\"", true, "m");
    check_names("name:\"Chou Lan-hsing\"", true, "t");
    check_names("name:\"Oleksandr Velinskiy\"", true, "d");
    check_names("name:\"Mr O. Velinsky\"", true, "e");
    check_names("name:velinsky", true, "ae");
    check_names("name:welinskij", true, "");
}

static void an_explanation_counts_the_spellings(void **state)
{
    struct question q;
    struct answer *a;
    const struct explained *c;

    (void)state;
    question_init(&q, 20250201);
    q.kind = ASK_EXPLAIN;
    q.text = span_of("name:\"Oleksandr Velinskyy\"");
    assert_int_equal(engine_answer(engines[0], &q, &a, &err), DATELINE_OK);
    c = &a->explanation->clauses[0];
    assert_int_equal(c->articles, 5);
    assert_int_equal(c->label.kind, QUERY_NAME);
    for (size_t i = 0; i < c->terms.len; i++)
        if (span_eq(c->terms.list[i].term, span_of("velinsky")))
            assert_int_equal(c->terms.list[i].documents, 2);
        else if (span_eq(c->terms.list[i].term, span_of("velinska")))
            fail_msg("velinska is no spelling of velinskyy");
    for (size_t i = 1; i < c->terms.len; i++) /* the forms share them */
        assert_true(span_cmp(c->terms.list[i - 1].term, c->terms.list[i].term) < 0);
    answer_free(a);
}

/* ---- The newest articles ----------------------------------------------------------------- */

enum { READ = 8 /* articles for the company of a word */ };

/* Adds a segment to the index NAME: READ articles of YEAR with the name Torvinsky, to which GIVEN
 * belongs, in all of them or in the oldest alone; and one that has GIVEN with the name spelt as
 * OTHER. */
static void add_company(const char *name, int year, const char *given, bool all, const char *other)
{
    struct buf in = {0}, command = {0};
    FILE *f;

    buf_printf(&in, "%s/company.jsonl", folder);
    f = fopen(in.data, "w");
    assert_non_null(f);
    for (int i = 1; i <= READ; i++)
        fprintf(f, "{\"id\":\"%d.%d\",\"date\":\"%d-01-%02d\",\"body\":\"%s Torvinsky spoke.\"}\n",
                year, i, year, i, all || i == 1 ? given : "and");
    fprintf(f, "{\"id\":\"%s\",\"body\":\"%s %s left.\"}\n", given, given, other);
    assert_int_equal(fclose(f), 0);
    buf_printf(&command, INDEXER " add %s company.jsonl", name);
    run_in_folder(command.data);
    buf_free(&command);
    buf_free(&in);
}

static uint64_t count_matches(struct engine *e, const char *query)
{
    struct question q;
    struct answer *a;
    uint64_t n;

    question_init(&q, 20250201);
    q.kind = ASK_COUNT;
    q.text = span_of(query);
    assert_int_equal(engine_answer(e, &q, &a, &err), DATELINE_OK);
    n = a->matches;
    answer_free(a);
    return n;
}

/* The newest articles of all segments are read, in whichever order the segments were added. A given
 * name that only older articles have does not count. */
static void the_newest_articles_tell_the_company(void **state)
{
    (void)state;
    for (int old_first = 0; old_first < 2; old_first++) {
        const char *name = old_first ? "old-first" : "new-first";
        struct buf path = {0};
        struct engine *e;

        if (old_first)
            add_company(name, 2001, "Ivana", true, "Torvinskij");
        add_company(name, 2025, "Pavel", false, "Torvinskyy");
        if (!old_first)
            add_company(name, 2001, "Ivana", true, "Torvinskij");
        buf_printf(&path, "%s/%s", folder, name);
        assert_int_equal(engine_open(path.data, &e, &err), DATELINE_OK);
        assert_int_equal(count_matches(e, "name:Torvinsky"), 2 * READ + 1);
        assert_int_equal(count_matches(e, "name:Torvinsky id:Pavel"), 1);
        engine_close(e);
        buf_free(&path);
    }
}

/* ---- The bound of forms --------------------------------------------------------------- */

/* As many spellings of each as to give more forms than may be; with the given name's initial. */
static const char *const given[] = {"Dmitry", "Dmitri", "Dmitriy", "Dmitrij", "Dmitrii",
                                    "Dmytry", "Dmytri", "Dmytriy", "Dmytrij"};
static const char *const family[] = {"Velinsky",  "Velinskyy", "Velinskiy", "Velinskyj",
                                     "Velinskij", "Velinskii", "Velinski",  "Velynsky",
                                     "Velynskyy", "Welinsky",  "Welinskij"};

enum { N_GIVEN = sizeof given / sizeof *given, N_FAMILY = sizeof family / sizeof *family };

/* An index of an article for each pair of spellings, and one for each family name's initial. */
static void make_many_spellings(struct buf *path)
{
    struct buf in = {0};
    FILE *f;

    buf_printf(&in, "%s/many.jsonl", folder);
    f = fopen(in.data, "w");
    assert_non_null(f);
    for (size_t i = 0; i < N_FAMILY; i++) {
        for (size_t k = 0; k < N_GIVEN; k++)
            fprintf(f, "{\"id\":\"%zu.%zu\",\"body\":\"%s %s spoke.\"}\n", k, i, given[k],
                    family[i]);
        fprintf(f, "{\"id\":\"i.%zu\",\"body\":\"D. %s left.\"}\n", i, family[i]);
    }
    assert_int_equal(fclose(f), 0);
    run_in_folder(INDEXER " add many many.jsonl");
    buf_printf(path, "%s/many", folder);
    buf_free(&in);
}

/* The number of forms of PLAN that have both WORDS. */
static unsigned forms_with(const struct plan_node *plan, const char *const words[2])
{
    unsigned forms = 0;

    for (size_t i = 0; i < plan->n_children; i++) {
        const struct plan_node *form = plan->children[i];
        unsigned has = 0;

        for (size_t k = 0; k < form->n_children; k++)
            for (unsigned w = 0; w < 2; w++)
                if (span_eq(form->children[k]->term, span_of(words[w])))
                    has |= 1U << w;
        forms += has == 3;
    }
    return forms;
}

/* The words below N are different ones. */
static void check_different_words(const char *query, const struct plan_node *n)
{
    for (size_t i = 0; i < n->n_children; i++) {
        for (size_t k = 0; k < i && n->children[i]->term.len; k++)
            if (span_eq(n->children[i]->term, n->children[k]->term))
                fail_msg("%s has %.*s twice", query, (int)n->children[i]->term.len,
                         n->children[i]->term.data);
        check_different_words(query, n->children[i]);
    }
}

static void no_form_has_a_word_twice(void **state)
{
    static const char *const names[] = {"name:Velinsky",
                                        "name:Zhou",
                                        "name:\"Velinsky Velinskyy\"",
                                        "name:\"Zhang Daping\"",
                                        "name:\"O. Velinsky\"",
                                        "name:\"Abdulrahman Sadiqi\""};
    struct buf path = {0};
    struct searcher s;

    (void)state;
    buf_printf(&path, "%s/one", folder);
    assert_int_equal(searcher_open(path.data, &(struct snapshot_reach){0}, &s, &err), DATELINE_OK);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct asked asked = {0};
        struct question q;

        question_init(&q, 20250201);
        q.text = span_of(names[i]);
        assert_int_equal(ask(&s, &q, &asked, &err), DATELINE_OK);
        check_different_words(names[i], asked.plan.root);
        asked_free(&asked);
    }
    searcher_close(&s);
    buf_free(&path);
}

static void forms_are_bounded(void **state)
{
    struct buf path = {0};
    struct searcher s;
    struct question q;
    struct asked asked = {0};

    (void)state;
    make_many_spellings(&path);
    assert_int_equal(searcher_open(path.data, &(struct snapshot_reach){0}, &s, &err), DATELINE_OK);
    question_init(&q, 20250201);
    q.text = span_of("name:\"Dmitry Velinsky\"");
    assert_int_equal(ask(&s, &q, &asked, &err), DATELINE_OK);
    assert_int_equal(asked.plan.root->kind, PLAN_OR);
    assert_in_range(asked.plan.root->n_children, PLAN_NAME_FORMS_MAX / 2, PLAN_NAME_FORMS_MAX);
    /* The nearest spellings and the initial stay, which all spellings share. */
    assert_int_equal(forms_with(asked.plan.root, (const char *const[]){"dmitry", "velinsky"}), 1);
    assert_int_equal(forms_with(asked.plan.root, (const char *const[]){"d", "velinsky"}), 1);
    asked_free(&asked);
    searcher_close(&s);
    buf_free(&path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_found_in_all_spellings),
        cmocka_unit_test(servants_are_found_in_both_ways),
        cmocka_unit_test(servants_keep_the_family_name),
        cmocka_unit_test(one_word_keeps_its_company),
        cmocka_unit_test(the_newest_articles_tell_the_company),
        cmocka_unit_test(exact_names_are_as_spelt),
        cmocka_unit_test(an_explanation_counts_the_spellings),
        cmocka_unit_test(no_form_has_a_word_twice),
        cmocka_unit_test(forms_are_bounded),
    };

    return cmocka_run_group_tests(tests, make_name_indexes, remove_name_indexes);
}
