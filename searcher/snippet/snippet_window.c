/* Finds the window of hits that shows most of a query. */
#include "searcher/snippet/snippet_parts.h"

/* Adds a hit to the counts; returns how many numbers are new to the window. */
static uint32_t window_enter(struct snippet_terms *t, const struct snippet_hit *h)
{
    uint32_t added = 0;

    for (int k = 0; k < SOUGHT_KINDS; k++) {
        uint32_t s = h->match.sought[k];

        if (s != SOUGHT_NONE && !t->counts[s]++ && !t->shown[s])
            added++;
    }
    return added;
}

/* Removes a hit from the counts; returns how many numbers the window loses. */
static uint32_t window_leave(struct snippet_terms *t, const struct snippet_hit *h)
{
    uint32_t lost = 0;

    for (int k = 0; k < SOUGHT_KINDS; k++) {
        uint32_t s = h->match.sought[k];

        if (s != SOUGHT_NONE && !--t->counts[s] && !t->shown[s])
            lost++;
    }
    return lost;
}

static bool better_window(struct snippet_window a, struct snippet_window b)
{
    return a.sought != b.sought ? a.sought > b.sought : a.end - a.first > b.end - b.first;
}

struct snippet_window snippet_best(struct snippet_terms *t, uint32_t width)
{
    const struct snippet_hit *h = t->hits.list;
    struct snippet_window w = {0}, best = {0};

    memset(t->counts, 0, t->len * sizeof *t->counts);
    while (w.end < t->hits.len) {
        w.sought += window_enter(t, &h[w.end++]);
        while (w.end - w.first > 1 && h[w.end - 1].until - h[w.first].from > width)
            w.sought -= window_leave(t, &h[w.first++]);
        if (better_window(w, best))
            best = w;
    }
    return best;
}

void snippet_show(struct snippet_terms *t, struct snippet_window w)
{
    for (size_t i = w.first; i < w.end; i++)
        for (int k = 0; k < SOUGHT_KINDS; k++)
            if (t->hits.list[i].match.sought[k] != SOUGHT_NONE)
                t->shown[t->hits.list[i].match.sought[k]] = true;
}
