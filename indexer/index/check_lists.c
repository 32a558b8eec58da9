/* Compares occurrences and bounds of a segment's lists with the postings. */
#include "indexer/index/check_lists.h"

#include "lists/impact.h"
#include "lists/lexicon.h"
#include "lists/posting_list.h"

enum { TENTH = 10, HUNDREDTH = 100 };

/* Found in the postings of a term. */
struct postings_sum {
    uint64_t occurrences;
    uint32_t tenth, hundredth; /* postings with at least the share of that name */
};

/* Adds the decoded block at C to SUM. False if one of its postings exceeds a bound. */
static bool sum_block(struct posting_cursor *c, const struct impact_settings *settings,
                      struct postings_sum *sum)
{
    const struct posting_list *list = c->list;
    bool bounded = list->last != NULL, within = true;
    double bound = posting_block_bound(list, c->block);

    for (uint32_t i = 0; i < c->len; i++) {
        double norm = impact_norm(settings, lists_length(list->lists, c->docs[i]));
        double share = impact_share(norm, c->wdfs[i]);

        sum->occurrences += c->wdfs[i];
        sum->tenth += share >= (double)list->x_tenth;
        sum->hundredth += share >= (double)list->x_hundredth;
        within = within && (!bounded || (share <= bound && c->wdfs[i] <= list->wdf_max));
    }
    return within;
}

/* Whether the postings of the term are as its entry and directory say. */
static bool postings_agree(const struct posting_list *list, const struct impact_settings *settings)
{
    struct postings_sum sum = {0};
    struct posting_cursor c;

    for (posting_cursor_begin(&c, list); c.block < list->blocks; c.block++)
        if (!posting_decode(&c) || !posting_wdfs_ready(&c) || !sum_block(&c, settings, &sum))
            return false;
    return sum.occurrences == list->term.occurrences &&
           (list->x_tenth <= 0 || sum.tenth >= TENTH) &&
           (list->x_hundredth <= 0 || sum.hundredth >= HUNDREDTH);
}

static dateline_status check_term(const struct lists *l, const struct lexicon_walk *w,
                                  dateline_error *err)
{
    const struct impact_settings settings = {l->k1, l->b, l->floor, l->average};
    struct posting_list list;
    dateline_status status = posting_list_open(l, &w->entry, &list, err);

    if (status == DATELINE_OK && lexicon_misses_key(w))
        return fail(err, DATELINE_CORRUPT, "the key of the group of '%.*s' is another's",
                    (int)w->term.len, w->term.data);
    if (status == DATELINE_OK && !postings_agree(&list, &settings))
        return fail(err, DATELINE_CORRUPT, "the postings of '%.*s' are not as its entry says",
                    (int)w->term.len, w->term.data);
    return status;
}

static dateline_status check_lengths(const struct lists *l, dateline_error *err)
{
    uint64_t total = 0;

    for (uint32_t d = 1; d <= l->documents; d++) {
        uint32_t length = lists_length(l, d);

        if (length < l->shortest)
            return fail(err, DATELINE_CORRUPT, "a document is shorter than the shortest");
        total += length;
    }
    if (total != l->total_length)
        return fail(err, DATELINE_CORRUPT, "lengths and their sum do not agree");
    return DATELINE_OK;
}

dateline_status check_lists(const struct lists *l, dateline_error *err)
{
    struct lexicon_walk w;
    bool more = true;
    dateline_status status = check_lengths(l, err);

    if (status == DATELINE_OK)
        status = lexicon_walk(&w, l, (struct span){0}, err);
    while (status == DATELINE_OK && (status = lexicon_next(&w, &more, err)) == DATELINE_OK && more)
        status = check_term(l, &w, err);
    return status;
}
