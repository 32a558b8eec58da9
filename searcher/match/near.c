/* Phrases and words near each other, by positions. */
#include "searcher/match/near.h"

/* Moves W to its first position not below TO; false where there is none. */
static bool near_skip(struct near_word *w, uint64_t to)
{
    uint32_t step = 1, low = w->at;

    if (low >= w->len)
        return false;
    if (w->list[low] >= to)
        return true;
    while (w->len - low > step && w->list[low + step] < to) {
        low += step;
        step *= 2;
    }
    /* The one sought is after LOW, and not after HIGH. */
    for (uint32_t high = w->len - low > step ? low + step : w->len; high - low > 1;) {
        uint32_t middle = low + (high - low) / 2;

        if (w->list[middle] < to)
            low = middle;
        else
            high = middle;
    }
    w->at = low + 1;
    return w->at < w->len;
}

bool near_phrase(struct list_pass *p, struct near_word *words, size_t n)
{
    size_t rarest = 0, i;

    for (i = 0; i < n; i++) {
        words[i].at = 0;
        if (words[i].len < words[rarest].len)
            rarest = i;
    }
    for (uint32_t k = 0; k < words[rarest].len; k++) {
        uint64_t at = words[rarest].list[k];

        if (at < rarest)
            continue;
        for (i = 0; i < n; i++) {
            if (!near_skip(&words[i], at - rarest + i))
                return false;
            if (words[i].list[words[i].at] != at - rarest + i)
                break;
        }
        if (i == n)
            return true;
        if (list_pass_over(p, (uint32_t)i + 1))
            return false;
    }
    return false;
}

bool near_ordered(struct list_pass *p, struct near_word *words, size_t n, uint32_t window)
{
    uint64_t least = 0;

    for (size_t i = 0; i < n; i++)
        words[i].at = 0;
    while (near_skip(&words[0], least)) {
        uint64_t base = words[0].list[words[0].at], at = base, needs = 0;
        size_t i = 1;

        for (; i < n; i++) {
            if (!near_skip(&words[i], at + 1))
                return false;
            at = words[i].list[words[i].at];
            needs = at + (n - i); /* at the least, where the last one would end */
            if (needs - base > window)
                break;
        }
        if (i == n)
            return true;
        if (list_pass_over(p, (uint32_t)i))
            return false;
        least = needs - window;
    }
    return false;
}

static bool near_shares_position(const struct near_word *words, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (words[k].list[words[k].at] == words[i].list[words[i].at])
            return true;
    return false;
}

/* Sets *FIRST and *LAST to the words at the least and the greatest position; a word that
 * shares its position with an earlier one moves on first. False at the end of a word. */
static bool near_ends(struct list_pass *p, struct near_word *words, size_t n, size_t *first,
                      size_t *last)
{
    *first = *last = 0;
    for (size_t i = 1; i < n; i++) {
        while (near_shares_position(words, i))
            if (++words[i].at == words[i].len || list_pass_over(p, (uint32_t)i))
                return false;
        if (list_pass_over(p, (uint32_t)i))
            return false;
        if (words[i].list[words[i].at] < words[*first].list[words[*first].at])
            *first = i;
        if (words[i].list[words[i].at] > words[*last].list[words[*last].at])
            *last = i;
    }
    return true;
}

bool near_any(struct list_pass *p, struct near_word *words, size_t n, uint32_t window)
{
    size_t first, last;

    for (size_t i = 0; i < n; i++) {
        words[i].at = 0;
        if (!words[i].len)
            return false;
    }
    while (near_ends(p, words, n, &first, &last)) {
        uint64_t least = words[first].list[words[first].at];
        uint64_t most = words[last].list[words[last].at];

        if (most - least < window)
            return true;
        if (!near_skip(&words[first], most - window + 1))
            return false;
    }
    return false;
}
