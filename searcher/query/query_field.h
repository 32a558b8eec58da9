/* Reads the names of fields, dateline's own and those of other search languages. */
#ifndef DATELINE_SEARCHER_QUERY_QUERY_FIELD_H
#define DATELINE_SEARCHER_QUERY_QUERY_FIELD_H

#include "searcher/query/query_days.h"
#include "searcher/query/query_reader.h"

/* A field's name with its sign, as in `title:`, `subject:`, `date>=`. */
struct query_field {
    enum schema_field field;
    enum day_bound bound; /* FIELD_DAY */
    const char *name;     /* of dateline's own field */
    uint32_t len;         /* of name and sign */
    enum query_form form; /* of this name, if it is foreign */
    bool foreign;         /* not `name:` as dateline has it */
    bool excludes;        /* written as `lang!=` */
    bool strict;          /* begins with `date:` in small letters: refused where no date follows */
};

/* Whether a name, in any capitals, and a sign are at AT. */
bool query_field_read(struct span text, uint32_t at, struct query_field *out);
/* Why F, whose value is at byte VALUE, is read as text here; NULL if it is not. */
const char *query_field_misuse(struct span text, uint32_t value, const struct query_field *f);
/* Warns of F, which begins at START, if it is foreign, and of a value that is written as a range,
 * which only dates have. */
void query_field_warn(struct query_reader *r, uint32_t start, const struct query_field *f);
/* Warns about letters and a colon before a word, a quote or a bracket. */
void query_field_unknown(struct query_reader *r, uint32_t start);

#endif
