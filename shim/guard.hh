/* Turns exceptions into a status and a message. Part of xap.cc. */
#ifndef DATELINE_SHIM_GUARD_HH
#define DATELINE_SHIM_GUARD_HH

#include <cstdlib>
#include <cstring>
#include <new>
#include <string>

#include <xapian.h>

#include "shim/xap.h"
extern "C" {
#include "core/alloc.h"
}

/* Thrown when a match exceeds its time limit or is interrupted. Not a Xapian::Error, which
 * libxapian might catch. */
struct time_over {
    double seconds;
};
struct stopped {
};
/* Thrown when a server does not answer. */
struct shard_failure {
    std::string title, why;
};

/* By exact class; all others are DATELINE_IO. */
const struct {
    const char *type;
    dateline_status status;
} meanings[] = {
    {"DatabaseNotFoundError", DATELINE_NO_INDEX},  {"DatabaseOpeningError", DATELINE_NO_INDEX},
    {"DatabaseCorruptError", DATELINE_CORRUPT},    {"DatabaseVersionError", DATELINE_CORRUPT},
    {"SerialisationError", DATELINE_CORRUPT},      {"RangeError", DATELINE_CORRUPT},
    {"DatabaseLockError", DATELINE_LOCKED},        {"DocNotFoundError", DATELINE_NOT_FOUND},
    {"InvalidArgumentError", DATELINE_BAD_OPTION}, {"NetworkTimeoutError", DATELINE_TIMEOUT},
    {"QueryParserError", DATELINE_BAD_QUERY},      {"WildcardError", DATELINE_BAD_QUERY},
    {"UnimplementedError", DATELINE_BAD_QUERY}, /* for example a phrase of subqueries */
};

inline dateline_status meaning(const Xapian::Error &e)
{
    for (const auto &m : meanings)
        if (!std::strcmp(e.get_type(), m.type))
            return m.status;
    /* A block past a table's end is a plain DatabaseError without a failed system call: the file
     * was truncated. */
    if (!std::strcmp(e.get_type(), "DatabaseError") && !e.get_error_string())
        return DATELINE_CORRUPT;
    return DATELINE_IO;
}

inline dateline_status report(dateline_error *err, const char *act, const char *what,
                              const Xapian::Error &e)
{
    const char *context = e.get_context().c_str(), *system = e.get_error_string();

    return fail(err, meaning(e), "cannot %s %s: %s%s%s%s%s%s", act, what, e.get_msg().c_str(),
                *context ? ", " : "", context, system ? " (" : "", system ? system : "",
                system ? ")" : "");
}

/* Call inside a catch: returns the exception's status and sets *ERR to "cannot ACT WHAT: ...". */
inline dateline_status translate(dateline_error *err, const char *act, const char *what)
{
    try {
        throw;
    } catch (const Xapian::DatabaseModifiedError &) {
        return fail(err, DATELINE_IO, "cannot %s %s: changed while being read", act, what);
    } catch (const Xapian::Error &e) {
        return report(err, act, what, e);
    } catch (const shard_failure &f) {
        return fail(err, DATELINE_IO, "cannot %s %s: the shard %s does not answer: %s", act, what,
                    f.title.c_str(), f.why.c_str());
    } catch (const time_over &t) {
        return fail(err, DATELINE_TIMEOUT, "cannot %s %s: not done within %g seconds", act, what,
                    t.seconds);
    } catch (const stopped &) {
        return fail(err, DATELINE_INTERRUPTED, "cannot %s %s: interrupted", act, what);
    } catch (const std::bad_alloc &) {
        return fail(err, DATELINE_NO_MEMORY, "cannot %s %s: out of memory", act, what);
    } catch (const std::exception &e) {
        return fail(err, DATELINE_IO, "cannot %s %s: %s", act, what, e.what());
    }
}

/* Calls CALL and turns any exception into a status. */
template <typename Call>
dateline_status guard(dateline_error *err, const char *act, const char *what, Call call) noexcept
{
    try {
        call();
        return DATELINE_OK;
    } catch (...) {
        return translate(err, act, what);
    }
}

/* Calls CALL, which can fail only for want of memory. out_of_memory may leave by longjmp, so it is
 * called while no exception is handled, and callers have nothing to destroy. */
template <typename Call> auto certain(Call call) noexcept -> decltype(call())
{
    try {
        return call();
    } catch (const std::bad_alloc &) {
    }
    out_of_memory(0);
}

/* As realloc; must_realloc would leave by longjmp, over libxapian's frames. */
inline void *reallocated(void *p, size_t size)
{
    void *moved = std::realloc(p, size ? size : 1);

    if (!moved)
        throw std::bad_alloc();
    return moved;
}

#endif
