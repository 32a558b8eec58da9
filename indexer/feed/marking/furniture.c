/* Lines that a site puts around its articles, known by their words. */
#include "indexer/feed/marking/furniture.h"

#include "indexer/feed/marking/lines.h"
#include "indexer/feed/marking/phrases.h"

/* LINE without the signs that lists and headings have at their ends. */
static struct span bare_line(struct span line)
{
    while (line.len && !is_ascii_letter(*line.data) && strchr("*-+>#|_=. ", *line.data))
        line = span_from(line, 1);
    while (line.len && !is_ascii_letter(line.data[line.len - 1]) &&
           strchr(":!*>|#_=- ", line.data[line.len - 1]))
        line.len--;
    return line;
}

/* ---- Share bars ------------------------------------------------------------- */

/* Whether WORD is one of the N words of LIST. */
static bool is_listed(const struct span *list, size_t n, struct span word)
{
    for (size_t i = 0; i < n; i++)
        if (word.len == list[i].len && first_byte(word.data) == first_byte(list[i].data) &&
            span_eq_any_case(word, list[i]))
            return true;
    return false;
}

#define WORD(text)             \
    {                          \
        text, sizeof(text) - 1 \
    }
#define IS_LISTED(list, word) is_listed(list, sizeof(list) / sizeof *(list), word)

/* Takes the next word off S, of letters, digits and hyphens; empty at the end. */
static struct span take_bar_word(struct span *s)
{
    struct span word;

    while (s->len && strchr(" \t|/,.:;+&()[]*-", *s->data))
        *s = span_from(*s, 1);
    word = (struct span){s->data, 0};
    while (word.len < s->len && !strchr(" \t|/,.:;+&()[]*", s->data[word.len]))
        word.len++;
    *s = span_from(*s, word.len);
    return word;
}

/* Whether LINE names nothing but networks and what to do with them: "Share on Facebook", "share
 * facebook whatsapp x print". */
static bool is_share_bar(struct span line)
{
    enum { WORDS_MAX = 16, NETWORKS = 3, BAR_MAX = 160 };
    static const struct span networks[] = {
        WORD("facebook"),  WORD("twitter"),   WORD("x"),       WORD("whatsapp"), WORD("pinterest"),
        WORD("linkedin"),  WORD("telegram"),  WORD("reddit"),  WORD("tumblr"),   WORD("viber"),
        WORD("messenger"), WORD("mastodon"),  WORD("bluesky"), WORD("threads"),  WORD("instagram"),
        WORD("youtube"),   WORD("flipboard"), WORD("pocket"),  WORD("vk"),       WORD("xing"),
        WORD("email"),     WORD("e-mail"),    WORD("mail")};
    static const struct span shares[] = {WORD("share"),    WORD("tweet"),     WORD("teilen"),
                                         WORD("partager"), WORD("compartir"), WORD("condividi")};
    static const struct span deeds[] = {
        WORD("print"),   WORD("copy"),    WORD("link"),   WORD("save"),   WORD("post"),
        WORD("pin"),     WORD("on"),      WORD("via"),    WORD("by"),     WORD("to"),
        WORD("this"),    WORD("article"), WORD("story"),  WORD("shares"), WORD("comments"),
        WORD("comment"), WORD("like"),    WORD("drucken")};
    size_t words = 0, named = 0, shared = 0;
    struct span word;

    if (line.len > BAR_MAX || !line.len || !is_ascii_letter(line.data[line.len - 1]))
        return false;
    while ((word = take_bar_word(&line)).len) {
        bool network = IS_LISTED(networks, word), share = IS_LISTED(shares, word);

        if (++words > WORDS_MAX || (!network && !share && !IS_LISTED(deeds, word)))
            return false;
        named += network;
        shared += share;
    }
    return named >= NETWORKS || (named && shared);
}

/* ---- Notices ---------------------------------------------------------------- */

/* Whether a year follows S's first AT bytes, after blanks. */
static bool year_follows(struct span s, size_t at)
{
    s = span_trim(span_from(s, at));
    return s.len >= 4 && (*s.data == '1' || *s.data == '2') && s.data[1] >= '0' &&
           s.data[1] <= '9' && s.data[2] >= '0' && s.data[2] <= '9';
}

/* Whether LINE has a © with a year, or at its beginning. */
static bool has_dated_sign(struct span line)
{
    static const char sign[] = "©";
    const char *at = memchr(line.data, *sign, line.len);

    while (at && memcmp(at, sign, sizeof sign - 1) != 0)
        at = memchr(at + 1, *sign, (size_t)(line.data + line.len - at - 1));
    return at &&
           (at == line.data || year_follows(line, (size_t)(at - line.data) + sizeof sign - 1));
}

/* Whether REST, of the line after a phrase, begins with no further words of its sentence. */
static bool ends_clause(struct span rest)
{
    rest = span_trim(rest);
    return !rest.len || !is_ascii_letter(*rest.data);
}

static bool is_notice(struct span line)
{
    static const char *const signs[] = {"©", "(c)", "copyright ©", "copyright (c)", "copyright"};
    static const char *const reserved[] = {
        "all rights reserved",       "alle rechte vorbehalten",
        "tous droits réservés",      "todos los derechos reservados",
        "tutti i diritti riservati", "todos os direitos reservados",
        "Все права защищены"};

    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (begins_with(line, reserved[i]) && ends_clause(span_from(line, strlen(reserved[i]))))
            return true;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (begins_with(line, signs[i]) && year_follows(line, strlen(signs[i])))
            return true;
    return has_dated_sign(line);
}

/* ---- Lines ------------------------------------------------------------------ */

/* Whether LINE ends as a sentence, and is longer than those of furniture. */
static bool is_long_sentence(struct span line)
{
    enum { SENTENCE_MIN = 100 }; /* bytes */

    return line.len > SENTENCE_MIN && line.data[line.len - 1] == '.';
}

enum furniture furniture_of(struct span line)
{
    struct span bare = bare_line(line);
    enum furniture kind = FURNITURE_NONE;

    if (!bare.len || line.len > LINE_MAX_RULED)
        return FURNITURE_NONE;
    if (!is_long_sentence(line))
        kind = phrase_kind(line, bare);
    if (kind == FURNITURE_NONE && is_share_bar(line))
        kind = FURNITURE_PIECE;
    return kind == FURNITURE_NONE && is_notice(line) ? FURNITURE_NOTICE : kind;
}

/* Whether the N bytes at S + AT are a word. */
static bool is_word_at(struct span s, size_t at, size_t n)
{
    return (!at || is_blank(s.data[at - 1])) &&
           (at + n == s.len || strchr(" .,:;!?'", s.data[at + n]));
}

/* Whether LINE has WORD, in these letters. */
static bool has_word(struct span line, const char *word)
{
    size_t n = strlen(word);

    for (size_t at = 0; at + n <= line.len; at++)
        if (!memcmp(line.data + at, word, n) && is_word_at(line, at, n))
            return true;
    return false;
}

bool furniture_speaks(struct span line)
{
    static const char *const words[] = {"you", "You", "your",       "Your",       "our",
                                        "Our", "us",  "newsletter", "newsletters"};
    static const char *const parts[] = {"ubscribe",
                                        "opyright",
                                        "ights reserved",
                                        "ermission",
                                        "http://",
                                        "https://",
                                        "www.",
                                        "@",
                                        "ookies",
                                        "irst appeared",
                                        "riginally published",
                                        "iews expressed",
                                        "pinions expressed",
                                        "his article",
                                        "ign up",
                                        "©"};
    static const char *const quotes[] = {"\"", "“", "”", "«", "»", "„"};

    for (size_t i = 0; i < sizeof quotes / sizeof *quotes; i++)
        if (memmem(line.data, line.len, quotes[i], strlen(quotes[i])))
            return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(line, words[i]))
            return true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (memmem(line.data, line.len, parts[i], strlen(parts[i])))
            return true;
    return false;
}
