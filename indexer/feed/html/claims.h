/* The claims of a page about its article: metadata of all kinds, each with a rank. */
#ifndef DATELINE_INDEXER_FEED_HTML_CLAIMS_H
#define DATELINE_INDEXER_FEED_HTML_CLAIMS_H

#include "core/json_read.h"
#include "indexer/feed/html/tree.h"

enum html_claim {
    CLAIM_TITLE,
    CLAIM_PUBLISHED,
    CLAIM_CHANGED, /* when the article was changed last */
    CLAIM_AUTHOR,
    CLAIM_SITE,
    CLAIM_URL,
    CLAIM_LANG,
    CLAIMS,
};

/* A smaller rank is more to be trusted. */
enum claim_rank {
    RANK_STATED = 1, /* for this very purpose: article:published_time, JSON-LD of an article */
    RANK_NAMED = 2,  /* by a name of that meaning: Dublin Core, itemprop */
    RANK_LOOSE = 3,  /* by a name of several uses: date, JSON-LD of a page */
    RANK_NOTHING = 4,
};

/* The best claim of each kind, the first of the best rank. All zeros is ready for use. */
struct html_claims {
    struct {
        struct buf text; /* one line */
        enum claim_rank rank;
    } of[CLAIMS];
    struct json_reader json;
};

/* Replaces C with the claims of T. */
void claims_read(struct html_claims *c, const struct html_tree *t);
/* Adds TEXT, unless it is blank or a claim of that rank or a better one is there. */
void claims_add(struct html_claims *c, enum html_claim claim, enum claim_rank rank,
                struct span text);
/* Adds the claims of TEXT, a script of JSON-LD. */
void claims_read_json(struct html_claims *c, struct span text);
void claims_free(struct html_claims *c);

static inline struct span claim_text(const struct html_claims *c, enum html_claim claim)
{
    return buf_span(&c->of[claim].text);
}

#endif
