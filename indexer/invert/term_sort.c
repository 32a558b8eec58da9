/* Sorts terms by their bytes, eight at a time. */
#include "indexer/invert/term_sort.h"

#include <endian.h>

#include "text/dictionary.h"

/* Up to SMALL terms, insertion sort is faster. */
enum { SMALL = 32, HEAD = sizeof(uint64_t), VALUES = 256 };

static uint64_t head_of(struct span text, size_t depth)
{
    size_t left = text.len > depth ? text.len - depth : 0;
    uint64_t head = 0;

    if (left)
        memcpy(&head, text.data + depth, left < HEAD ? left : HEAD);
    return be64toh(head);
}

static bool ranked_before(const struct span *texts, const struct ranked *a, const struct ranked *b)
{
    if (a->head != b->head)
        return a->head < b->head;
    return span_cmp(texts[a->term], texts[b->term]) < 0;
}

static void sort_few(const struct span *texts, struct ranked *a, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct ranked x = a[i];
        size_t k = i;

        for (; k && ranked_before(texts, &x, &a[k - 1]); k--)
            a[k] = a[k - 1];
        a[k] = x;
    }
}

/* Copies A to SPARE in the order of the heads' byte at SHIFT; COUNT has how often each value
 * occurs. */
static void distribute_by_byte(const struct ranked *a, struct ranked *spare, size_t n,
                               unsigned shift, const uint32_t count[VALUES])
{
    uint32_t at[VALUES];

    for (uint32_t value = 0, sum = 0; value < VALUES; value++) {
        at[value] = sum;
        sum += count[value];
    }
    for (size_t i = 0; i < n; i++)
        spare[at[a[i].head >> shift & 0xFF]++] = a[i];
}

/* Radix sort by the heads, least significant byte first; skips bytes that are the same in all. */
static void sort_heads(struct ranked *a, struct ranked *spare, size_t n)
{
    uint32_t count[HEAD][VALUES] = {0};
    struct ranked *from = a, *to = spare;

    for (size_t i = 0; i < n; i++)
        for (unsigned byte = 0; byte < HEAD; byte++)
            count[byte][a[i].head >> 8 * byte & 0xFF]++;
    for (unsigned byte = 0; byte < HEAD; byte++) {
        struct ranked *swap = from;

        if (count[byte][from->head >> 8 * byte & 0xFF] == n)
            continue;
        distribute_by_byte(from, to, n, 8 * byte, count[byte]);
        from = to;
        to = swap;
    }
    if (from != a)
        memcpy(a, from, n * sizeof *a);
}

/* Sorts A, whose terms are equal in their first DEPTH bytes. */
static void sort_from(const struct span *texts, struct ranked *a, struct ranked *spare, size_t n,
                      size_t depth)
{
    for (size_t i = 0; i < n; i++)
        a[i].head = head_of(texts[a[i].term], depth);
    /* Terms that differ only in zero bytes at the end are rare. */
    if (n < SMALL || depth >= DICTIONARY_STRING_MAX) {
        sort_few(texts, a, n);
        return;
    }
    sort_heads(a, spare, n);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && a[end].head == a[i].head;)
            end++;
        if (end > i + 1)
            sort_from(texts, a + i, spare, end - i, depth + HEAD);
    }
}

void term_sort(const struct span *texts, size_t n, struct ranked *terms, struct ranked *spare)
{
    for (size_t i = 0; i < n; i++)
        terms[i].term = (uint32_t)i;
    sort_from(texts, terms, spare, n, 0);
}
