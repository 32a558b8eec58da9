/* The commands of dateline-index. */
#ifndef DATELINE_INDEXER_CLI_COMMAND_H
#define DATELINE_INDEXER_CLI_COMMAND_H

#include "indexer/index/builder.h"
#include "program/options.h"

struct command {
    const char *word, *summary;
    const struct option_set *options;
    /* Reads its own arguments and returns the exit status; argv[0] is
     * "dateline-index WORD". */
    int (*run)(int argc, char **argv);
};

enum { COMMANDS = 7, COMMAND_MEMORY_MIN = 16 << 20 };

extern const struct command command_add, command_check, command_compact, command_delete,
    command_dump, command_info, command_lint;

/* In the order of --help. */
extern const struct command *const commands[COMMANDS];

/* Rows that several commands have. STRUCT, a command's, holds the struct
 * index_options `options`. */
#define COMMAND_ROW_MEMORY(STRUCT)                                                      \
    {                                                                                   \
        "memory", 0, OPTION_SIZE, "SIZE", OPTION_AT(STRUCT, options.memory),            \
            .min = COMMAND_MEMORY_MIN,                                                  \
            .help = "Hold at most SIZE bytes while building (default a quarter of the " \
                    "machine's)"                                                        \
    }
#define COMMAND_ROW_THREADS(STRUCT)                                           \
    {                                                                         \
        "threads", 0, OPTION_NUMBER, "N", OPTION_AT(STRUCT, options.threads), \
            .min = 1, .max = BUILDER_THREADS_MAX,                             \
            .help = "Use N threads (default: as many as "                     \
                    "there are processors)"                                   \
    }
#define COMMAND_ROW_WAIT_LOCK(STRUCT)                                                    \
    {                                                                                    \
        "wait-lock", 0, OPTION_SECONDS, "SECONDS", OPTION_AT(STRUCT, options.wait_lock), \
            .help = "Wait up to SECONDS for another writer"                              \
    }
#define COMMAND_ROW_XAPIAN(STRUCT, MEMBER, DEFAULT)                                             \
    {                                                                                           \
        "xapian", 0, OPTION_CHOICE, "WHICH", OPTION_AT(STRUCT, MEMBER),                         \
            .keywords = &xapian_kind_names,                                                     \
            .help = "Write {} of Xapian's tables, which only other programs read (" DEFAULT ")" \
    }
#define COMMAND_ROW_DRY_RUN(STRUCT)                                          \
    {                                                                        \
        "dry-run", 0, OPTION_FLAG, NULL, OPTION_AT(STRUCT, options.dry_run), \
            .help = "Report what would change, without "                     \
                    "changing it"                                            \
    }

#endif
