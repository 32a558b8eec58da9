/* turns.h -- lets bench/query/turns.py time a C or C++ engine, one pass over a set of queries at a
 * time.
 *
 * turns_serve reads one command a line from standard input, until its end:
 *
 *     KIND LIMIT COUNT FILE
 *
 * Each line of FILE is a query: the first and last day of a window as 1987-02-26, and lower-case
 * words, with tabs between the three and blanks between the words. The first COUNT queries are
 * answered in order, and each yields a line "NANOSECONDS FOUND". */
#ifndef DATELINE_BENCH_PEERS_TURNS_H
#define DATELINE_BENCH_PEERS_TURNS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum turn_kind {
    TURN_ANY,    /* the LIMIT best documents with any of the words */
    TURN_ALL,    /* with all of them */
    TURN_PHRASE, /* with the words in this order, side by side */
    TURN_WINDOW, /* with any of the words, and a date from first to last */
    TURN_NEWEST, /* the LIMIT newest with any of the words */
    TURN_COUNT,  /* how many have any of the words */
    TURN_MONTHS, /* the same by month */
    TURN_KINDS
};

struct turn {
    enum turn_kind kind;
    unsigned limit;
    const char *words, *first, *last;
};

/* Returns the number of documents found; the sum of all months for TURN_MONTHS. Ends the process
 * on failure. */
typedef uint64_t turn_answer(void *engine, const struct turn *turn);

/* Serves standard input; the time is processor time of this thread, in ANSWER alone. */
void turns_serve(turn_answer *answer, void *engine);

#ifdef __cplusplus
}
#endif

#endif
