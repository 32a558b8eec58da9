/* Opens databases that a stub file names, and reconnects to those on other machines. */
#include <cerrno>
#include <future>

#include <fcntl.h>

#include "shim/handles.hh"
extern "C" {
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
    auto wait = static_cast<unsigned>((seconds > 0 ? seconds : REACH_SECONDS) * 1000) + 1;

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

void xap_db::connect()
{
    std::vector<std::future<Xapian::Database>> opening;
    Xapian::Database all;

    for (const auto &s : shards)
        opening.push_back(
            std::async(s.kind == XAP_REMOTE ? std::launch::async : std::launch::deferred,
                       [&s, this] { return open_shard(s, reach.seconds); }));
    for (size_t i = 0; i < shards.size(); i++) {
        try {
            all.add_database(opening[i].get());
        } catch (const Xapian::NetworkError &e) {
            if (!reach.partial)
                throw shard_failure{shards[i].title(), reason(e)};
            lose(this, shards[i]);
            all.add_database(open_empty());
        }
    }
    db = all;
    parts = {all};
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
    if (late || again) {
        if (!reach.partial)
            throw shard_failure{s->title(), reason(e)};
        lose(this, *s);
    }
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
