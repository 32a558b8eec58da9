/* The arguments that add and lint share: sources, and how they are read. */
#ifndef DATELINE_INDEXER_CLI_FEED_ARGUMENTS_H
#define DATELINE_INDEXER_CLI_FEED_ARGUMENTS_H

#include "indexer/feed/feed.h"
#include "program/options.h"

/* The first member of the struct of a command that has FEED_ROWS. */
struct feed_arguments {
    struct option_operands operands; /* rest: the sources */
    struct feed_options feed;
    struct option_list date_from;
};

/* For option_rows. */
dateline_status feed_arguments_field(const char *text, void *values, dateline_error *err);
dateline_status feed_arguments_filter(const char *text, void *values, dateline_error *err);
/* For an option_set: refuses no source, and options that mean nothing. */
dateline_status feed_arguments_check(const void *values, dateline_error *err);
/* Takes the list of dates over into feed. */
void feed_arguments_take(struct feed_arguments *a);
/* Whether the sources exist: asked before anything is created or locked, so that a typing error
 * changes nothing. */
dateline_status feed_arguments_exist(const struct feed_arguments *a, dateline_error *err);
/* Warns of each --field that no record had; returns whether there is one. */
bool feed_arguments_warn(const struct feed_arguments *a, const struct feed_counts *counts);

#define FEED_ROWS                                                                                  \
    {.help = "Input:"},                                                                            \
        {"input-format",                                                                           \
         0,                                                                                        \
         OPTION_CHOICE,                                                                            \
         "NAME",                                                                                   \
         OPTION_AT(struct feed_arguments, feed.input_format),                                      \
         .keywords = &feed_format_names,                                                           \
         .help = "Read every SOURCE as {} instead of detecting its format"},                       \
        {"body-type",                                                                              \
         0,                                                                                        \
         OPTION_CHOICE,                                                                            \
         "TYPE",                                                                                   \
         OPTION_AT(struct feed_arguments, feed.body_type),                                         \
         .keywords = &feed_body_type_names,                                                        \
         .help = "Read the texts of JSON, CSV and TSV as {} (default auto: as HTML where they "    \
                 "plainly "                                                                        \
                 "are)"},                                                                          \
        {"encoding",                                                                               \
         0,                                                                                        \
         OPTION_TEXT,                                                                              \
         "NAME",                                                                                   \
         OPTION_AT(struct feed_arguments, feed.encoding),                                          \
         .help = "Encoding of every SOURCE, by iconv's name, instead of detecting it"},            \
        {"field",                                                                                  \
         0,                                                                                        \
         OPTION_TEXT,                                                                              \
         "ROLE=NAME",                                                                              \
         .keywords = &feed_role_names,                                                             \
         .action = feed_arguments_field,                                                           \
         .help = "The input's NAME for {}; dots reach into objects, a role given again joins"},    \
        {"record",                                                                                 \
         0,                                                                                        \
         OPTION_TEXT,                                                                              \
         "ELEMENT",                                                                                \
         OPTION_AT(struct feed_arguments, feed.record),                                            \
         .help =                                                                                   \
             "The element of XML that is an article; --field takes its children and @attributes"}, \
        {"filter",                                                                                 \
         0,                                                                                        \
         OPTION_TEXT,                                                                              \
         "EXT=COMMAND",                                                                            \
         .action = feed_arguments_filter,                                                          \
         .help = "Take the text of files named *.EXT from what COMMAND makes of them; no shell "   \
                 "runs it"},                                                                       \
        {"id-prefix",                                                                              \
         0,                                                                                        \
         OPTION_TEXT,                                                                              \
         "TEXT",                                                                                   \
         OPTION_AT(struct feed_arguments, feed.id_prefix),                                         \
         .help = "Prefix every id with TEXT"},                                                     \
        {"keep-boilerplate",                                                                       \
         0,                                                                                        \
         OPTION_FLAG,                                                                              \
         NULL,                                                                                     \
         OPTION_AT(struct feed_arguments, feed.keep_boilerplate),                                  \
         .help = "Search what repeats over the articles of a SOURCE, share bars, lists of other "  \
                 "articles and the like, too"},                                                    \
        {"follow-links",                                                                           \
         0,                                                                                        \
         OPTION_FLAG,                                                                              \
         NULL,                                                                                     \
         OPTION_AT(struct feed_arguments, feed.follow_links),                                      \
         .help = "Follow symbolic links that lead out of a SOURCE"},                               \
        {"max-expand",                                                                             \
         0,                                                                                        \
         OPTION_SIZE,                                                                              \
         "SIZE",                                                                                   \
         OPTION_AT(struct feed_arguments, feed.max_expand),                                        \
         .min = 1,                                                                                 \
         .help = "Unpack at most SIZE bytes of a file (default 64M, or 100 times its size)"},      \
        {.help = "Dates:"},                                                                        \
        {"date-from",                                                                              \
         0,                                                                                        \
         OPTION_LIST,                                                                              \
         "LIST",                                                                                   \
         OPTION_AT(struct feed_arguments, date_from),                                              \
         .keywords = &date_source_names,                                                           \
         .help = "Sources of dates, in order of preference: {} (default field,header,meta,path)"}, \
        {"date-format",                                                                            \
         0,                                                                                        \
         OPTION_TEXT,                                                                              \
         "FORMAT",                                                                                 \
         OPTION_AT(struct feed_arguments, feed.date_format),                                       \
         .help = "Format of dates in the input: epoch, epoch-ms or a strptime format"},            \
    {                                                                                              \
        "century", 0, OPTION_NUMBER, "YEAR", OPTION_AT(struct feed_arguments, feed.century),       \
            .min = 100, .max = 9900,                                                               \
            .help =                                                                                \
                "Century of two-digit years, such as 1900 (default: the last that is not in the "  \
                "future)"                                                                          \
    }

#endif
