/* What is asked of an index: the one request there is, made by the command line,
 * a line of a batch or the library, and read by the query's parser, the matcher
 * and the engine.
 *
 * Texts are borrowed. After question_init() a question asks for all articles,
 * best first, and nothing else has to be set. */
#ifndef DATELINE_SEARCHER_QUERY_QUESTION_H
#define DATELINE_SEARCHER_QUERY_QUESTION_H

#include <stdatomic.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/day.h"

enum question_kind { ASK_HITS, ASK_COUNT, ASK_TIMELINE, ASK_FACET, ASK_EXPLAIN, ASK_WHY };

enum match_order {
    MATCH_RELEVANCE,
    MATCH_NEWEST, /* undated last, here and with the oldest; scores are all 0 */
    MATCH_OLDEST,
};

enum ranking {
    RANK_DATELINE,
    RANK_BM25, /* BM25 with Xapian's defaults, to compare with */
};

enum period_unit {
    PERIOD_NONE,
    PERIOD_DAY,
    PERIOD_WEEK, /* ISO 8601's: from Monday, of the year that its Thursday is in */
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_YEAR,
};

enum facet { FACET_NONE, FACET_YEAR, FACET_MONTH, FACET_SOURCE, FACET_LANG };

/* How much of each hit is wanted, each with all before it. */
enum hit_parts { HIT_ROW /* id and date */, HIT_ARTICLE, HIT_SNIPPET };

struct query_days {
    dateline_day first, last; /* full days, inclusive */
};

/* What a match may take; all zeros is no limit. */
struct match_limits {
    double seconds;               /* 0: any; else DATELINE_TIMEOUT after them */
    const atomic_bool *interrupt; /* NULL: none; else DATELINE_INTERRUPTED once it is set */
};

struct question {
    enum question_kind kind;
    struct span text;       /* the query language; "*" finds every article */
    struct span qid;        /* its name in a batch */
    struct query_days days; /* only articles dated within; 0: open at that end */
    dateline_day today;     /* relative dates count from it */
    bool any;               /* words side by side: any of them, not all */
    uint32_t min_match;     /* with any: so many of the words, 0: one; ... */
    bool min_percent;       /* ... or of a hundred of them */
    bool literal;           /* everything is a word */
    struct span like;       /* an id, or empty: articles like it, of those that TEXT finds */
    enum ranking ranking;   /* how matches score */
    struct match_limits limits;

    /* ASK_HITS */
    enum match_order sort;
    uint64_t offset; /* leave out so many */
    uint64_t limit;  /* 0: all */
    bool total;      /* count all matches too */
    enum hit_parts parts;

    enum period_unit timeline; /* ASK_TIMELINE: matches by period */
    enum facet facet;          /* ASK_FACET: matches by value */
    struct span why;           /* ASK_WHY: the id of the article that is asked about */
};

void question_init(struct question *q, dateline_day today);

/* Reads a bound of the range; FIRST tells which. DATELINE_BAD_QUERY, naming OPTION,
 * where TEXT is no date. */
dateline_status question_bound(struct question *q, bool first, const char *option, struct span text,
                               dateline_error *err);
/* DATELINE_BAD_QUERY where the range ends before it begins. */
dateline_status question_check(const struct question *q, dateline_error *err);
/* Whether the answer has scores. */
bool question_scores(const struct question *q);
/* Whether the range is bounded at either end. */
bool question_dated(const struct question *q);

#endif
