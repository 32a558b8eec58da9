/* The arguments of a command line that are no options: INDEX, and what follows it.
 *
 * DATELINE_INDEX in the environment names the index where no argument does. An argument does that
 * is an index, or has a slash in it; of a command that creates one, the first of several does
 * unless it is there already and is no index. */
#ifndef DATELINE_PROGRAM_OPERANDS_H
#define DATELINE_PROGRAM_OPERANDS_H

#include "program/options.h"

/* Divides the N arguments ARGV, as SET has them, into *OUT, which borrows them and the environment.
 * DATELINE_BAD_OPTION with a message if no INDEX is named, or if it follows what it goes before. */
dateline_status operands_read(const struct option_set *set, char **argv, int n,
                              struct option_operands *out, dateline_error *err);

#endif
