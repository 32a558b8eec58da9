/* Chinese, Korean and Japanese names in several romanisations, and Abd, Abdel and Abdul.
 *
 * Zhou and Chou, Deng and Teng, Jeong and Chung are one name each, and sound less alike than many
 * others do: Wade-Giles writes a pinyin j, q, zh and ch all as ch. So no costs of sounds tell them;
 * words that wholly are syllables of one romanisation are spelt in the other. Canonical are pinyin
 * and the Revised Romanisation; their others are Wade-Giles and postal spellings, and
 * McCune-Reischauer with the habits of families (Choi, Suh, Park). Japanese is Hepburn without
 * marks of length, and otherwise Kunrei, Nihon-siki, and ou, oh, uu and Oo- for long vowels. Words
 * are folded, and may have lost the marks that tell syllables apart: Chiang is Jiang and Qiang. */
#ifndef DATELINE_TEXT_NAME_RESPELT_H
#define DATELINE_TEXT_NAME_RESPELT_H

#include <stdbool.h>

#include "core/buf.h"

enum {
    NAME_RESPELT_MAX = 64,  /* spellings of a name */
    NAME_RESPELT_ROOM = 32, /* bytes of one */
};

struct name_respellings {
    struct name_respelling {
        char letters[NAME_RESPELT_ROOM];
        unsigned len;
        unsigned second; /* byte of the second of two syllables; 0: there are more, or one */
    } list[NAME_RESPELT_MAX];
    unsigned len;
};

/* Sets OUT to the spellings of WORD in other systems, none of which is a Japanese word of less than
 * three letters. */
void name_respellings(struct span word, struct name_respellings *out);
/* Sets OUT to the spellings of WORD in all systems that are two syllables, its own among them:
 * they are also written as two words, Tse-tung and Jong Un. */
void name_splits(struct span word, struct name_respellings *out);
/* Whether WORD is syllables of a Chinese or Korean name in any system. */
bool name_is_syllables(struct span word);
/* Sets OUT to SPELLING, of at most NAME_RESPELT_ROOM bytes, with Wade-Giles' apostrophe after the
 * consonant that it begins with, and returns its bytes; 0 if none takes one. */
unsigned name_with_apostrophe(struct span spelling, char out[NAME_RESPELT_ROOM + 1]);
/* Whether A and B are one name in two systems. */
bool name_respelt(struct span a, struct span b);
/* Whether A and B are other names of one system, however alike they sound: Zhang and Zheng. */
bool name_spelt_apart(struct span a, struct span b);

#endif
