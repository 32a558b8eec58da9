/* Internals of the engine and of its answers. */
#ifndef DATELINE_SEARCHER_ENGINE_ENGINE_PARTS_H
#define DATELINE_SEARCHER_ENGINE_ENGINE_PARTS_H

#include "searcher/engine/calendar.h"
#include "searcher/engine/engine.h"
#include "searcher/match/searcher.h"
#include "searcher/snippet/snippet.h"

struct engine {
    struct searcher searcher;
    struct calendar calendars[PERIOD_YEAR + 1]; /* by unit; made on first use */
    bool has_calendar[PERIOD_YEAR + 1];
    struct timeline_counts cut; /* the articles of the last timeline between bounds */
};

struct answer_inside {
    struct engine *engine;
    struct asked asked;
    bool like;                  /* the question has an id in like */
    double started;             /* by clock_seconds() */
    struct match_limits limits; /* of the question; they have begun */
    char **warnings; /* of the answer, if it has any of its own: the query's, then these, owned */

    struct match_results found; /* ASK_HITS: */
    size_t next;                /* in found */
    uint64_t offset;
    enum hit_parts parts;
    struct snippet_terms *terms; /* NULL: no snippets */
    double left;                 /* seconds for them, if the question has limits */
    double reading;              /* seconds for servers to give articles, likewise */
    bool told_unmarked;
    struct buf record, kept, snippet;
    struct hit hit; /* the last one returned */
};

/* Ends what servers are asked for from now on a quarter of a second after L, which has begun:
 * articles are read after the match. NULL: they have their own time. */
void engine_limit(struct engine *e, const struct match_limits *l);

/* Each fills the part of A for Q's kind; A owns it. */
dateline_status engine_hits(struct answer *a, const struct question *q, dateline_error *err);
dateline_status engine_count(struct answer *a, const struct question *q, dateline_error *err);
dateline_status engine_timeline(struct answer *a, const struct question *q, dateline_error *err);
dateline_status engine_facet(struct answer *a, const struct question *q, dateline_error *err);

/* Finds the hits of ASKED as Q says; the caller frees *OUT. */
dateline_status engine_find(struct engine *e, const struct question *q, const struct asked *asked,
                            struct match_results *out, dateline_error *err);
/* Finds A's hits, those with all words and, where they are fewer than Q asks for, those with any;
 * sets a->widened_from. */
dateline_status engine_find_widened(struct answer *a, const struct question *q,
                                    dateline_error *err);

/* Sets the number of matches, all of which are shown. */
void answer_counted(struct answer *a, uint64_t matches);
void answer_advise(struct answer *a, const struct buf *line);
/* Adds a warning to those of the query; takes LINE. */
void answer_warn(struct answer *a, char *line);
/* Names the databases that are lost by now, and adds a warning of each. */
void answer_tell_lost(struct answer *a);

#endif
