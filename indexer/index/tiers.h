/* Decides which segments to merge, and merges them.
 *
 * Segments of similar size form a tier; each tier's are eight times as large as those of the tier
 * below. Eight segments of a tier are merged into one of the next tier, so an article is rewritten
 * once a tier and a tier has at most seven segments. A segment half of whose articles are deleted
 * is rewritten by itself. */
#ifndef DATELINE_INDEXER_INDEX_TIERS_H
#define DATELINE_INDEXER_INDEX_TIERS_H

#include "core/deletions.h"
#include "indexer/merge/merge.h"

enum {
    TIER_FACTOR = 8,
    TIER_LEAST = 512 /* articles; smaller segments are all in the lowest tier */
};

struct tiers_size {
    uint32_t articles, deleted;
    bool outdated; /* compacting writes it again even if it is the only one */
};

/* Sets PICKED for the segments to merge; false if there are none. */
bool tiers_pick(const struct tiers_size *sizes, size_t n, bool *picked);
/* Sets PICKED for all segments; false if there is only one, nothing is deleted and it is not
 * outdated. */
bool tiers_pick_all(const struct tiers_size *sizes, size_t n, bool *picked);

struct tiers_part {
    const struct segment *segment;
    const struct deletions *deleted; /* NULL: none */
};

struct tiers_target {
    const char *index;
    const struct manifest *now; /* see commit_segment */
    struct merge_options merge;
};

/* Merges segments of the index into a new one, named and on the disk. DATELINE_CORRUPT if a
 * checksum of what is read differs, as the new segment's would hide the damage. */
dateline_status tiers_merge(const struct tiers_part *parts, size_t n,
                            const struct tiers_target *target, struct segment *out,
                            dateline_error *err);

#endif
