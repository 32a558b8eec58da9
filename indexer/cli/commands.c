/* The list of dateline-index's commands. */
#include "indexer/cli/command.h"

const struct command *const commands[COMMANDS] = {
    &command_add,  &command_delete, &command_compact, &command_check,
    &command_info, &command_dump,   &command_lint,
};
