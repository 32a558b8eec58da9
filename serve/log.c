/* Writes a line for each request. */
#include "serve/log.h"

#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "core/character.h"
#include "core/file.h"
#include "core/json_write.h"
#include "serve/route.h"
#include "serve/site.h"

enum { SECONDS_DECIMALS = 6 };

static void write_time(struct buf *out)
{
    struct timeval now;
    struct tm utc;
    char text[32];

    gettimeofday(&now, NULL);
    gmtime_r(&now.tv_sec, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
    buf_printf(out, "%s.%03ldZ", text, (long)now.tv_usec / 1000);
}

/* The address asked for, or with no-queries the part of it that says nothing of the query. */
static void write_target(const struct exchange *x, struct buf *out)
{
    if (serve_logs(x->site->options, LOG_NO_QUERIES))
        buf_str(out, route_name(route_number(x->route)));
    else
        character_add_safe(out, span_of(x->raw));
}

static void write_json(const struct log_entry *e, struct buf *line)
{
    const struct exchange *x = e->exchange;
    struct json j = {.out = line};
    struct buf text = {0};

    write_time(&text);
    json_begin_object(&j);
    json_string_member(&j, "time", buf_span(&text));
    json_string_member(&j, "client", span_of(e->client));
    json_string_member(&j, "method", span_of(e->method));
    buf_clear(&text);
    write_target(x, &text);
    json_string_member(&j, "target", buf_span(&text));
    json_number_member(&j, "status", x->reply.status);
    json_number_member(&j, "bytes", e->bytes);
    json_double_member(&j, "seconds", e->seconds, SECONDS_DECIMALS);
    json_end_object(&j);
    buf_free(&text);
}

static void write_text(const struct log_entry *e, struct buf *line)
{
    const struct exchange *x = e->exchange;

    write_time(line);
    buf_printf(line, " %s ", e->client);
    character_add_safe(line, span_of(e->method));
    buf_char(line, ' ');
    write_target(x, line);
    buf_printf(line, " %u %llu %.6f", x->reply.status, (unsigned long long)e->bytes, e->seconds);
}

void log_request(const struct log_entry *e)
{
    struct buf line = {0};

    if (serve_logs(e->exchange->site->options, LOG_JSON))
        write_json(e, &line);
    else
        write_text(e, &line);
    buf_char(&line, '\n');
    file_write(STDERR_FILENO, line.data, line.len); /* a line that cannot be written is lost */
    buf_free(&line);
}
