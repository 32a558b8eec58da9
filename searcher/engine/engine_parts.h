/* The inside of the engine and of its answers. */
#ifndef DATELINE_SEARCHER_ENGINE_ENGINE_PARTS_H
#define DATELINE_SEARCHER_ENGINE_ENGINE_PARTS_H

#include "searcher/engine/engine.h"
#include "searcher/match/searcher.h"
#include "searcher/snippet/snippet.h"

struct engine {
    struct searcher searcher;
    struct timeline_counts articles[PERIOD_YEAR + 1]; /* all, by each period; */
    bool counted[PERIOD_YEAR + 1];                    /* ... once they were asked for */
};

struct answer_inside {
    struct engine *engine;
    struct asked asked;
    bool like;      /* the question had an id to be like */
    double started; /* as clock_seconds() has it */

    struct match_results found; /* ASK_HITS: */
    size_t next;                /* of FOUND */
    uint64_t offset;
    enum hit_parts parts;
    struct snippet_terms *terms; /* NULL: no snippets are wanted */
    struct buf record, snippet;
    struct hit hit; /* the last one given */
};

/* Each fills the part of A that answers Q's kind; what it holds is freed with A. */
dateline_status engine_hits(struct answer *a, const struct question *q, dateline_error *err);
dateline_status engine_count(struct answer *a, const struct question *q, dateline_error *err);
dateline_status engine_timeline(struct answer *a, const struct question *q, dateline_error *err);
dateline_status engine_facet(struct answer *a, const struct question *q, dateline_error *err);

/* A's matches are all known, and what is shown is all of them. */
void answer_counted(struct answer *a, uint64_t matches);
/* Adds LINE to the advice. */
void answer_advise(struct answer *a, const struct buf *line);

#endif
