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

enum bar_word { OTHER_WORD, NETWORK, SHARE, DEED };

static const struct phrase bar_words[] = {
    {"article", DEED, 0},      {"bluesky", NETWORK, 0},   {"by", DEED, 0},
    {"compartir", SHARE, 0},   {"comments", DEED, 0},     {"comment", DEED, 0},
    {"condividi", SHARE, 0},   {"copy", DEED, 0},         {"drucken", DEED, 0},
    {"e-mail", NETWORK, 0},    {"email", NETWORK, 0},     {"facebook", NETWORK, 0},
    {"flipboard", NETWORK, 0}, {"instagram", NETWORK, 0}, {"like", DEED, 0},
    {"linkedin", NETWORK, 0},  {"link", DEED, 0},         {"mail", NETWORK, 0},
    {"mastodon", NETWORK, 0},  {"messenger", NETWORK, 0}, {"on", DEED, 0},
    {"partager", SHARE, 0},    {"pinterest", NETWORK, 0}, {"pin", DEED, 0},
    {"pocket", NETWORK, 0},    {"post", DEED, 0},         {"print", DEED, 0},
    {"reddit", NETWORK, 0},    {"save", DEED, 0},         {"share", SHARE, 0},
    {"shares", DEED, 0},       {"story", DEED, 0},        {"teilen", SHARE, 0},
    {"telegram", NETWORK, 0},  {"this", DEED, 0},         {"threads", NETWORK, 0},
    {"to", DEED, 0},           {"tumblr", NETWORK, 0},    {"tweet", SHARE, 0},
    {"twitter", NETWORK, 0},   {"via", DEED, 0},          {"viber", NETWORK, 0},
    {"vk", NETWORK, 0},        {"whatsapp", NETWORK, 0},  {"x", NETWORK, 0},
    {"xing", NETWORK, 0},      {"youtube", NETWORK, 0},
};

static enum bar_word bar_word_of(struct span word)
{
    struct phrases p = phrases_opening(bar_words, sizeof bar_words / sizeof *bar_words, word);

    for (size_t i = 0; i < p.len; i++)
        if (strlen(p.list[i].text) == word.len && span_begins_any_case(word, p.list[i].text))
            return (enum bar_word)p.list[i].kind;
    return OTHER_WORD;
}

/* Takes the next word off S, of letters, digits and hyphens; empty at the end. */
static struct span take_bar_word(struct span *s)
{
    struct span word;

    while (s->len && !is_ascii_letter(*s->data) && strchr(" \t|/,.:;+&()[]*-", *s->data))
        *s = span_from(*s, 1);
    word = (struct span){s->data, 0};
    while (word.len < s->len &&
           (is_ascii_letter(s->data[word.len]) || !strchr(" \t|/,.:;+&()[]*", s->data[word.len])))
        word.len++;
    *s = span_from(*s, word.len);
    return word;
}

/* Whether LINE names nothing but networks and what to do with them: "Share on Facebook", "share
 * facebook whatsapp x print". */
static bool is_share_bar(struct span line)
{
    enum { WORDS_MAX = 16, NETWORKS = 3, BAR_MAX = 160 };
    size_t words = 0, named = 0, shared = 0;
    struct span word;

    if (line.len > BAR_MAX || !line.len || !is_ascii_letter(line.data[line.len - 1]))
        return false;
    while ((word = take_bar_word(&line)).len) {
        enum bar_word kind = bar_word_of(word);

        if (++words > WORDS_MAX || kind == OTHER_WORD)
            return false;
        named += kind == NETWORK;
        shared += kind == SHARE;
    }
    return named >= NETWORKS || (named && shared);
}

/* ---- Notices ---------------------------------------------------------------- */

/* Whether LINE has a © with a year, or at its beginning. */
static bool has_dated_sign(struct span line)
{
    static const char sign[] = "©";
    const char *at = memchr(line.data, *sign, line.len);

    while (at && memcmp(at, sign, sizeof sign - 1) != 0)
        at = memchr(at + 1, *sign, (size_t)(line.data + line.len - at - 1));
    return at && (at == line.data ||
                  begins_with_year(span_from(line, (size_t)(at - line.data) + sizeof sign - 1)));
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
    enum furniture kind;

    if (!bare.len || line.len > LINE_MAX_RULED)
        return FURNITURE_NONE;
    kind = phrase_kind(line, bare);
    if (kind != FURNITURE_NOTICE && is_long_sentence(line))
        kind = FURNITURE_NONE;
    if (kind == FURNITURE_NONE && is_share_bar(line))
        kind = FURNITURE_PIECE;
    return kind == FURNITURE_NONE && has_dated_sign(line) ? FURNITURE_NOTICE : kind;
}

/* Whether LINE has a word to readers, or of those who speak to them, in these letters. */
static bool has_word_to_readers(struct span line)
{
    static const char *const words[] = {"you", "You", "your",       "Your",       "our",
                                        "Our", "us",  "newsletter", "newsletters"};

    for (size_t at = 0, end; at < line.len; at = end + 1) {
        for (end = at; end < line.len && !is_blank(line.data[end]); end++)
            ;
        if (!strchr("yYoOun", line.data[at]))
            continue;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
            size_t n = strlen(words[i]);

            if (n <= end - at && !memcmp(line.data + at, words[i], n) &&
                (n == end - at || strchr(".,:;!?'", line.data[at + n])))
                return true;
        }
    }
    return false;
}

bool furniture_speaks(struct span line)
{
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
    if (has_word_to_readers(line))
        return true;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (memmem(line.data, line.len, parts[i], strlen(parts[i])))
            return true;
    return false;
}
