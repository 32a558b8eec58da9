/* The handles of xap.h. Part of xap.cc. */
#ifndef DATELINE_SHIM_HANDLES_HH
#define DATELINE_SHIM_HANDLES_HH

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "shim/guard.hh"

struct xap_db {
    Xapian::Database db;
    std::string path;                    /* for messages */
    std::vector<Xapian::Database> parts; /* db's parts, each as a database */
    bool remote = false;                 /* whether a part is on another machine */
};

struct xap_query {
    Xapian::Query query;
    bool exhaustive = false; /* matches must not be pruned by score: see xap_match */
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

/* As guard() above; reopens a modified database and tries once more. */
template <typename Call>
inline dateline_status guard(dateline_error *err, const char *act, xap_db *db, Call call) noexcept
{
    return guard(err, act, db->path.c_str(), [&] {
        try {
            call();
        } catch (const Xapian::DatabaseModifiedError &) {
            db->db.reopen();
            call();
        }
    });
}

/* Copies the UUID of DB, which has one part. */
inline void copy_uuid(const Xapian::Database &db, char out[37])
{
    std::snprintf(out, 37, "%s", db.get_uuid().c_str());
}

#endif
