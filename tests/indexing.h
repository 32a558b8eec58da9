/* Indexes of samples, changed and looked at. Each call ends the test where
 * something fails that must not. */
#ifndef DATELINE_TESTS_INDEXING_H
#define DATELINE_TESTS_INDEXING_H

#include "indexer/index/index.h"
#include "tests/archive_sample.h"

struct index *indexing_open(const char *dir, unsigned threads, uint64_t memory);
void indexing_add(struct index *x, const struct archive_sample *s, size_t at);
struct index_counts indexing_commit(struct index *x);
/* Adds articles FROM to the one before TO in one commit. */
void indexing_add_some(const char *dir, const struct archive_sample *s, size_t from, size_t to);
void indexing_delete(const char *dir, struct span id);
void indexing_compact(const char *dir);

/* The stored forms of all articles that a search may find, sorted, with how many
 * there are in front. To be freed. */
struct buf indexing_state(const char *dir);
/* Every byte is checked and nothing lies about that the manifest does not name,
 * but for what the state before named where KEPT_OLD. */
void indexing_expect_clean(const char *dir, bool kept_old);
size_t indexing_segments(const char *dir);

#endif
