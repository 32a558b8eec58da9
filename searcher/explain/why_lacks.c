/* Says what an article that does not match a clause has in its place. */
#include "searcher/explain/why.h"
#include "searcher/query/query_pattern.h"
#include "snapshot/terms.h"

static void quoted(struct buf *out, struct span text)
{
    buf_char(out, '"');
    buf_span_add(out, text);
    buf_char(out, '"');
}

/* "the title lacks" or "lacks" */
static void lacks(const struct query_node *n, struct buf *out)
{
    buf_str(out, n->field == FIELD_TITLE ? "the title lacks" : "lacks");
}

static void lacks_word(struct why *w, const struct query_node *n, struct buf *out)
{
    bool forms = stemmer_stem(w->searcher->planner.stemmer, n->words[0]).len > 0;

    lacks(n, out);
    buf_str(out, forms ? " the word, in any form" : " the word");
}

/* The words of a phrase that the article has not; *ANY is whether there are. */
static dateline_status missing_words(struct why *w, const struct plan_node *n, struct buf *out,
                                     bool *any, dateline_error *err)
{
    const struct query_node *q = n->from;
    dateline_status status = DATELINE_OK;

    *any = false;
    for (size_t i = 0; i < q->n_words && status == DATELINE_OK; i++) {
        const struct plan_node *word = n->kind == PLAN_TERM ? n : n->children[i];
        uint32_t wdf;

        status = snapshot_term_wdf(w->searcher->snapshot, word->term, w->doc, &wdf, err);
        if (status != DATELINE_OK || wdf)
            continue;
        buf_str(out, *any ? ", " : " ");
        quoted(out, q->words[i]);
        *any = true;
    }
    return status;
}

static dateline_status lacks_words(struct why *w, const struct plan_node *plan, struct buf *out,
                                   dateline_error *err)
{
    const struct query_node *n = plan->from;
    bool any;
    dateline_status status;

    lacks(n, out);
    status = missing_words(w, plan, out, &any, err);
    if (status != DATELINE_OK || any)
        return status;
    buf_clear(out);
    buf_str(out, "has the words, but not ");
    if (n->kind == QUERY_PHRASE)
        buf_str(out, "side by side in this order");
    else
        buf_printf(out, "within %u words%s", n->distance,
                   n->kind == QUERY_ADJ ? " in this order" : "");
    return DATELINE_OK;
}

static void lacks_wildcard(const struct query_node *n, struct buf *out)
{
    lacks(n, out);
    buf_str(out, query_pattern_prefix(n->words[0]) + 1 == n->words[0].len
                     ? " a word that begins so"
                     : " a word of this pattern");
}

static bool overlap(const struct query_days *days, dateline_day day)
{
    return day_first(day) <= days->last && day_last(day) >= days->first;
}

static void lacks_date(const struct why *w, const struct query_node *n, struct buf *out)
{
    char text[DAY_TEXT];
    dateline_day day = w->article.day;

    if (!day_format(day, text)) {
        buf_str(out, "is undated");
        return;
    }
    buf_printf(out, "is dated %s", text);
    if (n->days.first && overlap(&n->days, day))
        buf_str(out, ", of which the range has only a part");
}

static void lacks_value(const struct why *w, const struct query_node *n, struct buf *out)
{
    const char *date_source = date_source_name(w->article.date_source);
    struct span value = n->field == FIELD_SOURCE        ? w->article.source
                        : n->field == FIELD_LANG        ? w->article.lang
                        : n->field == FIELD_DATE_SOURCE ? span_of(date_source ? date_source : "")
                                                        : w->article.id;

    buf_printf(out, value.len ? "has the %s " : "has no %s", schema_name(n->field));
    if (value.len)
        quoted(out, value);
}

dateline_status why_lacks(struct why *w, const struct plan_node *plan, struct buf *out,
                          dateline_error *err)
{
    const struct query_node *n = plan->from;

    switch (n->kind) {
    case QUERY_PHRASE:
    case QUERY_NEAR:
    case QUERY_ADJ:
        return lacks_words(w, plan, out, err);
    case QUERY_WORD:
        lacks_word(w, n, out);
        break;
    case QUERY_WILDCARD:
        lacks_wildcard(n, out);
        break;
    case QUERY_FUZZY:
        lacks(n, out);
        buf_printf(out, " a word within %u edit%s", n->distance, n->distance == 1 ? "" : "s");
        break;
    case QUERY_NAME:
        lacks(n, out);
        buf_str(out, n->exact ? " the name as it is spelt" : " the name, however spelt");
        break;
    case QUERY_DATE:
        lacks_date(w, n, out);
        break;
    case QUERY_FILTER:
        lacks_value(w, n, out);
        break;
    default:
        buf_str(out, "a query without a word matches nothing");
    }
    return DATELINE_OK;
}
