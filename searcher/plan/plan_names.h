/* The spellings of names, for plan_names.c. */
#ifndef DATELINE_SEARCHER_PLAN_PLAN_NAMES_H
#define DATELINE_SEARCHER_PLAN_PLAN_NAMES_H

#include "searcher/plan/plan_spelt.h"

/* Nearest first, by sound (text/name_sounds.h). */
struct name_words {
    struct plan_spelt list[PLAN_NAME_SPELLINGS_MAX];
    size_t len;
};

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

/* ---- plan_company.c ------------------------------------------------------- */

enum { COMPANY_ARTICLES = 8, COMPANY_NAMES = 16 };

/* The given names before a word in the newest COMPANY_ARTICLES articles that have it. */
struct name_company {
    struct plan_spelt list[COMPANY_NAMES]; /* documents: of these articles */
    size_t len;
};

dateline_status plan_company(struct planning *g, enum schema_field field, struct span word,
                             struct name_company *out, dateline_error *err);
/* Whether a given name of A sounds like one of B. */
bool plan_companies_meet(const struct name_company *a, const struct name_company *b);

#endif
