/* Xapian asked as its documentation shows: a peer for searches. */
#ifndef DATELINE_BENCH_PEERS_XAPIAN_QUERY_H
#define DATELINE_BENCH_PEERS_XAPIAN_QUERY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct peer peer;

peer *peer_open(const char *index);
void peer_close(peer *p);

/* Each parses QUERY, all words of which must occur, finds the ten best, and
 * reads their data where DATA is asked for. Returns how many. */
size_t peer_search(peer *p, const char *query, int data);
/* Any of the words, within a range of values, as YYYYMMDD. */
size_t peer_search_range(peer *p, const char *query, const char *first, const char *last);
/* The ten newest, by value. */
size_t peer_newest(peer *p, const char *query);

#ifdef __cplusplus
}
#endif
#endif
