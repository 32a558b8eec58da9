/* Formats a query's tree as a line of text. */
#include "searcher/query/query_describe.h"

#include "core/character.h"
#include "searcher/query/query_text.h"

static const char *const operator_names[] = {
    [QUERY_NEAR] = "NEAR", [QUERY_ADJ] = "ADJ",     [QUERY_AND] = "AND", [QUERY_OR] = "OR",
    [QUERY_XOR] = "XOR",   [QUERY_MAYBE] = "MAYBE", [QUERY_NOT] = "NOT",
};

static void describe_query_words(const struct query_node *n, struct buf *out)
{
    for (size_t i = 0; i < n->n_words; i++) {
        if (i)
            buf_char(out, ' ');
        character_add_safe(out, n->words[i]);
    }
}

static void describe_day(dateline_day d, struct buf *out)
{
    char text[DAY_TEXT];

    buf_add(out, text, day_format(d, text));
}

static void describe_query_date(const struct query_days *days, struct buf *out)
{
    buf_str(out, "date:");
    if (!days->first) {
        buf_str(out, "none");
        return;
    }
    if (days->first != DAY_FIRST || days->last == DAY_FIRST)
        describe_day(days->first, out);
    if (days->first == days->last)
        return;
    buf_str(out, "..");
    if (days->last != DAY_LAST)
        describe_day(days->last, out);
}

static void describe_query_filter(const struct query_node *n, struct buf *out)
{
    struct span value = n->words[0];
    uint32_t next;
    bool plain = query_span_end(value, 0, "()", true) == value.len &&
                 !query_quote(query_char(value, 0, &next));

    buf_printf(out, "%s:", schema_name(n->field));
    buf_str(out, plain ? "" : "\"");
    character_add_safe(out, value);
    buf_str(out, plain ? "" : "\"");
}

static void describe_joined_nodes(const struct query_node *n, struct buf *out)
{
    buf_printf(out, "(%s", operator_names[n->kind]);
    if (n->least)
        buf_printf(out, "/%u", n->least);
    if (n->kind == QUERY_NEAR || n->kind == QUERY_ADJ) {
        buf_printf(out, "/%u ", n->distance);
        describe_query_words(n, out);
    }
    for (size_t i = 0; i < n->n_children; i++) {
        buf_char(out, ' ');
        query_describe(n->children[i], out);
    }
    buf_char(out, ')');
}

static void describe_query_node(const struct query_node *n, struct buf *out)
{
    if (n->field == FIELD_TITLE)
        buf_str(out, "title:");
    switch (n->kind) {
    case QUERY_NOTHING:
        buf_str(out, "()");
        break;
    case QUERY_ALL:
        buf_char(out, '*');
        break;
    case QUERY_WORD:
    case QUERY_WILDCARD:
        describe_query_words(n, out);
        break;
    case QUERY_FUZZY:
        describe_query_words(n, out);
        buf_printf(out, "~%u", n->distance);
        break;
    case QUERY_NAME:
        buf_str(out, "name:");
        __attribute__((fallthrough));
    case QUERY_PHRASE:
        buf_char(out, '"');
        describe_query_words(n, out);
        buf_char(out, '"');
        break;
    case QUERY_DATE:
        describe_query_date(&n->days, out);
        break;
    case QUERY_FILTER:
        describe_query_filter(n, out);
        break;
    default:
        describe_joined_nodes(n, out);
    }
}

void query_describe(const struct query_node *n, struct buf *out)
{
    describe_query_node(n, out);
    if (query_factor(n) != 1)
        buf_printf(out, "^%.7g", n->weight);
}
