/* The command line of dateline-serve. */
#ifndef DATELINE_SERVE_OPTIONS_H
#define DATELINE_SERVE_OPTIONS_H

#include "program/options.h"

enum log_word { LOG_TEXT, LOG_JSON, LOG_NO_QUERIES };

struct serve_options {
    struct option_operands operands;
    const char *listen;       /* ADDRESS:PORT */
    const char *host;         /* a name to be called by; NULL: none */
    const char *token_file;   /* NULL: no token */
    const char *allow_origin; /* NULL: none */
    double timeout;           /* seconds of a query */
    double client_timeout;    /* seconds for a request to come, and for a piece of a reply to go */
    uint64_t max_request;     /* bytes of a request's head, and of its body */
    uint32_t max_queries;     /* at a time */
    uint32_t max_connections;
    uint32_t max_depth; /* offset and limit together */
    uint32_t threads;   /* that answer queries; 0: by processors */
    struct option_list log;
};

extern const struct option_set serve_options_set;

/* Ends the program with the usage status where the arguments make no sense. */
void serve_options_parse(int argc, char **argv, struct serve_options *out);
/* Whether --log has WORD. */
bool serve_logs(const struct serve_options *o, enum log_word word);

#endif
