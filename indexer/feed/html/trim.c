/* Leaves out the blocks of an article's text that are none of it. */
#include "indexer/feed/html/trim.h"

/* How the pointers to other articles begin, in small letters. */
static const char *const pointers[] = {
    "related",          "read more",     "read also",      "also read",
    "read next",        "see also",      "more on ",       "more from ",
    "recommended",      "you may also",  "you might also", "don't miss",
    "share this",       "share on",      "follow us",      "advertisement",
    "subscribe",        "sign up",       "most read",      "most popular",
    "mehr zum thema",   "mehr dazu",     "lesen sie auch", "lesen sie mehr",
    "auch interessant", "das könnte",    "weiterlesen",    "zum weiterlesen",
    "weitere artikel",  "weitere beitr", "weiterführende", "zum thema",
    "siehe auch",       "teilen",        "anzeige",        "lea también",
    "lea más",          "lea:",          "leer más",       "le puede interesar",
    "te puede inter",   "relacionad",    "notas relacion", "noticias relac",
    "temas relac",      "más noticias",  "ver también",    "síguenos",
    "compartir",        "publicidad",    "lire aussi",     "À lire aussi",
    "a lire aussi",     "lire la suite", "voir aussi",     "sur le même",
    "partager",         "publicité",     "leggi anche",    "leggi tutto",
    "articoli corr",    "condividi",     "leia também",    "leia mais",
    "veja também",      "siga-nos",      "compartilh",     "czytaj też",
    "czytaj także",     "zobacz też",    "zobacz także",   "przeczytaj",
    "udostępnij",       "lees ook",      "lees meer",      "les også",
    "läs också",        "läs mer",       "Читайте также",  "Читать далее",
    "Смотрите также",   "По теме",
};

/* Whether S ends like a sentence. */
static bool ends_sentence(struct span s)
{
    static const char *const ends[] = {".", "!", "?", "…",  "\"", ")",  "”", "»",
                                       "“", "’", "'", "。", "！", "？", "」"};

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (s.len >= strlen(ends[i]) &&
            !memcmp(s.data + s.len - strlen(ends[i]), ends[i], strlen(ends[i])))
            return true;
    return false;
}

/* The length of the phrase of a pointer at the start of S; 0: none. */
static size_t phrase_length(struct span s)
{
    for (size_t i = 0; i < sizeof pointers / sizeof *pointers; i++)
        if (span_begins_any_case(s, pointers[i]))
            return strlen(pointers[i]);
    return 0;
}

/* Whether a block is a pointer to another article, or the heading of such ones. A sentence may
 * begin with the same words: a pointer is a heading, has a link or a colon, or is short and no
 * sentence. */
static bool is_pointer(const struct prose *p, size_t block)
{
    enum { POINTER_MAX = 160, SHORT_MAX = 60, COLON_WITHIN = 30 }; /* bytes */
    const struct prose_block *b = &p->blocks[block];
    struct span s = prose_text(p, block), rest;
    size_t len;

    while (s.len && strchr("*>-+.:( ", *s.data))
        s = span_from(s, 1);
    len = s.len <= POINTER_MAX ? phrase_length(s) : 0;
    if (!len)
        return false;
    rest = span_from(s, len);
    if (rest.len > COLON_WITHIN)
        rest.len = COLON_WITHIN;
    return b->kind == BLOCK_HEADING || b->linked * 4 > b->len || s.data[len - 1] == ':' ||
           (rest.len && memchr(rest.data, ':', rest.len)) ||
           (s.len <= SHORT_MAX && !ends_sentence(s));
}

static void drop_pointers(struct prose *p)
{
    for (size_t i = 0; i < p->len; i++)
        if (p->blocks[i].kind != BLOCK_CODE && is_pointer(p, i))
            p->blocks[i].left_out = true;
}

/* Leaves out headings with nothing under them, as their text was left out. */
static void drop_lone_headings(struct prose *p)
{
    unsigned below = 0; /* the level of the heading that comes next, 0: text comes next */
    bool end = true;

    for (size_t i = p->len; i--;) {
        struct prose_block *b = &p->blocks[i];

        if (b->left_out)
            continue;
        if (b->kind != BLOCK_HEADING) {
            below = 0;
            end = false;
        } else if (end || (below && below <= b->level && below > 1)) {
            b->left_out = true;
        } else {
            below = b->level;
        }
    }
}

/* Leaves out short lines after the last sentence, unless they are many: verse has no full stops. */
static void drop_tail(struct prose *p)
{
    enum { SHORT = 80, MANY = 12 }; /* bytes; blocks */
    size_t from = p->len, lines = 0;

    for (; from && lines < MANY; from--) {
        const struct prose_block *b = &p->blocks[from - 1];

        if (!b->left_out && (b->kind == BLOCK_CODE || b->kind == BLOCK_ITEM || b->len > SHORT ||
                             ends_sentence(prose_text(p, from - 1))))
            break;
        lines += !b->left_out;
    }
    for (size_t i = from; lines < MANY && lines * 2 < p->len && i < p->len; i++)
        p->blocks[i].left_out = true;
}

void prose_trim(struct prose *p)
{
    drop_pointers(p);
    drop_tail(p);
    drop_lone_headings(p);
}
