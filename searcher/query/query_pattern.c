/* Reads and compares patterns of letters. */
#include "searcher/query/query_pattern.h"

#include "core/utf8.h"
#include "searcher/query/query_text.h"
#include "text/fold.h"

static bool is_wildcard_sign(char c)
{
    return c == '*' || c == '?';
}

static bool has_wildcard_sign(struct span text)
{
    return memchr(text.data, '*', text.len) || memchr(text.data, '?', text.len);
}

/* The first byte from FROM on that is no letter. */
static uint32_t letters_end(struct span text, uint32_t from)
{
    uint32_t next;

    for (; from < text.len && text_is_word(query_char(text, from, &next)); from = next)
        ;
    return from;
}

/* The first byte from FROM on that is a letter. */
static uint32_t letters_start(struct span text, uint32_t from)
{
    uint32_t next;

    for (; from < text.len && !text_is_word(query_char(text, from, &next)); from = next)
        ;
    return from;
}

/* ---- Reading -------------------------------------------------------------------- */

/* The letters and signs in TEXT if they are a pattern with a sign between letters and all else is
 * punctuation; else an empty span. */
static struct span find_pattern(struct span text)
{
    uint32_t start = letters_start(text, 0), end = letters_end(text, start);
    bool between = false;

    if (start && is_wildcard_sign(text.data[start - 1]))
        return (struct span){0};
    while (end < text.len && is_wildcard_sign(text.data[end])) {
        uint32_t after = end;

        while (after < text.len && is_wildcard_sign(text.data[after]))
            after++;
        if (letters_end(text, after) == after)
            break;
        between = true;
        end = letters_end(text, after);
    }
    while (end < text.len && text.data[end] == '*')
        end++;
    return between && letters_start(text, end) == text.len
               ? (struct span){text.data + start, end - start}
               : (struct span){0};
}

/* Appends the folded form of LETTERS; false unless they are one word that folds to letters. */
static bool add_folded_letters(struct query_reader *r, struct span letters, struct buf *out)
{
    struct span word;

    tokenize(letters, &r->tokens);
    if (r->tokens.len != 1 || r->tokens.list[0].end != letters.len)
        return false;
    word = token_word(&r->tokens, 0);
    if (fold_word(word, &r->folded))
        word = buf_span(&r->folded);
    buf_span_add(out, word);
    return letters_end(word, 0) == word.len; /* a fraction folds to its digits and a slash */
}

/* Appends PATTERN folded, with one asterisk for several. */
static bool fold_pattern(struct query_reader *r, struct span pattern, struct buf *out)
{
    for (uint32_t at = 0, end; at < pattern.len; at = end) {
        end = letters_end(pattern, at);
        if (end > at && !add_folded_letters(r, (struct span){pattern.data + at, end - at}, out))
            return false;
        for (char before = '\0'; end < pattern.len && is_wildcard_sign(pattern.data[end]); end++) {
            if (pattern.data[end] == '?' || before != '*')
                buf_char(out, pattern.data[end]);
            before = pattern.data[end];
        }
    }
    return true;
}

dateline_status query_pattern(struct query_reader *r, uint32_t start, uint32_t end,
                              enum schema_field field, struct query_node **out)
{
    struct span text = {r->text.data + start, end - start}, pattern = {0};
    struct buf folded = {0};
    struct query_node *n;

    *out = NULL;
    if (has_wildcard_sign(text))
        pattern = find_pattern(text);
    if (!pattern.len || pattern.len > QUERY_PATTERN_BYTES || !fold_pattern(r, pattern, &folded)) {
        buf_free(&folded);
        return DATELINE_OK;
    }
    start = (uint32_t)(pattern.data - r->text.data);
    end = start + (uint32_t)pattern.len;
    *out = n = query_node_new(r, QUERY_WILDCARD, start, end);
    n->field = field;
    n->words = arena_zalloc(&r->memory, sizeof *n->words);
    n->words[n->n_words++] = query_copy(r, buf_span(&folded));
    buf_free(&folded);
    if (query_first_of(r, FORM_PATTERN))
        query_warn(r, start, end, "is read as a pattern: ? is one letter, * any number of them");
    return query_count_word(r, start, end);
}

/* ---- What is no pattern ---------------------------------------------------------- */

static uint32_t count_asterisks(struct span text)
{
    uint32_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += text.data[i] == '*';
    return n;
}

/* Whether a question mark stands between letters, in what is no address. */
static bool has_question_within(struct span text)
{
    const char *mark = text.len ? memchr(text.data, '?', text.len) : NULL;
    uint32_t at = mark ? (uint32_t)(mark - text.data) : 0;

    return at && letters_end(text, at + 1) > at + 1 && !memchr(text.data, '/', text.len) &&
           !memchr(text.data, '=', text.len) && !memchr(text.data, ':', text.len);
}

/* How many question marks TEXT begins with. */
static uint32_t count_questions(struct span text)
{
    uint32_t n = 0;

    while (n < text.len && text.data[n] == '?')
        n++;
    return n;
}

void query_pattern_warn(struct query_reader *r, uint32_t start, uint32_t end, uint32_t used)
{
    struct span text = {r->text.data + start, end - start};
    uint32_t letters;

    if (!has_wildcard_sign(text))
        return;
    letters = letters_start(text, 0);
    if (letters && letters < text.len &&
        (text.data[letters - 1] == '*' || count_questions(text) == letters))
        query_warn(r, start, end,
                   "has a %c that is left out: words are found by their first letters, as in wild*",
                   text.data[letters - 1]);
    else if (count_asterisks(text) > used)
        query_warn(r, start, end,
                   "has a * that is left out: * is a wildcard only in a single word");
    else if (has_question_within(text))
        query_warn(r, start, end,
                   "has a ? that is left out: ? is a wildcard only in a single word");
}

/* Whether the sign at AT of TEXT would be a wildcard outside quotes: after a letter, and a question
 * mark before one, too. */
static bool may_be_wildcard(struct span text, uint32_t at)
{
    unsigned char before = at ? (unsigned char)text.data[at - 1] : ' ';

    if (!is_wildcard_sign(text.data[at]) || (before < 0x80 && !text_is_word(before)))
        return false;
    return text.data[at] == '*' ||
           (letters_end(text, at + 1) > at + 1 && has_question_within(text));
}

void query_quoted_wildcard(struct query_reader *r, uint32_t start, uint32_t end, const char *why)
{
    struct span text = {r->text.data + start, end - start};
    uint32_t at = 0;

    while (at < text.len && !may_be_wildcard(text, at))
        at++;
    if (at < text.len && query_first_of(r, FORM_QUOTED))
        query_warn(r, start + at, start + at + 1, "is left out: %s", why);
}

/* ---- Comparing ------------------------------------------------------------------- */

size_t query_pattern_prefix(struct span pattern)
{
    size_t len = 0;

    while (len < pattern.len && !is_wildcard_sign(pattern.data[len]))
        len++;
    return len;
}

bool query_pattern_matches(struct span pattern, struct span word)
{
    uint32_t p = 0, w = 0, star = UINT32_MAX, from = 0; /* after the last `*`; its letters' end */

    while (w < word.len) {
        char c = p < pattern.len ? pattern.data[p] : '\0';

        if (c == '*') {
            star = ++p;
            from = w;
        } else if (c == '?') {
            p++;
            query_char(word, w, &w);
        } else if (p < pattern.len && c == word.data[w]) {
            p++;
            w++;
        } else if (star != UINT32_MAX) {
            p = star;
            query_char(word, from, &from);
            w = from;
        } else {
            return false;
        }
    }
    while (p < pattern.len && pattern.data[p] == '*')
        p++;
    return p == pattern.len;
}
