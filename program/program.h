/* Messages, exit statuses and terminals, which all programs handle in the same way. */
#ifndef DATELINE_PROGRAM_PROGRAM_H
#define DATELINE_PROGRAM_PROGRAM_H

#include <stdio.h>

#include "core/names.h"
#include "dateline.h"

struct argp_state;

enum program_exit {
    EXIT_DONE = 0,
    EXIT_NOTHING = 1, /* no match, no such id, damage found */
    EXIT_USAGE = 2,
    EXIT_TROUBLE = 3,
    EXIT_BUSY = 4,
    EXIT_SKIPPED = 5,
};

enum program_when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };
extern const struct names program_when_names;

/* First in main: the name in messages, argp's too (argv[0] becomes it), usage
 * status 2, death by a closed pipe, standard streams that the parent closed, a message for
 * a mapped file that cannot be read, and a check at exit that standard output could be
 * written. */
void program_start(const char *name, char **argv);

/* Messages are one line each, made safe for a terminal (core/character.h). */

/* The exit status that stands for STATUS. */
int program_exit(dateline_status status);
/* Writes "NAME: message" to standard error and returns program_exit(STATUS). */
int program_fail(dateline_status status, const dateline_error *err);
void program_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
/* argp_error() for a message with text of the user's: ends the program. */
void program_refuse(const struct argp_state *state, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* STATUS, unless standard output could not be written: then that is told, once. */
int program_finish(int status);

/* Whether to show on F what only a person watching wants: on a terminal, unless told. */
bool program_shows(enum program_when when, FILE *f);
/* The width of the terminal that F goes to: what COLUMNS says, or the terminal
 * itself; 80 for anything else. */
unsigned program_columns(FILE *f);
/* Whether to colour what goes to F: a terminal, and no NO_COLOR, unless told. */
bool program_colour(enum program_when when, FILE *f);

#endif
