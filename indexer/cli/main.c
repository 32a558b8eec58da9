/* dateline-index: hands its arguments to the command that the first one names. */
#include <argp.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "core/alloc.h"
#include "core/buf.h"
#include "indexer/cli/command.h"
#include "program/option_scan.h"
#include "program/program.h"

enum { MALLOC_LARGE = 1 << 18 };

static const char doc[] =
    "Build, update and maintain an index of dated articles.\v"
    "Each WORD has its own options: dateline-index WORD --help.\n\n"
    "Exit status: 0 done; 1 an unknown id, or damage found; 2 an invalid command line, or a "
    "SOURCE that does not exist; 3 no index, or a file that cannot be read or written; "
    "4 another writer holds the index; 5 records were skipped (with --strict).";

/* The commands as a part of --help. */
static char *help_filter(int key, const char *text, void *input)
{
    struct buf out = {0};

    (void)input;
    if (key != ARGP_KEY_HELP_PRE_DOC)
        return (char *)text;
    buf_printf(&out, "%s\n\n", text);
    for (size_t i = 0; i < COMMANDS; i++)
        buf_printf(&out, "  %-8s %-16s %s\n", commands[i]->word, commands[i]->options->arguments,
                   commands[i]->summary);
    return out.data;
}

static int run_command(const struct command *c, int argc, char **argv)
{
    struct buf name = {0};
    int status;

    buf_printf(&name, "dateline-index %s", c->word);
    argv[0] = name.data;
    status = c->run(argc, argv);
    buf_free(&name);
    return program_finish(status);
}

static void refuse_word(struct argp_state *state, const char *word)
{
    const char *words[COMMANDS];
    struct names names = NAMES("command", words);
    struct buf list = {0};

    for (size_t i = 0; i < COMMANDS; i++)
        words[i] = commands[i]->word;
    names_list(&names, " and ", &list);
    program_refuse(state, "'%s' is not a dateline-index command: there are %s", word, list.data);
    buf_free(&list);
}

static error_t read_command(int key, char *arg, struct argp_state *state)
{
    static const struct option_set none;

    switch (key) {
    case OPTION_SHORT_HELP:
        argp_state_help(state, stdout, ARGP_HELP_STD_HELP);
        return 0;
    case OPTION_LIST_OPTIONS:
        for (size_t i = 0; i < COMMANDS; i++)
            printf("%s\t\t\t\t%s\n", commands[i]->word, commands[i]->summary);
        exit(program_finish(EXIT_DONE));
    case ARGP_KEY_INIT:
        option_scan(&none, state);
        return 0;
    case ARGP_KEY_ARG:
        for (size_t i = 0; i < COMMANDS; i++)
            if (!strcmp(arg, commands[i]->word))
                exit(run_command(commands[i], state->argc - state->next + 1,
                                 state->argv + state->next - 1));
        refuse_word(state, arg);
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_usage(state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp_option options[] = {
        {.key = OPTION_SHORT_HELP, .flags = OPTION_HIDDEN},
        {.name = "list-options", .key = OPTION_LIST_OPTIONS, .flags = OPTION_HIDDEN},
        {0}};
    const struct argp argp = {.options = options,
                              .parser = read_command,
                              .args_doc = "WORD [ARGUMENT...]",
                              .doc = doc,
                              .help_filter = help_filter};

    /* Large blocks return to the system when freed, so that --memory holds. */
    mallopt(M_MMAP_THRESHOLD, MALLOC_LARGE);
    program_start("dateline-index", argv);
    if (argp_parse(&argp, argc, argv, ARGP_IN_ORDER, NULL, NULL))
        out_of_memory(0);
    return EXIT_DONE;
}
