/* The options of dateline-serve. */
#include "serve/options.h"

#include "core/fail.h"

enum {
    DEFAULT_REQUEST = 64 << 10,
    LEAST_REQUEST = 4 << 10,
    DEFAULT_QUERIES = 256,
    DEFAULT_CONNECTIONS = 4096,
    DEFAULT_DEPTH = 10000,
    MOST_THREADS = 256,
    CLIENT_TIMEOUT_MOST = 3600,
};

static const char *const log_words[] = {
    [LOG_TEXT] = "text", [LOG_JSON] = "json", [LOG_NO_QUERIES] = "no-queries"};
static const struct names log_names = NAMES("word of --log", log_words);

#define AT(member) OPTION_AT(struct serve_options, member)

static const struct option_row rows[] = {
    {.help = "Where and to whom:"},
    {"listen", 0, OPTION_TEXT, "ADDRESS:PORT", AT(listen),
     .help = "Listen there (default 127.0.0.1:8080; port 0: any that is free); a socket passed by "
             "systemd goes before it"},
    {"host", 0, OPTION_TEXT, "NAME", AT(host),
     .help = "Where only this machine can connect and there is no token, requests must call the "
             "server by an address, localhost or NAME, which a proxy may pass on"},
    {"token-file", 0, OPTION_FILE, "FILE", AT(token_file),
     .help = "Requests must carry the token in the first line of FILE, as a bearer token or as the "
             "password of any user"},
    {"allow-origin", 0, OPTION_TEXT, "ORIGIN", AT(allow_origin),
     .help = "Pages of ORIGIN (*: of any) may read the answers"},
    {.help = "Limits:"},
    {"timeout", 0, OPTION_SECONDS, "SECONDS", AT(timeout),
     .help = "Give up on a query that takes longer, with status 503 (default 5)"},
    {"client-timeout", 0, OPTION_SECONDS, "SECONDS", AT(client_timeout),
     .help = "Close the connection of a client that takes longer to send a request, or to take a "
             "piece of the answer (default 30)"},
    {"max-queries", 0, OPTION_NUMBER, "N", AT(max_queries), .min = 1, .max = 1 << 20,
     .help = "At most N queries at a time, waiting ones counted; others get status 429 (default "
             "256)"},
    {"max-depth", 0, OPTION_NUMBER, "N", AT(max_depth), .min = 1, .max = UINT32_MAX,
     .help = "Show no article beyond the Nth of an answer, /api/export aside (default 10000)"},
    {"max-request", 0, OPTION_SIZE, "SIZE", AT(max_request), .min = LEAST_REQUEST,
     .help = "At most SIZE bytes for the head of a request, and 16 times SIZE for a batch (default "
             "64K)"},
    {"max-connections", 0, OPTION_NUMBER, "N", AT(max_connections), .min = 8, .max = 1 << 20,
     .help = "At most N connections (default 4096, or what the limit of open files leaves)"},
    {"threads", 0, OPTION_NUMBER, "N", AT(threads), .min = 1, .max = MOST_THREADS,
     .help = "Answer N queries at the same time (default: four for each processor); others wait"},
    {.help = "Messages:"},
    {"log", 0, OPTION_LIST, "LIST", AT(log), .keywords = &log_names,
     .help = "A line a request on standard error, as text (the default) or json; with no-queries "
             "it has nothing of what was asked for: {}"},
};

static dateline_status check_serve(const void *values, dateline_error *err)
{
    const struct serve_options *o = values;

    if (o->client_timeout < 1 || o->client_timeout > CLIENT_TIMEOUT_MOST)
        return fail(err, DATELINE_BAD_OPTION, "--client-timeout is from 1 to %d seconds",
                    CLIENT_TIMEOUT_MOST);
    return DATELINE_OK;
}

static const char doc[] =
    "Serve INDEX over HTTP: a web page for searching at /, and answers in JSON below /api."
    "\vExit status: 0 stopped by SIGTERM or SIGINT, after the requests in progress; 2 the command "
    "line could not be understood; 3 no index, or the address cannot be listened on.";

const struct option_set serve_options_set = {
    .arguments = "INDEX",
    .doc = doc,
    OPTION_ROWS(rows),
    .operands = offsetof(struct serve_options, operands),
    .check = check_serve,
};

void serve_options_parse(int argc, char **argv, struct serve_options *out)
{
    *out = (struct serve_options){
        .listen = "127.0.0.1:8080",
        .timeout = 5,
        .client_timeout = 30,
        .max_request = DEFAULT_REQUEST,
        .max_queries = DEFAULT_QUERIES,
        .max_connections = DEFAULT_CONNECTIONS,
        .max_depth = DEFAULT_DEPTH,
    };
    option_read(&serve_options_set, argc, argv, out);
}

bool serve_logs(const struct serve_options *o, enum log_word word)
{
    for (size_t i = 0; i < o->log.n; i++)
        if (o->log.keywords[i] == (int)word)
            return true;
    return false;
}
