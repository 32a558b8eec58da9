/* The arguments of a command line that are no options: INDEX, and what follows it.
 *
 * Without DATELINE_INDEX in the environment, INDEX is the first argument. With it, the first
 * argument is INDEX only if it is an index, has a slash in it, or is all that the command takes. A
 * command that creates an index takes the first of several arguments, unless that is a file or a
 * directory which is no index. */
#ifndef DATELINE_PROGRAM_OPERANDS_H
#define DATELINE_PROGRAM_OPERANDS_H

#include "program/options.h"

/* Divides the N arguments ARGV, as SET has them, into *OUT, which borrows them and the environment.
 * DATELINE_BAD_OPTION with a message if no INDEX is named, or if an index follows an argument that
 * is none. */
dateline_status operands_read(const struct option_set *set, char **argv, int n,
                              struct option_operands *out, dateline_error *err);

#endif
