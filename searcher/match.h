/* The one place where queries are matched, scored and counted.
 *
 * Results have a total order, the same for any number of segments: by score as
 * printed (six decimals), then newest first, undated last, then id bytewise; or
 * by date, then id. Within one segment documents are numbered newest first,
 * undated last, ties by id, so what remains to be compared is little: days and
 * ids are read only where documents of several segments tie. */
#ifndef DATELINE_SEARCHER_MATCH_H
#define DATELINE_SEARCHER_MATCH_H

#include "shim/xap.h"
#include "snapshot/snapshot.h"

enum match_order {
    MATCH_RELEVANCE,
    MATCH_NEWEST, /* undated last, here and with the oldest; scores are all 0 */
    MATCH_OLDEST,
};

struct match_request {
    enum match_order order;
    uint64_t offset;
    uint64_t limit; /* 0: all */
    bool total;     /* count every match exactly */
    double seconds; /* time allowed; 0: any */
};

struct match_hit {
    snapshot_doc doc;
    dateline_day day; /* 0 where the order did not need it */
    int64_t score;    /* millionths */
};

struct match_results {
    struct match_hit *hits; /* those asked for, in order */
    size_t len;
    uint64_t matches; /* exact where asked for */
};

/* "relevance", "newest", "oldest"; false for another name. */
bool match_order_by_name(struct span name, enum match_order *out);

/* Q comes from plan_query. *OUT is to be freed. */
dateline_status match(struct snapshot *s, const xap_query *q, const struct match_request *r,
                      struct match_results *out, dateline_error *err);
void match_free(struct match_results *m);

/* How many articles match; exact. */
dateline_status match_count(struct snapshot *s, const xap_query *q, double seconds, uint64_t *out,
                            dateline_error *err);

/* All that match, by segment; to be freed with xap_listing_free. */
dateline_status match_list(struct snapshot *s, const xap_query *q, double seconds,
                           struct xap_listing *out, dateline_error *err);

#endif
