/* Sets of documents that prefer the edges of the glass format, and their way
 * into a database of ours. */
#ifndef DATELINE_TESTS_GLASS_SAMPLE_H
#define DATELINE_TESTS_GLASS_SAMPLE_H

#include "indexer/glass/version.h"

#ifdef __cplusplus
extern "C" {
#endif

struct sample_term {
    struct span term;
    uint32_t wdf;
    uint32_t *positions; /* ascending */
    size_t n_positions;
};

struct sample_value {
    uint32_t slot;
    struct span value;
};

struct sample_document {
    uint32_t id;
    struct span data;
    struct sample_term *terms; /* in byte order */
    size_t n_terms;
    struct sample_value *values; /* by slot */
    size_t n_values;
};

struct sample_metadata {
    struct span key, value;
};

/* The properties of a set of documents. */
struct sample_shape {
    const char *name;
    uint32_t documents, first_id, gap; /* numbers advance by 1 to gap */
    uint32_t vocabulary, skip;         /* a document has every 1st to skip-th term */
    uint32_t occurrences;              /* positions of a term, at most */
    uint32_t data;                     /* bytes, at most */
    bool hostile_terms;                /* long ones, zero and FF bytes */
    bool neighbours;                   /* positions without gaps */
    bool values, metadata;
    bool empty_documents; /* among the others */
};

struct sample {
    const struct sample_shape *shape;
    struct sample_document *documents; /* by number */
    size_t len;
    struct sample_metadata *metadata; /* by key */
    size_t n_metadata;
    void **owned; /* all that the above point to */
    size_t n_owned, cap_owned;
};

/* Ended by one without a name. */
extern const struct sample_shape sample_shapes[];

/* The same for the same shape and seed. */
void sample_make(struct sample *s, const struct sample_shape *shape, uint64_t seed);
void sample_free(struct sample *s);

/* Writes a database into the new directory PATH. */
dateline_status sample_write(const struct sample *s, const char *path, uint32_t block_size,
                             struct glass_version *out, dateline_error *err);

#ifdef __cplusplus
}
#endif
#endif
