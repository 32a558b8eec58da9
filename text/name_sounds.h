/* The sounds of a name, by which its spellings are compared.
 *
 * A name that is written in several ways, Zelensky, Zelenskyy and Selenskyj, has nearly the same
 * sounds in each. Letters of Latin, Cyrillic, Greek, Armenian, Arabic, Hebrew, Georgian and the
 * Indic scripts are read as sounds, by the usual transliterations into English, German and French:
 * sh and sch, kh and ch, ts and tz, zh and j. Doubled letters, apostrophes, and the many endings of
 * -sky count for nothing. Which of two sounds are alike, and by how much, is a table
 * (name_costs.c). Ideographs, kana and Hangul are not read: each is a word of its own (text.h).
 *
 * Sounds are a key, not a pronunciation: c before e may be an s, a ts or a ch, and is a sound of
 * its own here, near to all three. */
#ifndef DATELINE_TEXT_NAME_SOUNDS_H
#define DATELINE_TEXT_NAME_SOUNDS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/buf.h"

enum name_sound {
    NAME_A, /* this and those up to NAME_Y are vowels */
    NAME_E,
    NAME_I, /* i, y and, beside vowels, the y of yes */
    NAME_O,
    NAME_U,
    NAME_END_A, /* the a that ends a name: it tells Ivanova from Ivanov */
    NAME_SCHWA, /* the unwritten vowel of Indic letters, and others between a, u and none */
    NAME_Y,     /* j, which is a y in German and Polish, zh in French, j in English */
    NAME_W,     /* the letter of Arabic and Hebrew that is w, v, o or u */
    NAME_B,
    NAME_BET, /* Hebrew, b or v */
    NAME_P,
    NAME_PE, /* Hebrew, p or f */
    NAME_F,
    NAME_V,
    NAME_D,
    NAME_T,
    NAME_TH,
    NAME_G,
    NAME_GH,
    NAME_K,
    NAME_KAF, /* Hebrew, k or kh */
    NAME_Q,
    NAME_KH,
    NAME_HETH, /* Hebrew and Arabic, h or kh */
    NAME_H,
    NAME_S,
    NAME_Z,
    NAME_SH,
    NAME_SHIN, /* Hebrew, sh or s */
    NAME_ZH,
    NAME_CH,
    NAME_J,    /* dj, dzh, dsch */
    NAME_TS,   /* ts, tz */
    NAME_SHCH, /* shch, schtsch */
    NAME_C,    /* c before e, i and y, or at the end */
    NAME_X,    /* x that begins a name */
    NAME_L,
    NAME_M,
    NAME_N,
    NAME_R,
    NAME_SOUNDS,
};

enum { NAME_SOUNDS_MAX = 32 /* of a name; longer ones are not read */ };

struct name_sounds {
    uint8_t list[NAME_SOUNDS_MAX];
    uint8_t fixed[NAME_SOUNDS_MAX]; /* words that begin with so many bytes of this one have the same
                                       sounds up to this one; 0: only the word itself */
    unsigned len;
    bool abjad; /* in a script that leaves most vowels out */
};

/* Reads the folded WORD. Returns false if it has a digit, a letter of another script, no letter at
 * all or too many. */
bool name_sounds_read(struct span word, struct name_sounds *out);
/* Whether the folded WORD is of letters that have no capitals: of Hebrew, Arabic, Indic, Georgian.
 */
bool name_has_no_capitals(struct span word);
static inline bool name_sound_is_vowel(unsigned s)
{
    return s <= NAME_W;
}

enum {
    NAME_FAR = 1000,   /* hundredths */
    NAME_RESPELT = 20, /* the distance of two romanisations */
};

/* How far apart two names sound, in hundredths of an unrelated sound; NAME_FAR if more than two
 * spellings of a name of this length may. */
unsigned name_distance(const struct name_sounds *a, const struct name_sounds *b);

/* The same for folded words; 0 for the same word. Chinese and Korean names are near in all their
 * romanisations (text/name_respelt.h). */
unsigned name_words_distance(struct span a, struct span b);
/* The same for words that have been read: X and Y are their sounds, of length 0 if there are none.
 */
unsigned name_read_distance(struct span a, const struct name_sounds *x, struct span b,
                            const struct name_sounds *y);

/* The same from one name to many words, best in byte order: letters that a word shares with the
 * one before are not read again, and a word is read no further than it takes to tell that it is
 * far (name_sought.c). The fields are private. */
struct name_sought {
    struct name_sounds name;
    uint8_t lacks[2][NAME_SOUNDS_MAX]; /* the cost of each sound that a word lacks; in an abjad */
    uint8_t changes[NAME_SOUNDS]
                   [NAME_SOUNDS_MAX]; /* of a word's sound for each of the name's, ... */
    bool has_changes[NAME_SOUNDS];    /* ... once the sound has occurred */
    struct name_reading {
        struct name_sounds sounds;     /* as read, without the ending's evening */
        uint8_t ends[NAME_SOUNDS_MAX]; /* the byte after the letters of each */
        bool abjad[NAME_SOUNDS_MAX];   /* of the letters up to each */
        size_t at;                     /* the next byte */
    } reading;
    bool has_e, has_yo; /* the name; yo is what a word may have for its e */
    char last[256];     /* the word that was read */
    size_t last_len;
    /* Row I + 1 has the costs of the word's first I + 1 sounds for each beginning of the name. */
    uint16_t rows[NAME_SOUNDS_MAX + 1][NAME_SOUNDS_MAX + 1];
    unsigned n_rows; /* of the reading's sounds, that the next word may share */
    bool rows_abjad;
    bool cut; /* the row after these is too far */
};
void name_sought_begin(struct name_sought *s, const struct name_sounds *name);
/* The distance to the folded WORD, of at most 255 bytes; NAME_FAR if it has no sounds. Where it is
 * NAME_FAR, *FAR is how many bytes of WORD are enough to tell: no word that begins so sounds alike;
 * 0 if that is not known. */
unsigned name_sought_distance(struct name_sought *s, struct span word, size_t *far);
/* Sets OUT to the beginning of the next words that may be near, after a word with *FAR above 0: of
 * FAR bytes, and above its own. Returns false where there are none. */
bool name_sought_next(const struct name_sought *s, size_t far, char *out);

#endif
