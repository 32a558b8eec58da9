/* The estimate that weighs a wildcard's words as one. */
#include "searcher/match/synonym.h"

#include <math.h>

/* The order of equal words decides what is joined with what, and so the last digits of the
 * estimate: this is the heap of the C++ library that Xapian uses, its least at the top. */

static void heap_up(struct synonym_word *heap, size_t hole, size_t top, struct synonym_word moved)
{
    while (hole > top && heap[(hole - 1) / 2].here > moved.here) {
        heap[hole] = heap[(hole - 1) / 2];
        hole = (hole - 1) / 2;
    }
    heap[hole] = moved;
}

/* The hole sinks to a leaf, always after the lesser child (the second of equal ones), and
 * MOVED rises from there. */
static void heap_down(struct synonym_word *heap, size_t n, size_t hole, struct synonym_word moved)
{
    size_t top = hole, child = hole;

    while (n > 2 && child < (n - 1) / 2) {
        child = 2 * (child + 1);
        if (heap[child].here > heap[child - 1].here)
            child--;
        heap[hole] = heap[child];
        hole = child;
    }
    if (n % 2 == 0 && n > 1 && child == (n - 2) / 2) {
        child = 2 * (child + 1);
        heap[hole] = heap[child - 1];
        hole = child - 1;
    }
    heap_up(heap, hole, top, moved);
}

/* The top moves to the end. */
static void heap_out(struct synonym_word *heap, size_t n)
{
    struct synonym_word last = heap[n - 1];

    if (n < 2)
        return;
    heap[n - 1] = heap[0];
    heap_down(heap, n - 1, 0, last);
}

static double either(double a, double b, double all)
{
    return all > 0 ? floor(a + b - a * b / all + 0.5) : 0;
}

double synonym_documents(struct synonym_word *words, size_t n, double here, double everywhere)
{
    if (!n)
        return 0;
    for (size_t i = n / 2; i-- > 0;)
        heap_down(words, n, i, words[i]);
    for (; n > 1; n--) {
        struct synonym_word rare = words[0], joined;

        heap_out(words, n);
        joined.here = either(words[0].here, rare.here, here);
        joined.everywhere = either(words[0].everywhere, rare.everywhere, everywhere);
        heap_out(words, n - 1);
        words[n - 2] = joined;
        heap_up(words, n - 2, 0, joined);
    }
    return words[0].everywhere;
}
