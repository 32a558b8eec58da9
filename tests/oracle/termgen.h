/* Xapian's TermGenerator, with STEM_SOME and no flags: the oracle of analysis. */
#ifndef DATELINE_TESTS_TERMGEN_H
#define DATELINE_TESTS_TERMGEN_H

#include <stdint.h>

#include "core/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

struct termgen;

/* LANGUAGE is one of Xapian's stemmers, or "none". */
struct termgen *termgen_open(const char *language);
void termgen_close(struct termgen *g);

/* Begins a new document, of no terms, at position 0. */
void termgen_clear(struct termgen *g);
/* Adds a text's terms. */
void termgen_text(struct termgen *g, struct span text, unsigned wdf, const char *prefix);
/* The position of the last word. */
uint32_t termgen_position(const struct termgen *g);
void termgen_seek(struct termgen *g, uint32_t position);

/* Calls EACH with the document's terms in byte order. */
typedef void termgen_each(void *context, struct span term, uint32_t wdf, const uint32_t *positions,
                          size_t n_positions);
void termgen_terms(const struct termgen *g, termgen_each *each, void *context);

#ifdef __cplusplus
}
#endif
#endif
