/* The web page: searching, reading, and a feed, all of it without a script; page/page.js adds what
 * needs one. The state of a page is its address. */
#ifndef DATELINE_SERVE_PAGE_H
#define DATELINE_SERVE_PAGE_H

#include "serve/asking.h"
#include "serve/html.h"

/* A question as a page's address has it. */
struct page_question {
    struct options options;
    enum period_unit unit; /* of the timeline; PERIOD_NONE: to be chosen */
    dateline_error fault;  /* what is wrong with it; empty: nothing */
};

/* Reads X's parameters and makes a complete question, of every article where something is wrong
 * with them. The caller frees *OUT with options_free. */
void page_read(struct exchange *x, struct page_question *out);

/* Begin and end a page of TITLE; the form has the values of X's parameters. */
void page_begin(struct exchange *x, struct span title);
void page_end(struct exchange *x);
/* engine_answer() of X's engine, within what is left of X's time: a page asks several questions. */
dateline_status page_answer(struct exchange *x, const struct question *q, struct answer **out,
                            dateline_error *err);
/* "dated by its file name" and the like, for people; NULL if the date needs no comment. */
const char *page_date_source(enum date_source s);
/* A paragraph of CLASS for each line. */
void page_lines(struct buf *out, const char *class_name, char *const *lines, size_t n);

/* The timeline of the question, as a chart whose bars are links and as a table. */
dateline_status page_chart(struct exchange *x, const struct page_question *q, dateline_error *err);
/* Links that narrow O's question, to sources, languages and undated articles. */
dateline_status page_narrow(struct exchange *x, const struct options *o, dateline_error *err);
/* Appends the hits of A, which answers O's question, to OUT: items with links to articles. A hit
 * with nearly the text of one before is folded under that. */
dateline_status page_hits(struct exchange *x, const struct options *o, struct answer *a,
                          struct buf *out, dateline_error *err);

#endif
