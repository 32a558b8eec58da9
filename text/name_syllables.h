/* The syllables of a Chinese, Korean or Japanese word, respelt from one romanisation into another.
 */
#ifndef DATELINE_TEXT_NAME_SYLLABLES_H
#define DATELINE_TEXT_NAME_SYLLABLES_H

#include "text/name_respelt.h"
#include "text/name_systems.h"

/* The respelling of a word. */
struct respelling {
    struct span word;
    bool canonical;     /* the word is, and its spellings are not */
    struct span wanted; /* the only spelling of interest; no data: all are */
    char made[NAME_RESPELT_ROOM];
    enum mark mark; /* the strongest of what is made */
    unsigned steps;
    struct name_respellings *out; /* NULL: only the mark is of interest */
    bool splits;                  /* only words of two syllables are, also the word as it is */
};

/* Respells the word in all ways of Chinese or Korean syllables, wholly or not at all. */
void name_respell_chinese(struct respelling *r);
void name_respell_korean(struct respelling *r);
/* The same of Japanese morae, from Hepburn and into it. No word is split. */
void name_respell_japanese(struct respelling *r);

/* Keeps SPELLING, whose second syllable begins at SECOND if that is of interest, unless OUT has it
 * or is full. */
void name_keep_respelling(struct name_respellings *out, struct span spelling, size_t second);

/* Takes the next word of *LIST, in which blanks stand between; an empty list has one empty word.
 * Returns false at the end. */
bool name_list_next(const char **list, struct span *out);
bool name_is_listed(const char *list, struct span word);

#endif
