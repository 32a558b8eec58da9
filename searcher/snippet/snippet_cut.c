/* Finds sentence, word and character boundaries at which to cut a flat text. */
#include <utf8proc.h>

#include "core/utf8.h"
#include "searcher/snippet/snippet_parts.h"

enum {
    MAX_CLOSERS = 4,    /* quotes and brackets after a full stop */
    SENTENCE_KEPT = 60, /* characters omitted at most to begin at a sentence */
    WORD_KEPT = 40,     /* likewise, to cut at a word */
};

/* The character before *AT; moves *AT to its start. 0 at the start of the text. */
static uint32_t char_before(struct span text, size_t *at)
{
    const char *p;

    if (!*at)
        return 0;
    do
        --*at;
    while (*at && utf8_continues(text.data[*at]));
    p = text.data + *at;
    return utf8_get(&p, text.data + text.len);
}

static uint32_t char_after(struct span text, size_t *at)
{
    const char *p = text.data + *at;
    uint32_t c = utf8_get(&p, text.data + text.len);

    *at = (size_t)(p - text.data);
    return c;
}

static bool is_small_letter(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LL;
}

/* Closing quotes and brackets: allowed between a full stop and the next sentence. */
static bool closes_sentence(uint32_t c)
{
    utf8proc_category_t kind;

    if (c < 0x80)
        return c && strchr("\"')]}", (int)c);
    kind = utf8proc_category((utf8proc_int32_t)c);
    return kind == UTF8PROC_CATEGORY_PE || kind == UTF8PROC_CATEGORY_PF;
}

/* CJK stops, which no blank follows. */
static bool is_wide_stop(uint32_t c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F;
}

/* Whether the full stop before AT follows a single letter: U.S., J. Smith. */
static bool abbreviates(struct span text, size_t at)
{
    char_before(text, &at);
    return text_is_word(char_before(text, &at)) && !text_is_word(char_before(text, &at));
}

static bool starts_sentence(struct span text, size_t at)
{
    size_t before = at, next = at;
    bool blank = at && text.data[at - 1] == ' ';
    uint32_t stop, c;

    if (at == text.len)
        return false;
    c = char_after(text, &next);
    if (is_small_letter(c) || (!blank && closes_sentence(c)))
        return false;
    before -= blank;
    at = before;
    stop = char_before(text, &before);
    for (int n = 0; n < MAX_CLOSERS && closes_sentence(stop); n++) {
        at = before;
        stop = char_before(text, &before);
    }
    if (is_wide_stop(stop))
        return true;
    return blank && (stop == '!' || stop == '?' || (stop == '.' && !abbreviates(text, at)));
}

/* The byte N characters before AT, or FLOOR. */
static size_t characters_back(struct span text, size_t at, size_t floor, size_t n)
{
    for (; n && at > floor; n--)
        char_before(text, &at);
    return at;
}

static size_t characters_forward(struct span text, size_t at, size_t limit, size_t n)
{
    for (; n && at < limit; n--)
        char_after(text, &at);
    return at;
}

/* Whether a grapheme ends between LAST and C; *STATE is 0 at first. */
static bool divides_graphemes(uint32_t last, uint32_t c, utf8proc_int32_t *state)
{
    if (last < 0x80 && c < 0x80) {
        *state = 0;
        return true;
    }
    return utf8proc_grapheme_break_stateful((utf8proc_int32_t)last, (utf8proc_int32_t)c, state);
}

size_t snippet_begin(struct span text, size_t at, size_t floor, size_t room)
{
    size_t from = characters_back(text, at, floor, room), word = at + 1, character = at, p = from;
    utf8proc_int32_t state = 0;
    size_t sentence = characters_forward(text, from, at, SENTENCE_KEPT);
    uint32_t last;

    if (from == floor)
        return floor;
    last = char_before(text, &p);
    for (p = from; p <= at && p < text.len;) {
        size_t here = p;
        uint32_t c;

        if (here <= sentence && starts_sentence(text, here))
            return here;
        if (word > at && text.data[here - 1] == ' ')
            word = here;
        c = char_after(text, &p);
        if (divides_graphemes(last, c, &state) && character == at)
            character = here;
        last = c;
    }
    return word <= characters_forward(text, from, at, WORD_KEPT) ? word : character;
}

size_t snippet_end(struct span text, size_t at, size_t limit, size_t room)
{
    size_t to = characters_forward(text, at, limit, room),
           half = characters_forward(text, at, limit, room / 2);
    size_t sentence = 0, word = 0, character = 0, p = at;
    utf8proc_int32_t state = 0;
    uint32_t last;

    if (to == limit)
        return limit;
    last = char_before(text, &p);
    for (p = at; p <= to;) {
        size_t here = p;
        bool blank = text.data[here] == ' ';
        uint32_t c = char_after(text, &p);

        if (here >= half && (blank || last != ' ') && starts_sentence(text, here + blank))
            sentence = here;
        if (blank)
            word = here;
        if (divides_graphemes(last, c, &state) && here > at)
            character = here;
        last = c;
    }
    if (sentence)
        return sentence;
    if (word && word >= characters_back(text, to, at, WORD_KEPT))
        return word;
    return character ? character : to;
}
