#include "tests/text_listing.h"

#include <stdlib.h>

#include "core/alloc.h"

struct listed_term {
    struct buf text;
    unsigned wdf;
    bool positioned;
};

struct listed_posting {
    size_t term;
    unsigned position;
};

struct listing {
    const struct listing_options *opts;
    struct stemmer *stemmer;
    struct listed_term *terms;
    size_t n_terms, terms_cap;
    struct listed_posting *postings;
    size_t n_postings, postings_cap;
    unsigned position;
};

/* Counts an occurrence of a term; returns its place. */
static size_t count(struct listing *l, const char *kind, struct span word)
{
    struct buf text = {0};
    size_t i;

    buf_printf(&text, "%s%s", kind, l->opts->prefix);
    buf_span_add(&text, word);
    for (i = 0; i < l->n_terms; i++)
        if (span_eq(buf_span(&l->terms[i].text), buf_span(&text)))
            break;
    if (i == l->n_terms) {
        GROW(l->terms, l->n_terms, l->terms_cap);
        l->terms[l->n_terms++] = (struct listed_term){.text = text};
    } else {
        buf_free(&text);
    }
    l->terms[i].wdf += l->opts->wdf;
    return i;
}

static void list_word(struct listing *l, struct span word, bool stems)
{
    struct span stem = stems ? stemmer_stem(l->stemmer, word) : (struct span){0};
    size_t term;

    if (word.len > l->opts->max_len)
        return;
    term = count(l, "", word);
    if (!l->opts->no_positions) {
        GROW(l->postings, l->n_postings, l->postings_cap);
        l->postings[l->n_postings++] = (struct listed_posting){term, ++l->position};
        l->terms[term].positioned = true;
    }
    if (stem.len)
        count(l, "Z", stem);
}

static void list_text(struct listing *l, struct span text)
{
    struct tokens t = {0};

    tokenize(text, &t);
    for (size_t i = 0; i < t.len; i++)
        list_word(l, token_word(&t, i), t.list[i].stems);
    tokens_free(&t);
}

static void list_calls(struct listing *l, struct span text)
{
    const char *cut;

    while (l->opts->calls && text.len && (cut = memchr(text.data, '\x1E', text.len))) {
        size_t len = (size_t)(cut - text.data);

        list_text(l, (struct span){text.data, len});
        l->position += l->opts->gap;
        text = (struct span){cut + 1, text.len - len - 1};
    }
    list_text(l, text);
}

static void write_posting(const struct listing *l, const struct listed_posting *p, struct buf *out)
{
    const struct listed_term *t = &l->terms[p->term];

    buf_printf(out, "%s%s/%u", out->len ? " " : "", t->text.data, p->position);
    if (l->opts->wdf != 1)
        buf_printf(out, "*%u", t->wdf);
}

static int by_text(const void *a, const void *b)
{
    return span_cmp(buf_span(&((const struct listed_term *)a)->text),
                    buf_span(&((const struct listed_term *)b)->text));
}

void listing_write(struct buf *out, struct span text, const struct listing_options *opts,
                   struct stemmer *stemmer)
{
    struct listing l = {.opts = opts, .stemmer = stemmer};

    buf_clear(out);
    list_calls(&l, text);
    for (size_t i = 0; i < l.n_postings; i++)
        write_posting(&l, &l.postings[i], out);
    if (l.n_terms)
        qsort(l.terms, l.n_terms, sizeof *l.terms, by_text);
    for (size_t i = 0; i < l.n_terms; i++) {
        if (!l.terms[i].positioned)
            buf_printf(out, "%s%s~%u", out->len ? " " : "", l.terms[i].text.data, l.terms[i].wdf);
        buf_free(&l.terms[i].text);
    }
    if (opts->end_position)
        buf_printf(out, " @%u", l.position);
    buf_add(out, "", 0);
    free(l.terms);
    free(l.postings);
}
