/* Postings made by chance, kept as they are, and written as search lists. */
#ifndef DATELINE_TESTS_LIST_MODEL_H
#define DATELINE_TESTS_LIST_MODEL_H

#include "lists/lists_writer.h"

struct model_posting {
    uint32_t document, wdf;
    uint32_t *positions; /* owned */
    uint32_t n;
};

struct model_term {
    char *text; /* owned */
    struct model_posting *list;
    size_t len;
    uint64_t occurrences;
};

struct list_model {
    struct model_term *terms; /* in byte order */
    size_t len;
    uint32_t *lengths; /* of documents, the first at 0 */
    uint32_t documents;
};

/* Terms rare and frequent, with positions and without, some with a wdf of 0 throughout,
 * some in every document, some documents with thousands of positions. */
void list_model_make(struct list_model *m, uint64_t seed, uint32_t documents, size_t terms);
void list_model_free(struct list_model *m);
void list_model_write(const struct list_model *m, const struct open_dir *dir,
                      struct output_file files[LISTS_FILES]);
struct lists *list_model_open(const char *dir, const struct output_file files[LISTS_FILES]);

#endif
