/* The handles of xap.h. Part of xap.cc. */
#ifndef DATELINE_SHIM_HANDLES_HH
#define DATELINE_SHIM_HANDLES_HH

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "shim/guard.hh"

/* A database of a stub file. */
struct shard {
    enum xap_kind kind;
    std::string name;
    unsigned port;
    std::string where; /* FILE:LINE */
    bool lost = false; /* a server that did not answer, of a partial database */

    std::string title() const
    {
        return name + ":" + std::to_string(port) + " (" + where + ")";
    }
};

struct xap_db {
    Xapian::Database db;
    std::string path;                    /* for messages */
    std::vector<Xapian::Database> parts; /* db's parts, each as a database */
    std::vector<shard> shards = {};      /* of which db is made; none if it is not from places */
    xap_reach reach = {};
    bool remote = false;                     /* whether a shard is on another machine */
    std::vector<std::string> lost = {};      /* titles of shards */
    std::vector<Xapian::Database> each = {}; /* the shards, if one is on another machine */
    double wait = 0;                         /* of the connections, for each answer */
    double until = 0, seconds = 0;           /* as for xap_until */
    bool fresh = false;                      /* they were set since WAIT was made longer */

    /* Opens all shards that are not lost, to be waited for WAIT seconds. */
    void connect();
    /* Before a call that waits for so many ANSWERS of servers, one after another: makes sure that
     * it ends in time, by shorter connections if need be. Throws time_over if no time is left. */
    void ready(unsigned answers = 1);
    /* The number of servers, at most what the time of a search is meant for. */
    unsigned servers() const;
    /* Whether the connections are waited for less long than REACH says. */
    bool hurried() const;
    /* After E, of a server: connects anew. Throws shard_failure if that is no use; a partial
     * database loses the server then. AGAIN: it was tried before. */
    void recover(const Xapian::NetworkError &e, bool again);
};

struct xap_query {
    Xapian::Query query;
    bool exhaustive = false;  /* has an XOR */
    bool alternative = false; /* has an OR or AND_MAYBE that is scored */
    size_t scored = 1;        /* terms and sources that may add to a score */

    /* Whether libxapian may lose the best matches: see xap_match. */
    bool prunes_wrongly() const
    {
        return alternative && scored > 2;
    }
};

inline std::string string_of(struct span s)
{
    return s.len ? std::string(s.data, s.len) : std::string();
}

inline struct span span_of(const std::string &s)
{
    return {s.data(), s.size()};
}

inline void assign(struct buf *out, const std::string &s)
{
    if (out->cap <= s.size()) {
        size_t cap = std::max(s.size() + 1, 2 * out->cap);

        out->data = static_cast<char *>(reallocated(out->data, cap));
        out->cap = cap;
    }
    std::memcpy(out->data, s.c_str(), s.size() + 1);
    out->len = s.size();
}

/* As guard() above; reopens a modified database, and connects to a server anew, and tries again. */
template <typename Call>
inline dateline_status guard(dateline_error *err, const char *act, xap_db *db, Call call) noexcept
{
    return guard(err, act, db->path.c_str(), [&] {
        for (bool again = false;; again = true)
            try {
                db->ready();
                call();
                return;
            } catch (const Xapian::DatabaseModifiedError &) {
                if (again)
                    throw;
                db->db.reopen();
            } catch (const Xapian::NetworkError &e) {
                db->recover(e, again);
            }
    });
}

/* The same for a call that goes on where another began, and so cannot be tried again. */
template <typename Call>
inline dateline_status guard_once(dateline_error *err, const char *act, xap_db *db,
                                  Call call) noexcept
{
    return guard(err, act, db->path.c_str(), [&] {
        try {
            call();
        } catch (const Xapian::NetworkError &e) {
            db->recover(e, true);
            throw;
        }
    });
}

/* Copies the UUID of DB, which has one part. */
inline void copy_uuid(const Xapian::Database &db, char out[37])
{
    std::snprintf(out, 37, "%s", db.get_uuid().c_str());
}

#endif
