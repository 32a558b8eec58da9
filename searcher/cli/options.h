/* The options of dateline-search, for its command line and for the parameters of dateline-serve. */
#ifndef DATELINE_SEARCHER_CLI_OPTIONS_H
#define DATELINE_SEARCHER_CLI_OPTIONS_H

#include "program/options.h"
#include "program/program.h"
#include "searcher/render/render.h"

enum { BATCH_MAX_THREADS = 256 };

/* The orders of hits; from SORT_COUNT on, those of a facet's values. */
enum sort_wanted {
    SORT_DEFAULT,
    SORT_RELEVANCE,
    SORT_NEWEST,
    SORT_OLDEST,
    SORT_COUNT,
    SORT_VALUE,
};
enum total_wanted { TOTAL_DEFAULT, TOTAL_WANTED, TOTAL_UNWANTED };

struct options {
    struct option_operands operands; /* rest: the words of QUERY */
    const char *batch;               /* a file or "-" */
    const char *why, *like;          /* ids, as those of SHOWS */
    const char **shows;              /* owned */
    size_t n_shows, cap_shows;
    struct buf query; /* the QUERY arguments joined by blanks */
    struct question question;
    struct render_options render;
    struct option_list fields;
    enum program_when colour, widen;
    enum total_wanted total;
    enum sort_wanted sort;
    uint32_t threads; /* for a batch; 0: one for each processor */
    bool count, explain;
    bool partial; /* databases on other machines may be left out */
    bool list;    /* as --format=ids, without a limit unless one is given */
    bool no_pager;
    bool quiet;       /* no warnings and, without a batch, no answer */
    bool ignore_case; /* as always */
};

/* The options that struct options gets its values from. */
extern const struct option_set search_options;

/* The defaults. */
void options_init(struct options *out);
/* Adds ID, which is borrowed, to those that are shown whole. */
void options_show(struct options *o, const char *id);
/* Makes question and render of the values that the rows of search_options have stored in O. */
void options_complete(struct options *o);
/* Reads a command line. Ends the program with the usage status where the arguments make no sense.
 */
void options_parse(int argc, char **argv, struct options *out);
void options_free(struct options *o);

#endif
