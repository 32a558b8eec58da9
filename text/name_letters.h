/* The sounds of letters other than Latin ones, for name_sounds.c. */
#ifndef DATELINE_TEXT_NAME_LETTERS_H
#define DATELINE_TEXT_NAME_LETTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NAME_LETTER_SOUNDS = 2 };

struct name_letter {
    uint16_t letter;
    uint8_t n; /* sounds; 0: the letter is silent */
    uint8_t sounds[NAME_LETTER_SOUNDS];
    bool abjad;
};

/* The folded letter C; NULL for one of another script. */
const struct name_letter *name_letter_find(uint32_t c);
/* All letters, in the order of their code points. */
extern const struct name_letter name_letters[];
extern const size_t name_letters_len;

#endif
