/* The inside of comparing names: letters read as sounds, and rows of costs. */
#ifndef DATELINE_TEXT_NAME_PARTS_H
#define DATELINE_TEXT_NAME_PARTS_H

#include "text/name_sounds.h"

/* ---- name_sounds.c ---------------------------------------------------------- */

/* Reads the letters of one sound or two at byte r->at of WORD. Returns false if they have none. */
bool name_read_letters(struct name_reading *r, struct span word);
/* The byte after the letter at byte AT of WORD. */
size_t name_letter_end(struct span word, size_t at);
/* Whether S is sh, zh, ch or the like. */
bool name_sound_is_hushing(unsigned s);
/* Goes back to the sounds that words which begin with the first SHARED bytes have in common. */
void name_read_again(struct name_reading *r, size_t shared);
/* Whether WORD begins with Arabic al-, which name_even() leaves out of longer words. */
bool name_has_article(struct span word);
/* Sets *OUT to the sounds READ of all of WORD, the ends of names in one form. */
void name_even(const struct name_sounds *read, struct span word, struct name_sounds *out);

bool name_add_another(struct name_sounds *s, uint8_t sound);
/* Adds SOUND; one that is heard twice, once. Both return false if there are too many. */
bool name_add_sound(struct name_sounds *s, uint8_t sound);

enum { NAME_LETTER_BEGINS = 8 };
/* Sets OUT to the sounds that the letter C, a to z, may begin; returns how many. */
unsigned name_sounds_of_letter(char c, uint8_t out[NAME_LETTER_BEGINS]);

/* ---- name_foreign.c -------------------------------------------------------- */

/* Adds the sounds of the letter of another script at byte AT of WORD; returns the byte after what
 * is read, 0 if it has no sounds or there are too many. */
size_t name_add_foreign(struct name_sounds *s, struct span word, size_t at);

/* ---- name_distance.c -------------------------------------------------------- */

/* The first row: the costs of each beginning of the name without a word. */
void name_row_begin(struct name_sought *s, bool abjad);
/* Makes row I + 1, of the first I + 1 sounds of WORD, and returns its least cost. ENDED: WORD has
 * no further sounds than it has here. */
unsigned name_row(struct name_sought *s, const struct name_sounds *word, unsigned i, bool ended);
/* The distance by the last row, of the whole WORD. */
unsigned name_row_distance(const struct name_sought *s, const struct name_sounds *word);

/* ---- name_bounds.c ---------------------------------------------------------- */

/* The most that two names of LEN sounds together may be apart. */
unsigned name_far_for(unsigned len, bool abjad);
/* Whether all words are far that have the first I + 1 sounds of WORD, which cost LEAST. */
bool name_row_is_far(const struct name_sought *s, const struct name_sounds *word, unsigned i,
                     unsigned least);
/* Whether a word may be near that has s->n_rows sounds of the last one and goes on with SOUND. */
bool name_row_may_go_on(const struct name_sought *s, unsigned sound);

#endif
