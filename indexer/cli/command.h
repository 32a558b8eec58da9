/* The subcommands of dateline-index. Each parses its own arguments and returns the exit status.
 * argv[0] is "dateline-index WORD". */
#ifndef DATELINE_INDEXER_CLI_COMMAND_H
#define DATELINE_INDEXER_CLI_COMMAND_H

int command_add(int argc, char **argv);
int command_check(int argc, char **argv);
int command_compact(int argc, char **argv);
int command_delete(int argc, char **argv);
int command_info(int argc, char **argv);

#endif
