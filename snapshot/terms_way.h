/* The two ways to read terms: from a commit's lists, if it is whole, and through libxapian. Only
 * files of snapshot/ include this. */
#ifndef DATELINE_SNAPSHOT_TERMS_WAY_H
#define DATELINE_SNAPSHOT_TERMS_WAY_H

#include "snapshot/terms.h"

/* Each function is the one of terms.h. */
struct terms_way {
    dateline_status (*stats)(struct snapshot *s, struct snapshot_stats *out, dateline_error *err);
    dateline_status (*term_stats)(struct snapshot *s, struct span term,
                                  struct snapshot_term_stats *out, dateline_error *err);
    dateline_status (*document_length)(struct snapshot *s, snapshot_doc doc, uint32_t *out,
                                       dateline_error *err);
    dateline_status (*terms_open)(struct snapshot *s, struct span prefix,
                                  struct snapshot_terms **out, dateline_error *err);
    dateline_status (*terms_next)(struct snapshot_terms *t, struct snapshot_term *out, bool *more,
                                  dateline_error *err);
    dateline_status (*terms_skip)(struct snapshot_terms *t, struct span term, dateline_error *err);
    void (*terms_close)(struct snapshot_terms *t);
    dateline_status (*postings_open)(struct snapshot *s, struct span term,
                                     struct snapshot_postings **out, dateline_error *err);
    dateline_status (*postings_next)(struct snapshot_postings *p, snapshot_doc from,
                                     struct snapshot_posting *out, bool *more, dateline_error *err);
    void (*postings_close)(struct snapshot_postings *p);
};

extern const struct terms_way terms_of_lists, terms_of_xapian;

/* postings_lists.c: the last three functions of terms_of_lists. */
dateline_status lists_postings_open(struct snapshot *s, struct span term,
                                    struct snapshot_postings **out, dateline_error *err);
dateline_status lists_postings_next(struct snapshot_postings *p, snapshot_doc from,
                                    struct snapshot_posting *out, bool *more, dateline_error *err);
void lists_postings_close(struct snapshot_postings *p);

/* The first members of a way's own walks. */
struct snapshot_terms {
    const struct terms_way *way;
};
struct snapshot_postings {
    const struct terms_way *way;
};

#endif
