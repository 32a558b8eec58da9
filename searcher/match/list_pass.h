/* One pass over one segment's lists: settings, limits, damage and scratch memory.
 *
 * Scores are sums of parts, one for each term that a document has. A part is rounded to a
 * multiple of 2^-44, so that a sum of parts below 512 is exact: it does not depend on the
 * order in which parts are added, which differs from window to window. */
#ifndef DATELINE_SEARCHER_MATCH_LIST_PASS_H
#define DATELINE_SEARCHER_MATCH_LIST_PASS_H

#include <stdatomic.h>

#include "core/arena.h"
#include "core/deletions.h"
#include "lists/impact.h"
#include "lists/lists.h"
#include "lists/packing.h"
#include "store/little.h"

enum {
    PASS_WINDOW = 4096, /* documents looked at together; measured: 2048 to 8192 are alike */
    PASS_WORDS = PASS_WINDOW / 64,
    PASS_STEPS = 1 << 14, /* postings between looks at the clock */
};

/* Bounds are raised by this factor, so that rounding never hides a document. */
#define PASS_SLACK 1e-9

struct pass_limits {
    double until; /* as clock_seconds() has it; 0: none */
    double seconds;
    const atomic_bool *interrupt; /* NULL: none */
};

/* The bits and the row of a window that a node needs while it is evaluated. */
struct pass_scratch {
    struct pass_scratch *next;
    uint64_t bits[PASS_WORDS];
    double row[PASS_WINDOW];
};

/* Documents of a window that may be among the best (list_candidates.h). */
struct list_candidates {
    uint32_t len;
    struct list_candidate {
        uint32_t document;
        uint32_t terms; /* that it is known to have */
        double score;
    } list[PASS_WINDOW + 128];
};

/* Candidates that a block has: their indices, and those of their postings in the block. */
struct list_hits {
    uint8_t candidates[PACKING_BLOCK], places[PACKING_BLOCK];
    uint32_t len;
};

/* Memory that the queries of one matcher use one after the other, so that a query allocates
 * and clears next to nothing: measured, one frequent word: 9.3 -> 6.1 us. */
struct list_memory {
    struct arena arena;         /* trees and cursors */
    size_t positions;           /* bytes of positions that the cursors of a plan hold */
    struct pass_scratch *spare; /* not in use */
    struct list_candidates candidates;
    struct list_hits hits;
    double row[PASS_WINDOW];      /* all zeros between windows */
    uint16_t counts[PASS_WINDOW]; /* likewise */
};

/* All zeros but the candidates. */
struct list_memory *list_memory_new(void);
/* Accepts NULL. */
void list_memory_free(struct list_memory *m);

struct list_pass {
    struct lists *lists;
    const struct deletions *deleted; /* NULL: none */
    struct pass_limits limits;
    struct list_memory *memory; /* borrowed */

    /* impact_norm() as a line over the length: least + step * max(length, floor_length) */
    double norm_least, norm_step, floor_length;
    bool bounded;   /* the lists' bounds were made with the settings of this pass */
    double stretch; /* the average length now / the one that bounds were made with */

    uint32_t steps;          /* since the last look at the clock */
    dateline_status stopped; /* DATELINE_OK, or why the pass is to end; _BAD_QUERY: PLAN_MEMORY */
    const struct pages *damaged;
    uint64_t damaged_at;
};

/* Prepares P, whose lists, deleted, limits and memory are set, for scores by SETTINGS. */
void list_pass_begin(struct list_pass *p, const struct impact_settings *settings);

/* Part of list_pass_over. */
bool list_pass_look(struct list_pass *p);
/* Counts N postings; true if the pass is to end: damage, no time or memory is left, or
 * an interrupt. */
static inline bool list_pass_over(struct list_pass *p, uint32_t n)
{
    p->steps += n;
    return p->steps >= PASS_STEPS ? list_pass_look(p) : p->stopped != DATELINE_OK;
}
/* Ends the pass: the bytes at AT of FILE are damaged. */
void list_pass_damaged(struct list_pass *p, enum lists_file file, uint64_t at);
/* The message of a pass that ended early; DATELINE_OK otherwise. */
dateline_status list_pass_status(const struct list_pass *p, dateline_error *err);

/* Lends scratch memory, not cleared, until list_pass_leave. */
struct pass_scratch *list_pass_enter(struct list_pass *p);
void list_pass_leave(struct list_pass *p, struct pass_scratch *s);

/* The lengths file, in which the documents FIRST to LAST (at most to the segment's last) are
 * verified; NULL, and the pass ends, if they are damaged. */
const uint8_t *list_pass_lengths(struct list_pass *p, uint32_t first, uint32_t last);
/* The length of DOCUMENT in the file that list_pass_lengths returned. */
static inline uint32_t list_length_at(const uint8_t *lengths, uint32_t document)
{
    return little_get32(lengths + (size_t)(document - 1) * sizeof(uint32_t));
}
/* The length of DOCUMENT; 0, and the pass ends, if it is damaged. */
static inline uint32_t list_pass_length(struct list_pass *p, uint32_t document)
{
    const uint8_t *lengths = list_pass_lengths(p, document, document);

    return lengths ? list_length_at(lengths, document) : 0;
}

static inline double list_pass_norm(const struct list_pass *p, uint32_t length)
{
    double counted = length > p->floor_length ? length : p->floor_length;

    return p->norm_least + p->norm_step * counted;
}

/* The part of a score that a term of WEIGHT adds. */
static inline double list_pass_part(const struct list_pass *p, double weight, uint32_t length,
                                    double wdf)
{
    const double rounder = 1.5 * (1 << 8); /* doubles around it have a unit of 2^-44 */
    double part = weight * (wdf / (list_pass_norm(p, length) + wdf));

    return part + rounder - rounder;
}

#endif
