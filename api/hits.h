/* Hits as callers see them. */
#ifndef DATELINE_API_HITS_H
#define DATELINE_API_HITS_H

#include "searcher/engine/answer.h"

/* The bytes that hit_fill needs for the texts of H. */
size_t hit_room(const struct hit *h);
/* Makes *OUT of what is wanted of H; its texts lie in ROOM. */
void hit_fill(dateline_hit *out, const struct hit *h, unsigned want, char *room);

#endif
