/* Sentences of invented words. */
#include "bench/prose.h"

/* In a thousand words. */
enum { NUMBERS = 22, HYPHENS = 8, COMMAS = 70, QUOTED_SENTENCES = 60 };

static const char *const suffixes[][8] = {
    [WORD_FUNCTION] = {"", "", "", "", "", "", "", ""},
    [WORD_NAME] = {"", "", "", "", "", "", "", "’s"},
    [WORD_NOUN] = {"", "", "", "", "", "s", "s", "'s"},
    [WORD_VERB] = {"", "", "", "", "s", "ed", "ed", "ing"},
    [WORD_QUALITY] = {"", "", "", "", "", "", "ly", "ness"},
    [WORD_BARE] = {"", "", "", "", "", "", "", ""},
};

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

/* A silent e goes before a vowel: "are" + "ing" is "aring". */
static void add_suffix(struct buf *out, const char *suffix)
{
    if (!*suffix)
        return;
    if (is_vowel(*suffix) && out->len && out->data[out->len - 1] == 'e')
        out->len--;
    buf_str(out, suffix);
}

static void add_word(struct prose *p, bool capital)
{
    struct chance *c = p->chance;
    bool topical = p->topic && chance_permille(c, p->topical);
    uint32_t rank = topical ? topic_draw_word(p->topic, c) : lexicon_draw(p->lexicon, c);
    const struct word *w = &p->lexicon->words[rank];
    size_t start = p->out->len;
    buf_add(p->out, w->text, w->len);
    char *first = &p->out->data[start];
    if ((capital || w->class == WORD_NAME) && *first >= 'a' && *first <= 'z')
        *first -= 'a' - 'A';
    add_suffix(p->out, suffixes[w->class][chance_below(c, 8)]);
}

static void add_number(struct prose *p)
{
    struct chance *c = p->chance;
    uint32_t n = chance_zipf(c, 20ull << 32) + 1;
    switch (chance_below(c, 4)) {
    case 0:
        buf_printf(p->out, "%u", 1950 + chance_below(c, 80));
        break;
    case 1:
        buf_printf(p->out, "%u.%u", n % 1000, chance_below(c, 10));
        break;
    default:
        if (n < 1000)
            buf_printf(p->out, "%u", n);
        else
            buf_printf(p->out, "%u,%03u", n / 1000, n % 1000);
    }
}

static void add_token(struct prose *p, bool capital)
{
    if (chance_permille(p->chance, NUMBERS)) {
        add_number(p);
        return;
    }
    add_word(p, capital);
    if (chance_permille(p->chance, HYPHENS)) {
        buf_char(p->out, '-');
        add_word(p, false);
    }
}

static void add_sentence(struct prose *p, uint32_t n)
{
    bool quoted = chance_permille(p->chance, QUOTED_SENTENCES);
    if (quoted)
        buf_str(p->out, "\\\"");
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            buf_str(p->out, chance_permille(p->chance, COMMAS) ? ", " : " ");
        add_token(p, i == 0);
    }
    buf_str(p->out, quoted ? ".\\\"" : chance_below(p->chance, 40) ? "." : "?");
}

void prose_title(struct prose *p, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            buf_char(p->out, ' ');
        add_token(p, i == 0);
    }
}

void prose_body(struct prose *p, uint32_t n)
{
    while (n) {
        uint32_t words = 5 + chance_below(p->chance, 28);
        /* A remainder too short for a sentence joins the last one. */
        if (words + 5 > n)
            words = n;
        add_sentence(p, words);
        n -= words;
        if (n)
            buf_str(p->out, chance_below(p->chance, 4) ? " " : "\\n\\n");
    }
}

void prose_name(struct prose *p, uint32_t rank)
{
    buf_add(p->out, p->lexicon->words[rank].text, p->lexicon->words[rank].len);
}
