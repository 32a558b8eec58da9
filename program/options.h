/* Options as tables: one typed row says all about an option.
 *
 * A program, or a command of one, has a struct that its command line fills and a
 * struct option_set that tells how:
 *
 *     struct add { struct option_operands operands; unsigned threads; bool strict; };
 *
 *     static const struct option_row rows[] = {
 *         {.help = "The index:"},
 *         {"threads", 0, OPTION_NUMBER, "N", OPTION_AT(struct add, threads), .min = 1,
 *          .max = 64, .help = "Use N threads"},
 *         {"strict", 0, OPTION_FLAG, NULL, OPTION_AT(struct add, strict), .help = "..."},
 *     };
 *
 * option_read() stores values, writes --help and refuses what is wrong. The manual
 * pages are made from --help, so rows are the only place where an option is named.
 * The parser is glibc's argp. */
#ifndef DATELINE_PROGRAM_OPTIONS_H
#define DATELINE_PROGRAM_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "core/names.h"
#include "dateline.h"

/* The kind of an option's value, and the type of the member that holds it. */
enum option_kind {
    OPTION_HEADING, /* no option: HELP is the heading of the rows that follow */
    OPTION_SAME,    /* another name, not in --help, for the row before */
    OPTION_FLAG,    /* no value. bool, or an enum that gets VALUE */
    OPTION_NUMBER,  /* from MIN to MAX. uint32_t or uint64_t */
    OPTION_SIZE,    /* bytes, at least MIN: 512M. uint64_t */
    OPTION_SECONDS, /* double */
    OPTION_TEXT,    /* const char *, borrowed from argv, as in the two that follow */
    OPTION_FILE,    /* the path of a file, or - */
    OPTION_DATE,    /* 2025, 2025-03, 2025-03-31, 7d, today */
    OPTION_CHOICE,  /* one of KEYWORDS. An enum: the keyword's number */
    OPTION_LIST,    /* KEYWORDS (with WHAT), each at most once, commas between. option_list */
};

/* Options that --help does not list: -h, because argp's own letter is -?, and --list-options, which
 * the completions of shells call. */
enum { OPTION_SHORT_HELP = 'h', OPTION_LIST_OPTIONS = 255 };

enum { OPTION_ROWS_MAX = 64, OPTION_LIST_MAX = 16, OPTION_OTHERS_MAX = 16 };

struct option_list {
    size_t n;
    int keywords[OPTION_LIST_MAX];
};

struct option_row {
    const char *name; /* without dashes; NULL for a heading */
    char letter;      /* the short option; 0: none */
    enum option_kind kind;
    const char *argument; /* the value's name in --help; NULL where there is no value */
    size_t at, size;      /* the member: OPTION_AT(struct add, threads) */
    uint64_t min, max;
    int value;     /* what a flag stores; 0: true */
    bool optional; /* the value may be left out; ACTION then gets NULL */
    const struct names *keywords;
    /* Stores TEXT into the struct VALUES where KIND alone does not say how. */
    dateline_status (*action)(const char *text, void *values, dateline_error *err);
    const char *help; /* {} stands for the keywords: "a, b or c" */
};

#define OPTION_AT(type, member) offsetof(type, member), sizeof(((type *)0)->member)

/* An option that cannot be combined with OTHERS: names of options, or the set's
 * `rest` for operands after the index. */
struct option_conflict {
    const char *name;
    const char *others[OPTION_OTHERS_MAX]; /* those after the last are NULL */
};

/* The arguments that are no options. */
struct option_operands {
    const char *index;
    char **rest;
    int n_rest;
};

struct option_set {
    const char *arguments; /* as in --help: "INDEX SOURCE..." */
    const char *rest;      /* what follows the index: "SOURCE"; NULL: nothing does */
    bool creates;          /* INDEX need not be there yet */
    const char *doc;       /* around the options in --help; \v between before and after */
    const struct option_row *rows;
    size_t n_rows;
    const struct option_conflict *conflicts;
    size_t n_conflicts;
    bool no_index;   /* all arguments are rest */
    size_t operands; /* offset of the struct option_operands */
    /* Rules that no row states, asked last; may be NULL. */
    dateline_status (*check)(const void *values, dateline_error *err);
};

/* The members ROWS and CONFLICTS of a set, from arrays. */
#define OPTION_ROWS(array)      .rows = (array), .n_rows = sizeof(array) / sizeof *(array)
#define OPTION_CONFLICTS(array) .conflicts = (array), .n_conflicts = sizeof(array) / sizeof *(array)

/* Reads a command line into VALUES, the struct that SET is about, which holds the
 * defaults. Ends the program after --help and --version, and with the usage status
 * and a message where SET refuses something. */
void option_read(const struct option_set *set, int argc, char **argv, void *values);

/* Stores one value. TEXT is NULL for a flag. DATELINE_BAD_OPTION with a message that
 * names the option, VALUES unchanged, where TEXT is none of that kind. */
dateline_status option_store(const struct option_row *row, const char *text, void *values,
                             dateline_error *err);

/* Appends a line for each option of SET: NAME, its letter, its argument's name, the keywords of its
 * value with blanks between, and its help, with tabs between. */
void option_lines(const struct option_set *set, struct buf *out);

/* Appends ROW's help as it is shown. */
void option_help(const struct option_row *row, struct buf *out);

#endif
