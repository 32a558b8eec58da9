/* Counts the articles of a source that have the same line. */
#include "indexer/feed/marking/repeats.h"

#include <stdlib.h>

#include "core/alloc.h"
#include "core/hash.h"

enum { CAP_FIRST = 1 << 10 };

uint64_t repeats_hash(struct span line)
{
    uint64_t hash = hash_number(line);

    return hash ? hash : 1;
}

/* The place of HASH in the table, or the empty one where it would be. */
static struct repeated_line *place_of(const struct repeats *r, uint64_t hash)
{
    size_t at = (size_t)hash & (r->cap - 1);

    while (r->table[at].hash && r->table[at].hash != hash)
        at = (at + 1) & (r->cap - 1);
    return &r->table[at];
}

/* Moves the lines of at least LEAST articles into a table of CAP places. */
static void move_lines(struct repeats *r, size_t cap, uint32_t least)
{
    struct repeats next = *r;

    next.table = must_zalloc(cap * sizeof *next.table);
    next.cap = cap;
    next.len = 0;
    for (size_t i = 0; i < r->cap; i++)
        if (r->table[i].articles >= least && r->table[i].hash) {
            *place_of(&next, r->table[i].hash) = r->table[i];
            next.len++;
        }
    free(r->table);
    *r = next;
}

/* Makes room for one more line, if there may be. A table in which nearly all lines are of several
 * articles takes no more: to look for room in it again and again would cost too much. */
static bool make_line_room(struct repeats *r)
{
    if (r->len < r->cap / 2 || r->full)
        return !r->full;
    if (r->cap < 2 * REPEATS_LINES) {
        move_lines(r, 2 * r->cap, 0);
        return true;
    }
    move_lines(r, r->cap, 2);
    r->full = r->len > r->cap / 8 * 3;
    return !r->full;
}

void repeats_article(struct repeats *r)
{
    r->article++;
}

void repeats_count(struct repeats *r, uint64_t hash)
{
    struct repeated_line *l;

    if (!r->cap)
        move_lines(r, CAP_FIRST, 0);
    l = place_of(r, hash);
    if (!l->hash) {
        if (!make_line_room(r))
            return;
        l = place_of(r, hash);
        *l = (struct repeated_line){.hash = hash};
        r->len++;
    }
    l->articles += l->last != r->article;
    l->last = r->article;
}

uint32_t repeats_of(const struct repeats *r, uint64_t hash)
{
    return r->cap ? place_of(r, hash)->articles : 0;
}

void repeats_free(struct repeats *r)
{
    free(r->table);
    *r = (struct repeats){0};
}
