/* The query parser: any bytes give a tree of the promised form, or are refused;
 * a tree written back as a query is read as the same tree. */
#include "fuzz.h"
#include "searcher/query/query.h"
#include "searcher/query/query_describe.h"
#include "searcher/query/query_name.h"

const char *const fuzz_seeds[] = {
    "market \"rare earth\" -title:war",
    "(a OR b) AND NOT c XOR d",
    "a NEAR/3 b ADJ c NEAR d",
    "title:(foo \"bar baz\") source:\"New York Times\" lang:en id:a/b.txt",
    "date:2025-02..2025-03-15 date:none date:7d date:..2025",
    "+must may -mustnot NOT never wild* w* * *x",
    "+a +(*) y",
    "((((((((()))))))) -(-(-(-x))) NOT NOT NOT x",
    "U.S. rare-earth www.bbc.co.uk a@b.com AND/OR C++ 3.5bn",
    "\xE2\x80\x9Cquoted\xE2\x80\x9D \xC2\xABquoted\xC2\xBB \xE2\x80\x9Equoted",
    "Z\xC3\xBCrich \xE6\x9D\xB1\xE4\xBA\xAC \xC3\xA9t\xC3\xA9* \xFF\xFE\x93",
    "Portland, OR AND foo: http://x.org unknown:field title: date:",
    "!oil | \"rare earth\"~5 || (a && !b) word! a|b near/3 Or",
    "date:[2020 TO 2021} date:{* TO *] date>=2020 after:2024 before:7d year:2020 since:x",
    "subject:(a b) title=x site:\"a b\" \xE2\x80\x93war \xE2\x88\x92x \xE2\x80\x94y",
    "title:\"a b\"~2",
    "oil~ gas~1 word~0.7, a~2; rare-earth~ wom?n* w*n x?*y *suffix ?x (h?t~)",
    "name:\"Volodymyr Zelensky\" name:o'brien name:\"van der X, Dr Y. Jr\" name:\"\"",
    "title:(name:a)",
    "a^2 \"b c\"^.5 (d (e^3)^4 \"f g\"~2^9)^1.25 h~1^2 i?j^0 k^999999 title:(l NEAR m)^2",
    NULL,
};

static bool joins(const struct query_node *n)
{
    return n->kind >= QUERY_AND;
}

static size_t min_words(enum query_kind kind)
{
    switch (kind) {
    case QUERY_WORD:
    case QUERY_PHRASE:
    case QUERY_WILDCARD:
    case QUERY_FUZZY:
    case QUERY_NAME:
    case QUERY_FILTER:
        return 1;
    case QUERY_NEAR:
    case QUERY_ADJ:
        return 2;
    default:
        return 0;
    }
}

static void check_node(const struct query_node *n, size_t size, int depth)
{
    bool flat = n->kind == QUERY_AND || n->kind == QUERY_OR || n->kind == QUERY_XOR;

    FUZZ_CHECK(depth <= QUERY_MAX_TREE);
    FUZZ_CHECK(n->start <= n->end && n->end <= size);
    FUZZ_CHECK(n->kind != QUERY_NOTHING || depth == 1);
    FUZZ_CHECK(min_words(n->kind) ? n->n_words >= min_words(n->kind) : !n->n_words);
    FUZZ_CHECK(joins(n) ? n->n_children >= 2 : !n->n_children);
    FUZZ_CHECK(!(n->weight > 0) ||
               (n->weight >= QUERY_WEIGHT_MIN && n->weight <= QUERY_WEIGHT_MAX &&
                n->kind >= QUERY_WORD && n->kind <= QUERY_NAME));
    for (size_t i = 0; i < n->n_words; i++)
        FUZZ_CHECK(n->words[i].len);
    if (n->kind == QUERY_FUZZY)
        FUZZ_CHECK(n->distance >= 1 && n->distance <= QUERY_MAX_EDITS);
    if (n->kind == QUERY_NAME)
        FUZZ_CHECK(n->n_words <= QUERY_NAME_PARTS && n->family < n->n_words);
    if (n->kind == QUERY_NEAR || n->kind == QUERY_ADJ)
        FUZZ_CHECK(n->distance >= 1 && n->distance <= QUERY_MAX_DISTANCE);
    if (n->kind == QUERY_DATE && n->days.first)
        FUZZ_CHECK(day_precision(n->days.first) == DAY_DAY && n->days.first <= n->days.last &&
                   day_precision(n->days.last) == DAY_DAY);
    for (size_t i = 0; i < n->n_children; i++) {
        FUZZ_CHECK(n->children[i]->start >= n->start && n->children[i]->end <= n->end);
        FUZZ_CHECK(!flat || n->children[i]->kind != n->kind);
        check_node(n->children[i], size, depth + 1);
    }
}

/* ---- Written back ------------------------------------------------------- */

static bool write_back(const struct query_node *n, struct buf *out);

static bool write_filter(const struct query_node *n, struct buf *out)
{
    static const char quotes[] = "\"\xC2\xE2"; /* or what may begin one */

    for (size_t i = 0; i < n->words[0].len; i++)
        if ((unsigned char)n->words[0].data[i] < ' ' || n->words[0].data[i] & 0x80 ||
            strchr(quotes, n->words[0].data[i]))
            return false;
    buf_printf(out, "%s:\"", schema_name(n->field));
    buf_span_add(out, n->words[0]);
    buf_char(out, '"');
    return true;
}

static void write_chain(const struct query_node *n, struct buf *out)
{
    buf_char(out, '(');
    for (size_t i = 0; i < n->n_words; i++) {
        if (i)
            buf_printf(out, " %s/%u ", n->kind == QUERY_NEAR ? "NEAR" : "ADJ", n->distance);
        buf_str(out, n->field == FIELD_TITLE ? "title:\"" : "\"");
        buf_span_add(out, n->words[i]);
        buf_char(out, '"');
    }
    buf_char(out, ')');
    if (n->weight > 0)
        buf_printf(out, "^%.7g", n->weight);
}

static bool write_children(const struct query_node *n, struct buf *out)
{
    static const char *const between[] = {
        [QUERY_AND] = " AND ", [QUERY_OR] = " OR ",       [QUERY_XOR] = " XOR ",
        [QUERY_MAYBE] = " ",   [QUERY_NOT] = " AND NOT ",
    };

    buf_str(out, n->kind == QUERY_MAYBE ? "(+(" : "(");
    for (size_t i = 0; i < n->n_children; i++) {
        if (i)
            buf_str(out, i == 1 && n->kind == QUERY_MAYBE ? ") " : between[n->kind]);
        if (!write_back(n->children[i], out))
            return false;
    }
    buf_char(out, ')');
    return true;
}

/* Appends a query that means N; false where it cannot be written. */
static bool write_back(const struct query_node *n, struct buf *out)
{
    if (joins(n))
        return write_children(n, out);
    if (n->kind == QUERY_NAME)
        return false; /* capitals and commas told what to leave out */
    if (n->kind == QUERY_FILTER)
        return write_filter(n, out);
    if (n->kind == QUERY_NEAR || n->kind == QUERY_ADJ)
        write_chain(n, out);
    else if (n->kind == QUERY_NOTHING)
        buf_str(out, "!");
    else
        query_describe(n, out);
    return true;
}

static void check_written_back(const struct query *q, struct question asked)
{
    struct buf text = {0}, first = {0}, second = {0};
    struct query again;
    dateline_error err;

    asked.literal = false;
    if (write_back(q->root, &text) &&
        (asked.text = buf_span(&text), query_parse(&asked, &again, &err)) == DATELINE_OK) {
        query_describe(q->root, &first);
        query_describe(again.root, &second);
        if (!span_eq(buf_span(&first), buf_span(&second)))
            fprintf(stderr, "%s\n%s\n%s\n", first.data, text.data, second.data);
        FUZZ_CHECK(span_eq(buf_span(&first), buf_span(&second)));
        query_free(&again);
    }
    buf_free(&text);
    buf_free(&first);
    buf_free(&second);
}

static void check_refused(const dateline_error *err)
{
    FUZZ_CHECK(!strncmp(err->text, "query at ", 9));
    for (const char *p = err->text; *p; p++)
        FUZZ_CHECK((unsigned char)*p >= ' ' && *p != 0x7F);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span text = {(const char *)data, size};

    for (int i = 0; i < 6; i++) {
        struct question asked = {.text = text,
                                 .any = i < 4 && i & 1,
                                 .literal = i < 4 ? i & 2 : i & 1,
                                 .widened = i >= 4,
                                 .today = 20250331};
        struct query q;
        dateline_error err;
        dateline_status status = query_parse(&asked, &q, &err);

        if (status != DATELINE_OK) {
            FUZZ_CHECK(status == DATELINE_BAD_QUERY);
            check_refused(&err);
            continue;
        }
        check_node(q.root, size, 1);
        FUZZ_CHECK(q.n_warnings <= QUERY_MAX_WARNINGS + 1);
        check_written_back(&q, asked);
        query_free(&q);
    }
    return 0;
}
