/* Refuses unknown options before getopt does, whose message is not made safe for a terminal and
 * does not say how to write an argument that begins with a dash. */
#ifndef DATELINE_PROGRAM_OPTION_SCAN_H
#define DATELINE_PROGRAM_OPTION_SCAN_H

#include "program/options.h"

struct argp_state;

/* For a parser's ARGP_KEY_INIT: ends the program with the usage status where an argument of STATE
 * is an option that neither SET nor argp knows. */
void option_scan(const struct option_set *set, struct argp_state *state);

#endif
