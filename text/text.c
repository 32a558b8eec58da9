/* The tokeniser. */
#include "text/text.h"

#include <assert.h>
#include <stdlib.h>

#include "core/alloc.h"
#include "core/utf8.h"
#include "text/text_ascii.h"
#include "text/text_table.h"

/* The lower case of an ASCII byte that belongs to words, else 0. */
static const uint8_t ascii_lower[256] = {
    ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
    ['7'] = '7', ['8'] = '8', ['9'] = '9', ['_'] = '_', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c',
    ['D'] = 'd', ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j',
    ['K'] = 'k', ['L'] = 'l', ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q',
    ['R'] = 'r', ['S'] = 's', ['T'] = 't', ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x',
    ['Y'] = 'y', ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd', ['e'] = 'e',
    ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k', ['l'] = 'l',
    ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r', ['s'] = 's',
    ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z',
};

enum { MAX_SUFFIX = 3 };

/* ENDS: the ASCII byte always ends a word. ENDS_BEFORE_BREAK: it does unless a word character
 * follows. 0: it is part of words, or of their suffixes. */
enum { ENDS_BEFORE_BREAK = 1, ENDS = 2 };

static const uint8_t word_end[256] = {
    ['\0'] = 2, ['\t'] = 2, ['\n'] = 2, ['\r'] = 2, [' '] = 2, ['!'] = 2, ['"'] = 2,
    ['$'] = 2,  ['%'] = 2,  ['('] = 2,  [')'] = 2,  ['*'] = 2, ['-'] = 2, ['/'] = 2,
    [':'] = 2,  ['<'] = 2,  ['='] = 2,  ['>'] = 2,  ['?'] = 2, ['@'] = 2, ['['] = 2,
    ['\\'] = 2, [']'] = 2,  ['^'] = 2,  ['`'] = 2,  ['{'] = 2, ['|'] = 2, ['}'] = 2,
    ['~'] = 2,  ['\''] = 1, ['&'] = 1,  ['.'] = 1,  [','] = 1, [';'] = 1,
};

/* Bytes that read_plain_block examines: a block and one byte after it. */
enum { LOOK = ASCII_BLOCK + 1 };

/* A text being read. While a word is written, OUT has room for ASCII_STEP bytes more than are left
 * to read, so only characters that grow need a check. */
struct scan {
    const char *begin; /* of the text, or of its tail */
    uint32_t before;   /* bytes of the text before BEGIN */
    const char *p, *end;
    char *out;
    uint32_t last; /* the last character written */
    uint32_t bits; /* the word's non-ASCII characters, ORed */
    struct tokens *tokens;
};

static bool is_capital(char c)
{
    return c >= 'A' && c <= 'Z';
}

uint32_t text_char(const char **p, const char *end)
{
    return utf8_get(p, end);
}

bool text_is_word(uint32_t c)
{
    return c < 0x80 ? ascii_lower[c] : c < 0x110000 && text_kind(c)->flags;
}

bool text_is_capital(uint32_t c)
{
    return c < 0x110000 && text_kind(c)->lower;
}

bool text_stems(uint32_t c)
{
    if (c < 0x80)
        return ascii_lower[c] >= 'a';
    return c < 0x110000 && text_kind(c)->flags & TEXT_STEMS;
}

bool text_stands_alone(uint32_t c)
{
    return c >= 0x80 && c < 0x110000 && text_kind(c)->flags & TEXT_ALONE;
}

/* Whether the character at P, before END, may be in a word with the one before it. */
static bool continues_word(const char *p, const char *end)
{
    uint32_t c = p < end ? utf8_get(&p, end) : 0;

    return text_is_word(c) && !text_stands_alone(c);
}

static bool is_digit(uint32_t c)
{
    return c < 0x80 ? c >= '0' && c <= '9' : text_kind(c)->flags & TEXT_DIGIT;
}

/* Restores OUT's room. */
static void ensure_room(struct scan *s)
{
    struct buf *bytes = &s->tokens->bytes;

    bytes->len = (size_t)(s->out - bytes->data);
    buf_reserve(bytes, (size_t)(s->end - s->p) + ASCII_STEP);
    s->out = bytes->data + bytes->len;
}

/* Writes C, which was read from the bytes from FROM to s->p. */
static void add_word_char(struct scan *s, const char *from, uint32_t c)
{
    size_t len = utf8_put(s->out, c);

    s->out += len;
    s->last = c;
    s->bits |= c;
    if (len > (size_t)(s->p - from))
        ensure_room(s);
}

/* The character that C becomes between the word characters LAST and NEXT: C itself, an apostrophe,
 * 0 for none, or -1 if C ends the word. */
static int32_t infix_character(uint32_t c, uint32_t last, uint32_t next)
{
    switch (c) {
    case 0x200B: /* zero-width space */
    case 0x200C: /* zero-width non-joiner */
    case 0x200D: /* zero-width joiner */
    case 0x2060: /* word joiner */
    case 0xFEFF: /* byte order mark */
        return 0;
    case ',':
    case '.':
    case ';':
    case 0x037E: /* Greek question mark */
    case 0x0589: /* Armenian full stop */
    case 0x060D: /* Arabic date separator */
    case 0x07F8: /* NKo comma */
    case 0x2044: /* fraction slash */
    case 0xFE10: /* vertical comma */
    case 0xFE13: /* vertical colon */
    case 0xFE14: /* vertical semicolon */
        return is_digit(last) && is_digit(next) ? (int32_t)c : -1;
    case '\'':
    case '&':
    case 0x00B7: /* middle dot */
    case 0x05F4: /* gershayim */
    case 0x2027: /* hyphenation point */
        return is_digit(last) && is_digit(next) ? -1 : (int32_t)c;
    case 0x2019: /* right single quotation mark */
    case 0x201B: /* single high-reversed-9 quotation mark */
        return is_digit(last) && is_digit(next) ? -1 : '\'';
    default:
        return -1;
    }
}

/* Reads the infix C, which ends at AFTER. Returns false, and reads nothing, if the word ends before
 * C. */
static bool read_infix(struct scan *s, uint32_t c, const char *after)
{
    const char *from = s->p, *next = after;
    int32_t kept;
    uint32_t follows;

    if (!continues_word(after, s->end))
        return false;
    follows = utf8_get(&next, s->end);
    kept = infix_character(c, s->last, follows);
    if (kept < 0)
        return false;
    s->p = after;
    if (kept)
        add_word_char(s, from, (uint32_t)kept);
    return true;
}

static void read_ascii(struct scan *s)
{
    const char *p = s->p, *end = s->end;
    char *out = s->out;
    uint8_t lower;

    while (p < end && (lower = ascii_lower[(unsigned char)*p])) {
        *out++ = (char)lower;
        p++;
    }
    if (p == s->p)
        return;
    s->last = (unsigned char)out[-1];
    s->out = out;
    s->p = p;
}

/* Whether an ASCII byte may be an infix. */
static bool may_be_infix(char c)
{
    return c == '\'' || c == '&' || c == '.' || c == ',' || c == ';';
}

/* Reads the part of a word after a run of ASCII; false if the word ends there. */
static bool read_more(struct scan *s)
{
    const char *from = s->p, *after = from;
    const struct text_kind *kind;
    uint32_t c;

    if ((unsigned char)*from < 0x80)
        return may_be_infix(*from) && read_infix(s, (unsigned char)*from, from + 1);
    c = utf8_get(&after, s->end);
    kind = text_kind(c);
    if (kind->flags & TEXT_ALONE)
        return false;
    if (!kind->flags)
        return read_infix(s, c, after);
    s->p = after;
    add_word_char(s, from, c + (uint32_t)kind->lower);
    return true;
}

/* Reads up to three plus or number signs at the end of a word. */
static void read_suffix(struct scan *s)
{
    const char *p = s->p;
    size_t len;

    while (p < s->end && (*p == '+' || *p == '#'))
        p++;
    len = (size_t)(p - s->p);
    if (!len || len > MAX_SUFFIX || continues_word(p, s->end))
        return;
    memcpy(s->out, s->p, len);
    s->out += len;
    s->p = p;
}

/* Reads capitals separated by dots, with an optional final dot: U.S. */
static bool read_acronym(struct scan *s)
{
    const char *p = s->p + 1;
    char *out = s->out;

    *out++ = (char)ascii_lower[(unsigned char)s->p[0]];
    while (s->end - p > 1 && p[0] == '.' && is_capital(p[1])) {
        *out++ = (char)ascii_lower[(unsigned char)p[1]];
        p += 2;
    }
    if (out - s->out < 2)
        return false;
    if (p < s->end && *p == '.')
        p++;
    if (continues_word(p, s->end))
        return false;
    s->out = out;
    s->p = p;
    return true;
}

/* Advances to the next word's first character; false if there is none. */
static bool find_next_word(struct scan *s)
{
    for (;;) {
        const char *after;

        while (s->p < s->end && (unsigned char)*s->p < 0x80) {
            if (ascii_lower[(unsigned char)*s->p])
                return true;
            s->p++;
        }
        if (s->p == s->end)
            return false;
        after = s->p;
        if (text_kind(utf8_get(&after, s->end))->flags)
            return true;
        s->p = after;
    }
}

/* Reads a character that is a word of its own, and the marks after it; false if none is next. */
static bool read_alone(struct scan *s)
{
    const char *after = s->p;
    uint32_t c;

    if ((unsigned char)*s->p < 0x80 || !text_stands_alone(c = utf8_get(&after, s->end)))
        return false;
    do {
        const char *from = s->p;

        s->p = after;
        add_word_char(s, from, c);
        if (after < s->end)
            c = utf8_get(&after, s->end);
    } while (s->p < s->end && c < 0x110000 && text_kind(c)->flags & TEXT_MARK);
    return true;
}

static void read_word(struct scan *s)
{
    s->bits = 0;
    if (read_alone(s))
        return;
    if (is_capital(s->p[0]) && s->end - s->p > 2 && s->p[1] == '.' && read_acronym(s))
        return;
    do
        read_ascii(s);
    while (s->p < s->end && read_more(s));
    read_suffix(s);
}

/* Whether the two bytes at P, after a word, are ASCII and end it. */
static bool ends_plainly(const char *p)
{
    uint8_t end = word_end[(unsigned char)p[0]];

    return end + (word_end[(unsigned char)p[1]] > 0) > ENDS_BEFORE_BREAK;
}

/* Makes room for the tokens of a block. */
static struct token *token_room(struct tokens *t)
{
    if (t->cap - t->len < ASCII_BLOCK / 2) {
        t->cap = 2 * t->cap + ASCII_BLOCK;
        t->list = must_realloc(t->list, t->cap * sizeof *t->list);
    }
    return t->list + t->len;
}

/* Sets a token of LEN bytes at AT, which is its place in both the text and tokens.bytes. */
static void put_plain(struct token *token, uint32_t at, uint32_t len, bool stems)
{
    token->text = token->start = at;
    token->len = len;
    token->end = at + len;
    token->stems = stems;
    token->ascii = true;
}

/* Reads the words of a block as long as they are ASCII and their ends are plain; false at any other
 * byte. */
static bool read_plain_block(struct scan *s)
{
    const char *p = s->p;
    uint32_t at = s->before + (uint32_t)(p - s->begin);
    char *lower = s->tokens->bytes.data + at;
    struct ascii_classes is = ascii_lower_block(p, lower);
    unsigned ascii = is.other ? (unsigned)__builtin_ctzll(is.other) : ASCII_BLOCK;
    uint64_t word = is.other ? is.word & ((UINT64_C(1) << ascii) - 1) : is.word;
    uint64_t starts = word & ~(word << 1), ends = ~word & word << 1;
    struct token *token = token_room(s->tokens);

    for (; ends; starts &= starts - 1, ends &= ends - 1) {
        unsigned start = (unsigned)__builtin_ctzll(starts), end = (unsigned)__builtin_ctzll(ends);

        if (!ends_plainly(p + end))
            break;
        put_plain(token++, at + start, end - start, lower[start] >= 'a');
    }
    s->tokens->len = (size_t)(token - s->tokens->list);
    if (starts) { /* the next word is not plain or crosses the block's end */
        s->p = p + __builtin_ctzll(starts);
        return !ends && s->p > p;
    }
    s->p = p + ascii;
    return !is.other;
}

/* Reads the word at s->p, of any kind. */
static void read_any_word(struct scan *s)
{
    const char *start = s->p, *first, *word;
    size_t begin = (size_t)(s->out - s->tokens->bytes.data);
    struct token *token;

    read_word(s);
    first = word = s->tokens->bytes.data + begin;
    token = token_room(s->tokens);
    s->tokens->len++;
    token->text = (uint32_t)begin;
    token->len = (uint32_t)(s->out - word);
    token->start = s->before + (uint32_t)(start - s->begin);
    token->end = s->before + (uint32_t)(s->p - s->begin);
    token->stems = text_stems(utf8_get(&first, s->out));
    token->ascii = s->bits < 0x80;
}

/* Reads words while LOOK bytes are readable. */
static void read_all_words(struct scan *s, const char *readable)
{
    while (readable - s->p >= LOOK && s->p < s->end) {
        if (read_plain_block(s))
            continue;
        if (!find_next_word(s))
            break;
        read_any_word(s);
    }
}

/* Reads the rest of the text from TAIL, a copy followed by zeros. */
static void read_tail(struct scan *s, char tail[2 * LOOK])
{
    size_t left = (size_t)(s->end - s->p);

    memcpy(tail, s->p, left);
    s->before = (uint32_t)(s->p - s->begin);
    s->begin = s->p = tail;
    s->end = tail + left;
    read_all_words(s, tail + 2 * LOOK);
}

/* tokens.bytes begins with the whole text in lower case, which ASCII words refer to; the other
 * words come after it. */
void tokenize(struct span text, struct tokens *out)
{
    struct scan s = {
        .begin = text.data, .p = text.data, .end = text.data + text.len, .tokens = out};
    char tail[2 * LOOK] = {0};

    assert(text.len < UINT32_MAX / 4);
    out->len = 0;
    if (!text.len)
        return;
    buf_clear(&out->bytes);
    buf_reserve(&out->bytes, text.len + ASCII_BLOCK);
    s.out = out->bytes.data + text.len + ASCII_BLOCK;
    ensure_room(&s);
    read_all_words(&s, s.end);
    read_tail(&s, tail);
    out->bytes.len = (size_t)(s.out - out->bytes.data);
    *s.out = '\0';
}

void tokens_free(struct tokens *t)
{
    free(t->list);
    buf_free(&t->bytes);
    *t = (struct tokens){0};
}
