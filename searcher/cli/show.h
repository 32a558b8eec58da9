/* Whole articles. */
#ifndef DATELINE_SEARCHER_CLI_SHOW_H
#define DATELINE_SEARCHER_CLI_SHOW_H

#include "searcher/cli/options.h"
#include "searcher/engine/engine.h"

/* Prints the articles that --show names, the words of a QUERY marked, through a pager for a person.
 * Returns the program's exit status: of the ids that the index lacks, the others are printed. */
int show_articles(struct engine *e, const struct options *o);

#endif
