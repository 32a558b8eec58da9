/* Searches with Xapian as its documentation shows: a peer to compare with. */
#ifndef DATELINE_BENCH_PEERS_XAPIAN_QUERY_H
#define DATELINE_BENCH_PEERS_XAPIAN_QUERY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct peer peer;

peer *peer_open(const char *index);
void peer_close(peer *p);

/* Parses QUERY, all words of which must occur, and finds the ten best documents; reads their data
 * if DATA is set. Returns their number. */
size_t peer_search(peer *p, const char *query, int data);
/* As peer_search, for any of the words, within a range of values, as YYYYMMDD. */
size_t peer_search_range(peer *p, const char *query, const char *first, const char *last);
/* The ten newest documents, by value. */
size_t peer_newest(peer *p, const char *query);

#ifdef __cplusplus
}
#endif
#endif
