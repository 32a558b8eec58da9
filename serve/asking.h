/* The parameters, limits and answers that all questions of the API share. */
#ifndef DATELINE_SERVE_ASKING_H
#define DATELINE_SERVE_ASKING_H

#include "serve/exchange.h"
#include "serve/parameters.h"

enum { ASKING_PAGE_MAX = 1000 }; /* hits of one reply; an export has any number */

/* Prepares O for X: reads the parameters over what O holds, completes it, borrows an engine and
 * sets the limits. False if the reply is the problem. */
bool asking_read(struct exchange *x, struct options *o);
/* Limits Q to what remains of X's time; X has an engine. */
void asking_limit(const struct exchange *x, struct question *q);
/* Whether O's page of results is neither too long nor too deep. */
dateline_status asking_page_fits(const struct exchange *x, const struct options *o,
                                 struct parameter_fault *fault);
/* The same; false if the reply is the problem. */
bool asking_page(struct exchange *x, const struct options *o);
/* Answers O and renders the answer as the whole reply. */
void asking_answer(struct exchange *x, const struct options *o);
/* Appends A, rendered as O says, to the reply's body, without what begins and ends an output. */
dateline_status asking_render(struct exchange *x, const struct options *o, struct answer *a,
                              dateline_error *err);
/* Tells the client of warnings, which the programs write to standard error. */
void asking_warn(struct exchange *x, char *const *lines, size_t n);
/* The type of a reply in format F. */
const char *asking_type(enum render_format f);

#endif
