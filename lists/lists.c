/* Opens a segment's search lists: names, footer, document lengths. */
#include "lists/lists.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "store/little.h"

const char *lists_file_name(enum lists_file f)
{
    static const char *const names[] = {
        [LISTS_LEXICON] = "lists.terms",
        [LISTS_POSTINGS] = "lists.postings",
        [LISTS_POSITIONS] = "lists.positions",
        [LISTS_LENGTHS] = "lists.lengths",
    };

    return names[f];
}

uint32_t lists_file_version(enum lists_file f)
{
    return f == LISTS_LEXICON || f == LISTS_POSTINGS ? 2 : 1;
}

static bool valid_setting(double x)
{
    return x >= 0 && isfinite(x);
}

/* Whether the numbers of the footer, which is at AT in the lexicon, can be true. KEYED: groups have
 * keys. */
static bool footer_valid(const struct lists *l, uint64_t at, uint32_t keyed)
{
    return keyed <= 1 && l->terms <= at && l->groups <= at / sizeof(uint64_t) / (1 + keyed) &&
           l->groups == (l->terms + LEXICON_GROUP - 1) / LEXICON_GROUP &&
           l->documents < UINT32_MAX && valid_setting(l->k1) && valid_setting(l->b) &&
           valid_setting(l->floor) && valid_setting(l->average);
}

static dateline_status read_footer(struct lists *l, dateline_error *err)
{
    struct pages *p = l->files[LISTS_LEXICON];
    uint64_t at = p->size >= LEXICON_FOOTER ? p->size - LEXICON_FOOTER : 0;
    const uint8_t *f = p->data + at;
    uint32_t keyed;

    if (!pages_ready(p, at, LEXICON_FOOTER))
        return pages_damaged(p, at, err);
    keyed = little_get16(f + 20);
    l->shortest = little_get16(f + 22);
    l->terms = little_get64(f);
    l->groups = little_get64(f + 8);
    l->documents = little_get32(f + 16);
    l->total_length = little_get64(f + 24);
    l->k1 = little_get_double(f + 32);
    l->b = little_get_double(f + 40);
    l->floor = little_get_double(f + 48);
    l->average = little_get_double(f + 56);
    if (!footer_valid(l, at, keyed))
        return pages_damaged(p, at, err);
    l->groups_at = at - l->groups * sizeof(uint64_t);
    l->keys_at = keyed ? l->groups_at - l->groups * sizeof(uint64_t) : 0;
    l->groups_end = keyed ? l->keys_at : l->groups_at;
    return DATELINE_OK;
}

static dateline_status check_lengths(const struct lists *l, dateline_error *err)
{
    const struct pages *p = l->files[LISTS_LENGTHS];
    uint64_t size = p ? p->size : 0;

    if (size == (uint64_t)l->documents * sizeof(uint32_t))
        return DATELINE_OK;
    return fail(err, DATELINE_CORRUPT,
                "%s is damaged: it has %" PRIu64 " bytes for %" PRIu32 " documents",
                p ? p->path : lists_file_name(LISTS_LENGTHS), size, l->documents);
}

dateline_status lists_open(struct pages *const files[LISTS_FILES], struct lists **out,
                           dateline_error *err)
{
    struct lists *l = must_zalloc(sizeof *l);
    dateline_status status;

    memcpy(l->files, files, sizeof l->files);
    status = l->files[LISTS_LEXICON]
                 ? read_footer(l, err)
                 : fail(err, DATELINE_CORRUPT, "%s is missing", lists_file_name(LISTS_LEXICON));
    if (status == DATELINE_OK)
        status = check_lengths(l, err);
    if (status == DATELINE_OK)
        *out = l;
    else
        lists_close(l);
    return status;
}

void lists_close(struct lists *l)
{
    if (!l)
        return;
    for (int i = 0; i < LISTS_FILES; i++)
        pages_close(l->files[i]);
    free(l);
}

uint32_t lists_length(const struct lists *l, uint32_t document)
{
    struct pages *p = l->files[LISTS_LENGTHS];
    uint64_t at = ((uint64_t)document - 1) * sizeof(uint32_t);

    if (!document || document > l->documents || !pages_ready(p, at, sizeof(uint32_t)))
        return 0;
    return little_get32(p->data + at);
}
