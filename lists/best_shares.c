/* Selects a term's greatest shares. */
#include "lists/best_shares.h"

#include "lists/impact.h"

void best_shares_clear(struct best_shares *b)
{
    b->len = 0;
    b->least = 0;
}

/* Moves the RANK greatest of the N shares of LIST to its front, the least of them last; N is at
 * least RANK. Hoare's selection. */
static void select_greatest(double *list, uint32_t n, uint32_t rank)
{
    double *first = list, *last = list + n - 1, *place = list + rank - 1;

    while (first < last) {
        double pivot = *place, *low = first, *high = last;

        while (low <= high) {
            while (*low > pivot)
                low++;
            while (*high < pivot)
                high--;
            if (low <= high) {
                double moved = *low;

                *low++ = *high;
                *high-- = moved;
            }
        }
        if (high < place)
            first = low;
        if (low > place)
            last = high;
    }
}

static void keep_greatest(struct best_shares *b)
{
    select_greatest(b->list, b->len, BEST_SHARES);
    b->len = BEST_SHARES;
    b->least = b->list[BEST_SHARES - 1];
}

double best_shares_add(struct best_shares *b, const double *norms, const uint32_t *docs,
                       const uint32_t *wdfs, uint32_t n)
{
    double shares[PACKING_BLOCK], greatest = 0;

    if (BEST_SHARES_ROOM - b->len < n)
        keep_greatest(b);
    for (uint32_t i = 0; i < n; i++)
        shares[i] = norms[docs[i]];
    for (uint32_t i = 0; i < n; i++) /* impact_share without its branch, so that it is vectorised */
        shares[i] = wdfs[i] / (shares[i] + wdfs[i]);
    for (uint32_t i = 0; i < n; i++) {
        b->list[b->len] = shares[i];
        b->len += shares[i] > b->least;
        greatest = shares[i] > greatest ? shares[i] : greatest;
    }
    return greatest;
}

float best_shares_at(struct best_shares *b, uint32_t rank)
{
    if (b->len < rank)
        return 0;
    if (b->len > BEST_SHARES)
        keep_greatest(b);
    select_greatest(b->list, b->len, rank);
    return impact_down(b->list[rank - 1]);
}
