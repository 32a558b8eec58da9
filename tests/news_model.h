/* An archive and what a query finds in it, by reading every article: the
 * oracle for search. Its words are split here, its queries are trees of its own;
 * of the project it uses the stemmer and the calendar. */
#ifndef DATELINE_TESTS_NEWS_MODEL_H
#define DATELINE_TESTS_NEWS_MODEL_H

#include "core/arena.h"
#include "core/article.h"
#include "text/stem.h"

/* A word of a text. Two are neighbours if nothing stands between them: what the
 * model cannot split is a word that equals no other. */
struct model_word {
    struct span word, stem;
};
struct model_text {
    struct model_word *words;
    size_t len, cap;
};
struct model_article {
    struct article article; /* its spans in the model's memory */
    struct model_text title, body;
    bool live;
};
struct model {
    struct arena memory;
    struct stemmer *stemmer;
    struct model_article *articles;
    size_t len, cap;
    struct span *words; /* for queries: those that every text's splitting is sure of */
    size_t n_words, cap_words;
    struct span *unsure; /* parts of what it is not */
    size_t n_unsure, cap_unsure;
    struct model_odd { /* ASCII letters at both ends of what has others between */
        struct span start, end;
    } * odd;
    size_t n_odd, cap_odd;
};

void model_open(struct model *m);
void model_close(struct model *m);
/* Adds A, or replaces what has its id. */
void model_add(struct model *m, const struct article *a);
void model_delete(struct model *m, size_t at);
/* An article of words that come often, with a date, or part of one, or none. */
struct article model_draw(struct model *m, unsigned *seed, unsigned number);
/* Fills in the words to ask for, after all articles were added. */
void model_prepare(struct model *m);

/* A query as text, and which articles it finds. */
struct model_query;
/* NEARNESS: with operators that count words, for which all splitting must be sure. */
struct model_query *model_query_draw(struct model *m, unsigned *seed, bool nearness);
void model_query_write(const struct model_query *q, struct buf *out);
bool model_matches(const struct model_article *a, const struct model_query *q);
/* Whether all of the article's date is in the range; 0 for an open end. */
bool model_in_range(const struct model_article *a, dateline_day first, dateline_day last);

#endif
