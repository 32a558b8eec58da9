/* The parameters of a request as the options of a search. */
#ifndef DATELINE_SERVE_PARAMETERS_H
#define DATELINE_SERVE_PARAMETERS_H

#include "searcher/cli/options.h"
#include "serve/target.h"

/* The fault of a parameter. */
struct parameter_fault {
    const char *name; /* NULL: no single one */
    dateline_error err;
};

enum { PARAMETER_FLAGS = 9 };
/* The values of a flag: four that are on, four that are off, and none, which is on. */
extern const char *const parameter_flags[PARAMETER_FLAGS];

/* The row of the option that the parameter NAME stands for; NULL for q and others of no option. */
const struct option_row *parameter_row(const char *name);
/* Appends ROW's help, options without dashes. */
void parameter_help(const struct option_row *row, struct buf *out);

/* Whether NAME is one of those ALLOWED, names with blanks between. */
bool parameter_taken(const char *name, const char *allowed);
/* Whether T has no parameters but those ALLOWED, names with blanks between. */
dateline_status parameters_known(const struct target *t, const char *allowed,
                                 struct parameter_fault *fault);

/* Stores T's parameters into OUT by the rows of search_options, as a command line would, and checks
 * them together. ALLOWED are their names, with blanks between; `q` is the query, `period` stands
 * for --timeline, `id` for --why. A flag is on without a value or with 1, true, yes or on, and off
 * with 0, false, no or off. OUT holds defaults, borrows from T, and is not yet complete
 * (options_complete); the caller frees it, also after a failure. */
dateline_status parameters_read(const struct target *t, const char *allowed, struct options *out,
                                struct parameter_fault *fault);

#endif
