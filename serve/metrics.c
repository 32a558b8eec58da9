/* Counts requests and writes the counts. */
#include "serve/metrics.h"

#include <stdio.h>
#include <unistd.h>

#include "serve/route.h"

enum { MICROSECONDS = 1000000 };

static const unsigned statuses[METRICS_STATUSES] = {200, 204, 304, 400, 401, 404, 405,
                                                    413, 421, 429, 500, 503, 0 /* others */};
static const double bounds[METRICS_BUCKETS] = {0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01,
                                               0.025,  0.05,    0.1,    0.25,  0.5,    1,     5};

static size_t status_slot(unsigned status)
{
    size_t i = 0;

    while (statuses[i] && statuses[i] != status)
        i++;
    return i;
}

void metrics_count(struct metrics *m, size_t route, unsigned status, double seconds,
                   uint64_t matches)
{
    size_t bucket = 0;

    while (bucket < METRICS_BUCKETS && seconds > bounds[bucket])
        bucket++;
    atomic_fetch_add(&m->requests[route][status_slot(status)], 1);
    atomic_fetch_add(&m->buckets[bucket], 1);
    atomic_fetch_add(&m->microseconds, (unsigned long long)(seconds * MICROSECONDS));
    atomic_fetch_add(&m->matches, matches);
}

static void begin_family(struct buf *out, const char *name, const char *type, const char *help)
{
    buf_printf(out, "# TYPE dateline_%s %s\n# HELP dateline_%s %s\n", name, type, name, help);
}

static void write_requests(const struct metrics *m, struct buf *out)
{
    begin_family(out, "requests", "counter", "Requests answered.");
    for (size_t r = 0; r < METRICS_ROUTES; r++)
        for (size_t s = 0; s < METRICS_STATUSES; s++) {
            unsigned long long n = atomic_load(&m->requests[r][s]);

            if (n && statuses[s])
                buf_printf(out, "dateline_requests_total{route=\"%s\",status=\"%u\"} %llu\n",
                           route_name(r), statuses[s], n);
            else if (n)
                buf_printf(out, "dateline_requests_total{route=\"%s\",status=\"other\"} %llu\n",
                           route_name(r), n);
        }
}

static void write_latency(const struct metrics *m, struct buf *out)
{
    unsigned long long n = 0;

    begin_family(out, "request_seconds", "histogram", "Time from a request's head to its end.");
    for (size_t b = 0; b < METRICS_BUCKETS; b++) {
        n += atomic_load(&m->buckets[b]);
        buf_printf(out, "dateline_request_seconds_bucket{le=\"%g\"} %llu\n", bounds[b], n);
    }
    n += atomic_load(&m->buckets[METRICS_BUCKETS]);
    buf_printf(out, "dateline_request_seconds_bucket{le=\"+Inf\"} %llu\n", n);
    buf_printf(out, "dateline_request_seconds_count %llu\n", n);
    buf_printf(out, "dateline_request_seconds_sum %.6f\n",
               (double)atomic_load(&m->microseconds) / MICROSECONDS);
}

static void write_gauge(struct buf *out, const char *name, const char *help, double value)
{
    begin_family(out, name, "gauge", help);
    buf_printf(out, "dateline_%s %.15g\n", name, value);
}

static void write_counter(struct buf *out, const char *name, const char *help, uint64_t value)
{
    begin_family(out, name, "counter", help);
    buf_printf(out, "dateline_%s_total %llu\n", name, (unsigned long long)value);
}

/* Bytes of memory that the process has at present; 0 if the system does not say. */
static double resident_bytes(void)
{
    FILE *f = fopen("/proc/self/statm", "re");
    unsigned long pages = 0;

    if (!f)
        return 0;
    if (fscanf(f, "%*u %lu", &pages) != 1)
        pages = 0;
    fclose(f);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

void metrics_write(const struct metrics *m, const struct edition_facts *facts, struct buf *out)
{
    write_requests(m, out);
    write_latency(m, out);
    write_counter(out, "matches", "Matches of all answers.", atomic_load(&m->matches));
    write_counter(out, "commits", "Newer commits of the index taken up.", facts->before);
    write_gauge(out, "connections", "Connections at present.", atomic_load(&m->connections));
    write_gauge(out, "queries", "Queries running or waiting.", atomic_load(&m->queries));
    write_gauge(out, "streams", "Exports and batches in progress.", atomic_load(&m->streams));
    write_gauge(out, "articles", "Articles in the index.", (double)facts->articles);
    if (facts->since)
        write_gauge(out, "index_age_seconds", "Time since the last commit.",
                    (double)(time(NULL) - facts->since));
    write_gauge(out, "memory_bytes", "Resident memory of the process.", resident_bytes());
    buf_str(out, "# EOF\n");
}
