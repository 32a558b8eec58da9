/* Reads the articles and ids that a damaged segment still has, each for itself.
 *
 * In a segment with texts, each block that is whole gives its articles, whatever happened to others
 * and to their table; a segment of format 1 gives the articles before the first damaged one. A
 * checksum confirms everything that is given. */
#ifndef DATELINE_INDEXER_INDEX_REMAINS_H
#define DATELINE_INDEXER_INDEX_REMAINS_H

#include "core/article.h"
#include "core/deletions.h"

struct remains;

/* Opens segment S of the index in DIR, as far as it goes; both are borrowed. */
struct remains *remains_open(const char *dir, const struct segment *s);
/* Accepts NULL. */
void remains_close(struct remains *r);

/* Which documents are deleted; NULL if that cannot be read. */
const struct deletions *remains_deletions(const struct remains *r);

/* Reads article NUMBER, one by one from 1. False if it is lost; *RECORD and *A are valid until the
 * next call. */
bool remains_article(struct remains *r, uint32_t number, struct span *record, struct article *a);
/* Reads the id of article NUMBER, after remains_article said that the article is lost. False if the
 * id is lost too; it is valid until the next call. */
bool remains_id(struct remains *r, uint32_t number, struct span *id);

#endif
