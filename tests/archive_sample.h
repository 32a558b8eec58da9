/* Invented articles: what an archive has, and what it should never have. The
 * same for the same seed everywhere. */
#ifndef DATELINE_TESTS_ARCHIVE_SAMPLE_H
#define DATELINE_TESTS_ARCHIVE_SAMPLE_H

#include <stdint.h>

#include "core/article.h"

/* A number drawn at will; the state is the seed at first. */
uint64_t draw(uint64_t *state);
/* Below N, which is not 0. */
uint32_t draw_below(uint64_t *state, uint32_t n);

/* Stored forms, in the order in which they are to come. */
struct archive_sample {
    struct buf *records;
    size_t len, cap;
};

/* Appends an article. Equal NUMBERs have equal ids, which are of all kinds and
 * lengths; all else is drawn: a text that is empty, short, long, one word many
 * times, of all alphabets or of any bytes that are UTF-8; a date or part of one. */
void sample_draw(struct archive_sample *s, uint64_t *state, uint32_t number);
/* Appends one with this text, dated to 2001 and the NUMBERth day of March. */
void sample_text(struct archive_sample *s, uint32_t number, struct span text);
void sample_add(struct archive_sample *s, const struct article *a);
/* Appends every STEP-th article of SOURCE, a file or directory as dateline-index
 * takes it; false where there is none. */
bool sample_source(struct archive_sample *s, const char *source, size_t step);
void sample_shuffle(struct archive_sample *s, uint64_t *state);
/* The article at AT; lent. */
struct article sample_at(const struct archive_sample *s, size_t at);
void sample_free(struct archive_sample *s);

#endif
