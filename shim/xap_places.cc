/* Opens databases that a stub file names, and reconnects to those on other machines. */
#include <cerrno>
#include <future>

#include <fcntl.h>

#include "shim/handles.hh"
extern "C" {
#include "core/clock.h"
#include "core/file.h"
}

static const double REACH_SECONDS = 10;

/* ---- Opening ------------------------------------------------------------ */

static Xapian::Database open_glass_file(const char *path)
{
    int fd = file_open(path, 0);

    if (fd < 0)
        throw Xapian::DatabaseOpeningError("not readable", errno);
    return Xapian::Database(fd);
}

static Xapian::Database open_empty()
{
    return Xapian::Database(std::string(), Xapian::DB_BACKEND_INMEMORY);
}

static Xapian::Database open_server(const shard &s, double seconds)
{
    auto wait = static_cast<unsigned>(seconds * 1000) + 1;

    return Xapian::Remote::open(s.name, s.port, wait, wait);
}

static Xapian::Database open_shard(const shard &s, double seconds)
{
    switch (s.kind) {
    case XAP_GLASS_FILE:
        return open_glass_file(s.name.c_str());
    case XAP_CHERT:
        return Xapian::Database(s.name, Xapian::DB_BACKEND_CHERT);
    case XAP_REMOTE:
        return s.lost ? open_empty() : open_server(s, seconds);
    case XAP_IN_MEMORY:
        return open_empty();
    default:
        return Xapian::Database(s.name, Xapian::DB_BACKEND_GLASS);
    }
}

static std::string reason(const Xapian::Error &e)
{
    const char *system = e.get_error_string();

    return system ? e.get_msg() + " (" + system + ")" : e.get_msg();
}

static void lose(xap_db *db, shard &s)
{
    s.lost = true;
    db->lost.push_back(s.title());
}

/* S, after E, is lost, or the call is. */
static void give_up(xap_db *db, shard &s, const Xapian::NetworkError &e)
{
    bool late = !std::strcmp(e.get_type(), "NetworkTimeoutError");

    if (!db->reach.partial && late && db->hurried())
        throw time_over{db->seconds};
    if (!db->reach.partial)
        throw shard_failure{s.title(), reason(e)};
    lose(db, s);
}

static double whole_wait(const xap_reach &reach)
{
    return reach.seconds > 0 ? reach.seconds : REACH_SECONDS;
}

bool xap_db::hurried() const
{
    return wait < whole_wait(reach);
}

void xap_db::connect()
{
    std::vector<std::future<Xapian::Database>> opening;
    std::vector<Xapian::Database> opened;
    Xapian::Database all;

    if (until > 0) {
        double left = until - clock_seconds();

        if (left <= 0)
            throw time_over{seconds};
        wait = std::min(wait, left);
    }

    for (const auto &s : shards)
        opening.push_back(
            std::async(s.kind == XAP_REMOTE ? std::launch::async : std::launch::deferred,
                       [&s, this] { return open_shard(s, wait); }));
    for (size_t i = 0; i < shards.size(); i++) {
        try {
            opened.push_back(opening[i].get());
        } catch (const Xapian::NetworkError &e) {
            give_up(this, shards[i], e);
            opened.push_back(open_empty());
        }
        all.add_database(opened.back());
    }
    db = all;
    parts = {all};
    if (remote)
        each = opened;
}

/* ---- In time ---------------------------------------------------------------- */

unsigned xap_db::servers() const
{
    auto n = std::count_if(shards.begin(), shards.end(),
                           [](const shard &s) { return s.kind == XAP_REMOTE && !s.lost; });

    return static_cast<unsigned>(n > 3 ? 3 : n);
}

void xap_db::ready(unsigned answers)
{
    if (!remote)
        return;

    double whole = whole_wait(reach);
    double left = until > 0 ? until - clock_seconds() : 2 * whole * answers;

    if (left <= 0)
        throw time_over{seconds};
    if (wait * answers > left) {
        /* Half of what there is: each answer makes it less, and not each call is to connect. */
        wait = left / answers / 2;
        connect();
    } else if (fresh && hurried() && whole * answers <= left) {
        fresh = false;
        wait = whole;
        connect();
    }
}

void xap_until(xap_db *db, double until, double seconds)
{
    db->until = until;
    db->seconds = seconds;
    db->fresh = true;
}

/* The server that E is about: its context is remote:tcp(HOST:PORT). */
static shard *shard_of(xap_db *db, const Xapian::Error &e)
{
    for (auto &s : db->shards)
        if (s.kind == XAP_REMOTE && !s.lost &&
            e.get_context().find("(" + s.name + ":" + std::to_string(s.port) + ")") !=
                std::string::npos)
            return &s;
    return nullptr;
}

void xap_db::recover(const Xapian::NetworkError &e, bool again)
{
    bool late = !std::strcmp(e.get_type(), "NetworkTimeoutError");
    shard *s = shard_of(this, e);

    if (!s)
        throw shard_failure{e.get_context(), reason(e)};
    if (late || again)
        give_up(this, *s, e);
    /* All of them: others may still be about to answer the call that failed. */
    connect();
}

dateline_status xap_open_places(const char *path, const struct xap_place *places, size_t n,
                                const struct xap_reach *reach, xap_db **out, dateline_error *err)
{
    return guard(err, "open", path, [&] {
        auto all = std::make_unique<xap_db>(xap_db{{}, path, {}, {}, *reach});

        for (size_t i = 0; i < n; i++) {
            const auto &p = places[i];
            all->shards.push_back({p.kind, p.name, p.port, p.where ? p.where : ""});
            all->remote |= p.kind == XAP_REMOTE;
        }
        all->wait = whole_wait(all->reach);
        all->until = reach->until;
        all->seconds = reach->limit;
        all->connect();
        *out = all.release();
    });
}

bool xap_is_remote(const xap_db *db)
{
    return db->remote;
}

size_t xap_lost(const xap_db *db)
{
    return db->lost.size();
}

const char *xap_lost_name(const xap_db *db, size_t i)
{
    return db->lost[i].c_str();
}
