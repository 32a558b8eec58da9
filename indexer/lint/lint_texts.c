/* Looks for faults in the texts of articles, and for their languages. */
#include "core/character.h"
#include "core/utf8.h"
#include "indexer/lint/lint_state.h"

static void lint_repeated(struct lint *l, const struct article *a, const struct place *at)
{
    struct span text = article_searched(a, &l->searched);

    if (l->counts.articles > LINT_SEEN_MAX)
        return;
    if (!id_set_add(&l->ids, a->id)) {
        lint_say(l, "its id came before: add keeps the last one");
        lint_found_in(l, LINT_REPEATED_ID, a, at);
    }
    if (text.len >= LINT_TEXT_MIN && !id_set_add(&l->texts, text)) {
        lint_say(l, "its text came before, with another id or the same");
        lint_found_in(l, LINT_REPEATED_TEXT, a, at);
    }
}

static void lint_boilerplate(struct lint *l, const struct article *a, const struct place *at)
{
    enum { SHOWN = 60 };
    struct marked_text m = {.text = a->body, .marks = a->marks};
    struct span piece, first = {0}, rest, shown;
    size_t bytes = 0;
    enum mark kind;

    while (marked_next(&m, &piece, &kind)) {
        first = kind == MARK_BOILERPLATE && !first.len ? piece : first;
        bytes += kind == MARK_BOILERPLATE ? piece.len : 0;
    }
    if (!bytes)
        return;
    rest = first;
    shown = utf8_cut(span_take_line(&rest), SHOWN);
    buf_clear(&l->searched);
    character_add_safe(&l->searched, shown);
    lint_say(l, "has %zu bytes of boilerplate, which is not searched: \"%s%s\"", bytes,
             l->searched.data, shown.len < first.len ? "..." : "");
    lint_found_in(l, LINT_BOILERPLATE, a, at);
}

/* The number of times that TEXT has SIGN. */
static size_t count_sign(struct span text, const char *sign)
{
    size_t n = 0, len = strlen(sign);
    const char *at;

    while (text.len >= len && (at = memmem(text.data, text.len, sign, len))) {
        n++;
        text = span_from(text, (size_t)(at - text.data) + len);
    }
    return n;
}

static void lint_characters(struct lint *l, const struct article *a, const struct place *at)
{
    /* An apostrophe and accented letters, as UTF-8 that was read as Windows-1252. */
    static const char *const twice[] = {"\u00e2\u20ac", "\u00c3\u00a9", "\u00c3\u00a4",
                                        "\u00c3\u00b6", "\u00c3\u00bc", "\u00c3\u00a8"};
    size_t lost = count_sign(a->body, "\uFFFD") + count_sign(a->title, "\uFFFD"), wrong = 0;

    for (size_t i = 0; i < sizeof twice / sizeof *twice; i++)
        wrong += count_sign(a->body, twice[i]) + count_sign(a->title, twice[i]);
    if (!lost && !wrong)
        return;
    if (lost)
        lint_say(l, "has %zu lost characters (U+FFFD)", lost);
    else
        lint_say(l, "has %zu characters that were read in a wrong encoding, such as \u00c3\u00a9",
                 wrong);
    lint_found_in(l, LINT_CHARACTERS, a, at);
}

/* ---- Languages ------------------------------------------------------------ */

/* Whether LANG, as an article names it, is the language of L. */
static bool is_language(struct lint *l, struct span lang)
{
    struct stemmer *named;
    struct buf code = {0};
    bool is = false;

    for (size_t i = 0; i < lang.len && lang.data[i] != '-' && lang.data[i] != '_'; i++)
        buf_char(&code, lang.data[i]);
    if (code.len && stemmer_open(code.data, &named, NULL) == DATELINE_OK) {
        is = !strcmp(stemmer_language(named), stemmer_language(l->language));
        stemmer_close(named);
    }
    buf_free(&code);
    return is;
}

/* Tells of the text of A if it seems to be in another language. */
static void lint_text_language(struct lint *l, const struct article *a, const struct place *at)
{
    const char *own = stemmer_language(l->language);
    const char *other = language_other(&l->scan, own, article_searched(a, &l->searched));

    if (!other)
        return;
    lint_say(l, "seems to be in %s, not %s", other, own);
    lint_found_in(l, LINT_LANGUAGE, a, at);
}

static void lint_language(struct lint *l, const struct article *a, const struct place *at)
{
    if (!l->language)
        return;
    if (!a->lang.len || !span_eq(a->lang, buf_span(&l->other))) {
        if (!a->lang.len || is_language(l, a->lang)) {
            lint_text_language(l, a, at);
            return;
        }
        buf_clear(&l->other);
        buf_span_add(&l->other, a->lang);
    }
    lint_say(l, "is in '%.*s', not %s", (int)a->lang.len, a->lang.data,
             stemmer_language(l->language));
    lint_found_in(l, LINT_LANGUAGE, a, at);
}

/* ---- Texts ---------------------------------------------------------------- */

void lint_texts(struct lint *l, const struct article *a, const struct place *at)
{
    if (!a->body.len) {
        lint_say(l, "has a title and no text");
        lint_found_in(l, LINT_EMPTY, a, at);
    }
    lint_repeated(l, a, at);
    lint_boilerplate(l, a, at);
    lint_characters(l, a, at);
    lint_language(l, a, at);
}
