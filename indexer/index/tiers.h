/* Which segments are merged when, and merging them.
 *
 * Segments of like size form a tier, each tier's eight times as large as those
 * below. When a tier has eight, they become one, of the next tier: an article
 * is rewritten once a tier, and there are at most seven segments in each. A
 * segment of which half is deleted is rewritten by itself. */
#ifndef DATELINE_INDEXER_INDEX_TIERS_H
#define DATELINE_INDEXER_INDEX_TIERS_H

#include "core/deletions.h"

enum { TIER_FACTOR = 8, TIER_LEAST = 512 /* articles: all smaller ones are of one tier */ };

struct tiers_size {
    uint32_t articles, deleted;
};

/* Sets PICKED for the segments that are to become one; false if none are. */
bool tiers_pick(const struct tiers_size *sizes, size_t n, bool *picked);
/* The same for what leaves one segment with nothing deleted. */
bool tiers_pick_all(const struct tiers_size *sizes, size_t n, bool *picked);

struct tiers_part {
    const struct segment *segment;
    const struct deletions *deleted; /* NULL: none */
};

struct tiers_target {
    const char *index;
    const struct manifest *now; /* see commit_segment */
    size_t threads;             /* see merge_runs */
};

/* Merges segments of the index into a new one, named and on the disk. Every file of
 * theirs is read once before, against its checksum: DATELINE_CORRUPT where one
 * differs, for the new segment would have a checksum that agrees with the damage. */
dateline_status tiers_merge(const struct tiers_part *parts, size_t n,
                            const struct tiers_target *target, struct segment *out,
                            dateline_error *err);

#endif
