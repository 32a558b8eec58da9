/* The spellings of names, for plan_names.c. */
#ifndef DATELINE_SEARCHER_PLAN_PLAN_NAMES_H
#define DATELINE_SEARCHER_PLAN_PLAN_NAMES_H

#include "searcher/plan/plan_spelt.h"
#include "searcher/query/query_name.h"
#include "text/name_sounds.h"

/* Nearest first, by sound (text/name_sounds.h). */
struct name_words {
    struct plan_spelt list[PLAN_NAME_SPELLINGS_MAX];
    size_t len;
};

bool plan_name_has(const struct name_words *words, struct span word);

/* ---- plan_names.c --------------------------------------------------------- */

/* The words of FIELD that name:WORD finds, WORD first if the index has it: those that sound alike
 * and keep the same company. */
dateline_status plan_name_spellings(struct planning *g, enum schema_field field, struct span word,
                                    struct name_words *out, dateline_error *err);

/* ---- plan_name_words.c ---------------------------------------------------- */

/* Words of FIELD that sound like WORD, and WORD itself if the index has it; none others for
 * a word of one letter, or of a script without sounds. */
dateline_status plan_name_words(struct planning *g, enum schema_field field, struct span word,
                                struct name_words *out, dateline_error *err);

/* Adds WORD, a spelling of a name at DISTANCE, if the index has it. */
dateline_status plan_name_add(struct planning *g, enum schema_field field, struct span word,
                              unsigned distance, struct name_words *out, dateline_error *err);
/* Adds the spellings of WORD in other systems (text/name_respelt.h) that the index has, but for
 * stop words. */
dateline_status plan_name_respellings(struct planning *g, enum schema_field field, struct span word,
                                      struct name_words *out, dateline_error *err);
/* Adds WORD, with Wade-Giles' apostrophe too, if the index has it. */
dateline_status plan_name_listed(struct planning *g, enum schema_field field, struct span word,
                                 struct name_words *out, dateline_error *err);

/* ---- plan_name_forms.c ---------------------------------------------------- */

struct name_part {
    struct name_words words; /* with initials after those of several letters */
    size_t spelt;            /* the first are spellings */
};

enum { NAME_PARTS_MAX = QUERY_NAME_PARTS + 1 /* one of them in two syllables */ };

struct name_planning {
    struct planning *planning;
    const struct query_node *node;
    struct name_part parts[NAME_PARTS_MAX];
    size_t n_parts;
    struct plan_nodes forms;
};

/* Adds the forms that have one word of each part, MOST at most: the farthest spellings of P's parts
 * are left out for that. */
dateline_status plan_name_forms(struct name_planning *p, size_t most, dateline_error *err);

/* ---- plan_name_syllables.c ------------------------------------------------ */

/* Adds the forms in which two syllables of a Chinese or Korean name are one word, or one word is
 * two: Tse-tung and Zedong. */
dateline_status plan_name_syllables(struct name_planning *p, dateline_error *err);

/* ---- plan_company.c ------------------------------------------------------- */

enum { COMPANY_ARTICLES = 8, COMPANY_NAMES = 16 };

/* The given names before a word in the newest COMPANY_ARTICLES articles that have it. The articles
 * are read one by one, as far as it takes. */
struct name_company {
    struct plan_spelt list[COMPANY_NAMES]; /* documents: of the articles read */
    struct name_sounds sounds[COMPANY_NAMES];
    size_t len;
    struct span word; /* borrowed */
    snapshot_doc articles[COMPANY_ARTICLES];
    size_t n_articles, n_read;
};

/* Finds the articles, and reads none. */
dateline_status plan_company_find(struct planning *g, enum schema_field field, struct span word,
                                  struct name_company *out, dateline_error *err);
/* Reads the next article, of which there must be one. */
dateline_status plan_company_read(struct planning *g, struct name_company *c, dateline_error *err);
/* Whether a given name of A sounds like one of B. Reads articles of both in turns until it does. */
dateline_status plan_companies_meet(struct planning *g, struct name_company *a,
                                    struct name_company *b, bool *out, dateline_error *err);

#endif
