/* Any bytes as an article's title and body, parted by the first newline: what
 * must hold of words, folded forms and terms. */
#include "fuzz.h"

#include "indexer/invert/analysis.h"
#include "text/fold.h"
#include "text/text.h"

const char *const fuzz_seeds[] = {
    "Harbour reopens\nThe harbour’s ships, 1,250.75 of them, sail again; U.N. says R&D x++ y#.",
    "Erdoğan\nÉTÉ e\u0301te\u0301 ёлка й が ไทย हिन्दी مُحَمَّد Straße ﬁn Ⅷ ½ ａｂ 日本 ΟΔΟΣ",
    "\xE9t\xE9\nx\u200By \uFEFF a'b''c 1.2,3;4 \xED\xA0\x80 \xF4\x90 U.S.A1 \u0301 ❤\uFE0F",
    NULL,
};

/* A word is what its own bytes of the text give, and what itself gives. */
static void check_alone(struct span text, const struct tokens *t, size_t i)
{
    const struct token *token = &t->list[i];
    struct span word = token_word(t, i);
    struct tokens alone = {0};

    tokenize((struct span){text.data + token->start, token->end - token->start}, &alone);
    FUZZ_CHECK(alone.len == 1 && span_eq(token_word(&alone, 0), word));
    FUZZ_CHECK(alone.list[0].stems == token->stems && alone.list[0].ascii == token->ascii);
    tokenize(word, &alone);
    FUZZ_CHECK(alone.len == 1 && span_eq(token_word(&alone, 0), word));
    tokens_free(&alone);
}

static void check_folded(struct span word, bool ascii)
{
    struct buf once = {0}, twice = {0};
    struct tokens t = {0};

    if (fold_word(word, &once)) {
        FUZZ_CHECK(!ascii && once.len && !span_eq(buf_span(&once), word));
        FUZZ_CHECK(!fold_word(buf_span(&once), &twice));
        tokenize(buf_span(&once), &t);
        FUZZ_CHECK(t.len == 1 && span_eq(token_word(&t, 0), buf_span(&once)));
    }
    FUZZ_CHECK(!twice.len);
    buf_free(&once);
    buf_free(&twice);
    tokens_free(&t);
}

static void check_words(struct span text)
{
    struct tokens t = {0};
    uint32_t last = 0;

    tokenize(text, &t);
    for (size_t i = 0; i < t.len; i++) {
        FUZZ_CHECK(t.list[i].start >= last && t.list[i].start < t.list[i].end);
        last = t.list[i].end;
        FUZZ_CHECK(last <= text.len);
        FUZZ_CHECK(t.list[i].text + t.list[i].len <= t.bytes.len);
        check_alone(text, &t, i);
        check_folded(token_word(&t, i), t.list[i].ascii);
    }
    tokens_free(&t);
}

static void check_terms(struct analyser *a, const struct analysed *out)
{
    char *seen = calloc(analyser_terms(a) + 1, 1);
    uint64_t length = 0;

    for (size_t i = 0; i < out->len; i++) {
        const struct analysed_term *term = &out->terms[i];
        struct span name = analyser_term(a, term->term);

        FUZZ_CHECK(!seen[term->term]++);
        FUZZ_CHECK(name.len && term->wdf && term->wdf >= term->n_positions);
        FUZZ_CHECK((name.data[0] == 'Z') == !term->n_positions);
        FUZZ_CHECK(!term->n_positions || term->positions[0]);
        for (uint32_t k = 1; k < term->n_positions; k++)
            FUZZ_CHECK(term->positions[k - 1] < term->positions[k]);
        length += term->wdf;
    }
    FUZZ_CHECK(length == out->length);
    free(seen);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct stemmer *stemmer;
    static struct analyser *analyser;
    const uint8_t *cut = size ? memchr(data, '\n', size) : NULL;
    struct span title = {(const char *)data, cut ? (size_t)(cut - data) : 0};
    struct span body = {(const char *)data + title.len, size - title.len};
    struct analysed out;

    if (!analyser) {
        FUZZ_CHECK(stemmer_open("english", &stemmer, NULL) == DATELINE_OK);
        analyser = analyser_open(stemmer);
    }
    if (analyser_memory(analyser) > 4 << 20)
        analyser_reset(analyser);
    check_words(title);
    check_words(body);
    analyser_article(analyser, title, body, (struct span){0}, &out);
    check_terms(analyser, &out);
    return 0;
}
