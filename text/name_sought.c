/* Compares one name with the words of a dictionary, sound by sound as their letters are read. */
#include <assert.h>

#include "text/name_parts.h"

/* How many bytes WORD shares with the last one. */
static size_t shared_with_last_word(const struct name_sought *s, struct span word)
{
    size_t most = word.len < s->last_len ? word.len : s->last_len, n = 0;

    while (n < most && word.data[n] == s->last[n])
        n++;
    return n;
}

/* Goes back to what WORD shares with the last one. A row counts on the sound after it, too. */
static void begin_word(struct name_sought *s, struct span word)
{
    assert(word.len < sizeof s->last);
    name_read_again(&s->reading, shared_with_last_word(s, word));
    memcpy(s->last, word.data, word.len);
    s->last_len = word.len;
    if (s->n_rows && s->n_rows + 1 > s->reading.sounds.len)
        s->n_rows = s->reading.sounds.len ? s->reading.sounds.len - 1 : 0;
}

/* Rows depend on whether vowels are written, which the letters show. */
static void begin_rows(struct name_sought *s, bool abjad)
{
    if (s->n_rows && s->rows_abjad == abjad)
        return;
    s->n_rows = 0;
    name_row_begin(s, abjad);
}

/* Makes the rows of sounds that have one after them. Returns false, and sets *FAR, where all words
 * are far that begin so. */
static bool add_rows(struct name_sought *s, size_t *far)
{
    const struct name_sounds *word = &s->reading.sounds;

    begin_rows(s, s->name.abjad || word->abjad);
    for (; s->n_rows + 1 < word->len; s->n_rows++) {
        unsigned least = name_row(s, word, s->n_rows, false);

        if (name_row_is_far(s, word, s->n_rows, least)) {
            *far = word->fixed[s->n_rows];
            s->cut = true;
            return false;
        }
    }
    return true;
}

/* Reads WORD to its end, with an article to be left out. */
static bool read_with_article(struct name_sought *s, struct span word, size_t *far)
{
    while (s->reading.at < word.len)
        if (!name_read_letters(&s->reading, word)) {
            *far = name_letter_end(word, s->reading.at);
            return false;
        }
    s->n_rows = 0;
    return true;
}

/* Reads WORD as far as it may be near, and makes rows. */
static bool read_near_word(struct name_sought *s, struct span word, size_t *far)
{
    if (name_has_article(word))
        return read_with_article(s, word, far);
    do {
        if (s->reading.at < word.len && !name_read_letters(&s->reading, word)) {
            *far = name_letter_end(word, s->reading.at);
            return false;
        }
        if (!add_rows(s, far))
            return false;
    } while (s->reading.at < word.len);
    return true;
}

/* Makes the last rows of WORD, which are those of its ending, and of all of it where its article is
 * left out. */
static unsigned end_word(struct name_sought *s, struct span word, size_t *far)
{
    const struct name_sounds *read = &s->reading.sounds;
    struct name_sounds even;
    unsigned i = 0;
    bool keeps_article;

    name_even(read, word, &even);
    keeps_article = even.len == read->len && name_has_article(word); /* longer words leave it out */
    while (i < s->n_rows && i + 2 < even.len && even.list[i + 1] == read->list[i + 1])
        i++;
    s->n_rows = i;
    begin_rows(s, s->name.abjad || even.abjad);
    for (; i < even.len; i++) {
        unsigned least = name_row(s, &even, i, true);

        if (name_row_is_far(s, &even, i, least)) {
            *far = keeps_article ? 0 : even.fixed[i];
            return NAME_FAR;
        }
    }
    return name_row_distance(s, &even);
}

unsigned name_sought_distance(struct name_sought *s, struct span word, size_t *far)
{
    *far = 0;
    s->cut = false;
    begin_word(s, word);
    if (!read_near_word(s, word, far) || !s->reading.sounds.len)
        return NAME_FAR;
    return end_word(s, word, far);
}

/* Whether words may be near that begin as the last one, but for the letter C in place of that which
 * makes the sound after the rows. */
static bool may_begin_with(const struct name_sought *s, char c)
{
    uint8_t sounds[NAME_LETTER_BEGINS];
    unsigned n = name_sounds_of_letter(c, sounds);

    for (unsigned i = 0; i < n; i++)
        if ((s->n_rows && sounds[i] == s->reading.sounds.list[s->n_rows - 1]) ||
            name_row_may_go_on(s, sounds[i]))
            return true;
    return false;
}

/* Whether the sound after the rows is one letter, the last of FAR bytes, and the sounds before it
 * are the same whatever it is. */
static bool is_cut_at_letter(const struct name_sought *s, size_t far)
{
    const struct name_reading *r = &s->reading;
    unsigned last = s->n_rows - 1;

    if (!s->cut || s->last[far - 1] < 'a')
        return false;
    return s->n_rows ? r->ends[last] == far - 1 && r->sounds.fixed[last] < far : far == 1;
}

bool name_sought_next(const struct name_sought *s, size_t far, char *out)
{
    unsigned char c = (unsigned char)s->last[far - 1];

    if (c == UINT8_MAX)
        return false;
    memcpy(out, s->last, far);
    c++;
    while (c >= 'a' && c <= 'z' && is_cut_at_letter(s, far) && !may_begin_with(s, (char)c))
        c++;
    out[far - 1] = (char)c;
    return true;
}
