/* A search request, made by the command line, a batch or the library, and read by
 * the query parser, the matcher and the engine.
 *
 * Texts are borrowed. question_init() makes a complete question: all articles,
 * best first. */
#ifndef DATELINE_SEARCHER_QUERY_QUESTION_H
#define DATELINE_SEARCHER_QUERY_QUESTION_H

#include <stdatomic.h>
#include <stdint.h>

#include "core/buf.h"
#include "core/day.h"

enum question_kind { ASK_HITS, ASK_COUNT, ASK_TIMELINE, ASK_FACET, ASK_EXPLAIN, ASK_WHY };

enum match_order {
    MATCH_RELEVANCE,
    MATCH_NEWEST, /* undated last, as in MATCH_OLDEST; scores are 0 */
    MATCH_OLDEST,
};

enum ranking {
    RANK_DATELINE,
    RANK_BM25, /* BM25 with Xapian's defaults, to compare with */
};

/* How the index is matched. The answer is the same. */
enum matching {
    MATCHING_AUTO, /* on dateline's own lists where every segment has them, else by libxapian */
    MATCHING_LISTS,
    MATCHING_XAPIAN,
};

enum period_unit {
    PERIOD_NONE,
    PERIOD_DAY,
    PERIOD_WEEK, /* ISO 8601: begins on Monday, belongs to the year of its Thursday */
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_YEAR,
};

enum facet { FACET_NONE, FACET_YEAR, FACET_MONTH, FACET_SOURCE, FACET_LANG };

/* The words of the text of which other spellings are told (searcher/engine/also_spelt.h). */
enum names_told {
    NAMES_NONE,
    NAMES_CAPITAL, /* written with a capital */
    NAMES_ALL,
};

/* How much of each hit to read; each includes the ones before it. */
enum hit_parts { HIT_ROW /* id and date */, HIT_ARTICLE /* all but the text */, HIT_SNIPPET };

struct query_days {
    dateline_day first, last; /* full days, inclusive */
};

/* Newer articles weigh more (searcher/plan/recency.h). */
struct recency {
    int32_t halflife; /* days; 0: off */
    dateline_day today;
};

/* Bounds of a match; zeroed is none. */
struct match_limits {
    double seconds;               /* then DATELINE_TIMEOUT; 0: none */
    double until;                 /* when they end, by clock_seconds(); 0: they have not begun */
    const atomic_bool *interrupt; /* DATELINE_INTERRUPTED once set; NULL: none */
};

struct question {
    enum question_kind kind;
    struct span text;       /* in the query language */
    struct span qid;        /* identifies the question in a batch */
    struct query_days days; /* only articles dated within; 0: open end */
    dateline_day today;     /* base of relative dates */
    bool any;               /* adjacent words are alternatives */
    uint32_t min_match;     /* with any: how many of the words must match, 0: one; ... */
    bool min_percent;       /* ... or how many percent of them */
    bool widened;           /* adjacent words are alternatives as far as widening goes (query.h) */
    bool literal;           /* the text is words, without syntax */
    bool exact_names;       /* name: as it is spelt */
    enum names_told names;  /* the answer tells how else they are spelt */
    struct span like;       /* an id: only matches similar to its article; empty: all */
    enum ranking ranking;   /* how matches are scored */
    enum matching matching; /* how they are found */
    struct recency recent;
    struct match_limits limits;

    /* ASK_HITS */
    enum match_order sort;
    uint64_t offset; /* hits to skip */
    uint64_t limit;  /* hits to return; 0: all */
    bool total;      /* count all matches too */
    bool widen;      /* where fewer match all words, go on with those that match any */
    enum hit_parts parts;

    enum period_unit timeline; /* ASK_TIMELINE: matches by period */
    enum facet facet;          /* ASK_FACET: matches by value ... */
    bool by_value;             /* ... in the values' order */
    struct span why;           /* ASK_WHY: the id of the article to explain */
};

/* L, its seconds begun now if they have not been before: all that is done for one answer ends by
 * then, not each part of it after as long. */
struct match_limits match_limits_begun(const struct match_limits *l);

void question_init(struct question *q, dateline_day today);

/* Parses the first or the last day of the range. DATELINE_BAD_QUERY, with a message that
 * names OPTION, if TEXT is not a date. */
dateline_status question_bound(struct question *q, bool first, const char *option, struct span text,
                               dateline_error *err);
/* Sets the half-life of recency: 7d, 2w, 3m, 1y; NULL: a year. DATELINE_BAD_QUERY if TEXT is
 * none. */
dateline_status question_recent(struct question *q, const char *text, dateline_error *err);
/* DATELINE_BAD_QUERY if the range ends before it begins. */
dateline_status question_check(const struct question *q, dateline_error *err);
/* Whether the answer has scores. */
bool question_scores(const struct question *q);
/* Whether the range is bounded at either end. */
bool question_dated(const struct question *q);

#endif
