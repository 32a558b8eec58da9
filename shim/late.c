/* The functions of xap.h for a program that loads libxapian when it first opens a database.
 *
 * Most searches read our own lists alone, and loading libxapian and the C++ library takes a third
 * of their process: 4.3 ms of processor time with both, 2.8 without (dateline-search, median of
 * 300, a query of two words, 100,000 generated articles). */
#include <dlfcn.h>
#include <pthread.h>

#include "core/alloc.h"
#include "shim/calls.h"

static const char module_name[] = "dateline-xapian.so";

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const struct xap_calls *loaded; /* set once, before anything that a caller can hold */

/* The module is where the program's run path says, and stays. */
static dateline_status load_module(dateline_error *err)
{
    static const struct xap_needs needs = {DATELINE_VERSION, out_of_memory};
    void *module = dlopen(module_name, RTLD_NOW | RTLD_LOCAL);
    xap_module *entry;

    if (!module)
        return fail(err, DATELINE_IO, "cannot load what reads Xapian's databases: %s", dlerror());
    *(void **)&entry = dlsym(module, "dateline_load_xapian");
    loaded = entry ? entry(&needs) : NULL;
    if (loaded)
        return DATELINE_OK;
    dlclose(module);
    return fail(err, DATELINE_IO, "%s is of another version than this program", module_name);
}

static dateline_status load_once(dateline_error *err)
{
    dateline_status status = DATELINE_OK;

    pthread_mutex_lock(&lock);
    if (!loaded)
        status = load_module(err);
    pthread_mutex_unlock(&lock);
    return status;
}

/* ---- Calls that load the module ------------------------------------------ */

#define OPENING(name, parameters, arguments)                            \
    dateline_status name parameters                                     \
    {                                                                   \
        dateline_status status = load_once(err);                        \
                                                                        \
        return status == DATELINE_OK ? loaded->name arguments : status; \
    }

OPENING(xap_open, (const char *path, xap_db **out, dateline_error *err), (path, out, err))
OPENING(xap_open_parts, (const char *const *paths, size_t n, xap_db **out, dateline_error *err),
        (paths, n, out, err))
OPENING(xap_open_places,
        (const char *path, const struct xap_place *places, size_t n, const struct xap_reach *reach,
         xap_db **out, dateline_error *err),
        (path, places, n, reach, out, err))

/* ---- Calls after one of these -------------------------------------------- */

#define CALLING(result, name, parameters, arguments) \
    result name parameters                           \
    {                                                \
        return loaded->name arguments;               \
    }

CALLING(size_t, xap_lost, (const struct xap_db *db), (db))
CALLING(const char *, xap_lost_name, (const struct xap_db *db, size_t i), (db, i))
CALLING(void, xap_until, (struct xap_db * db, double until, double seconds), (db, until, seconds))
CALLING(bool, xap_is_remote, (const struct xap_db *db), (db))
CALLING(dateline_status, xap_stats,
        (struct xap_db * db, struct xap_stats *out, dateline_error *err), (db, out, err))
CALLING(dateline_status, xap_term_stats,
        (struct xap_db * db, struct span term, uint32_t *documents, uint64_t *occurrences,
         dateline_error *err),
        (db, term, documents, occurrences, err))
CALLING(dateline_status, xap_slot_documents,
        (struct xap_db * db, uint32_t slot, uint32_t *out, struct buf *least, struct buf *most,
         dateline_error *err),
        (db, slot, out, least, most, err))
CALLING(dateline_status, xap_data,
        (struct xap_db * db, xap_docid id, struct buf *out, dateline_error *err),
        (db, id, out, err))
CALLING(dateline_status, xap_value,
        (struct xap_db * db, xap_docid id, uint32_t slot, struct buf *out, dateline_error *err),
        (db, id, slot, out, err))
CALLING(dateline_status, xap_document_length,
        (struct xap_db * db, xap_docid id, uint32_t *out, dateline_error *err), (db, id, out, err))
CALLING(dateline_status, xap_terms_open,
        (struct xap_db * db, struct span prefix, xap_terms **out, dateline_error *err),
        (db, prefix, out, err))
CALLING(dateline_status, xap_terms_next,
        (struct xap_terms * t, struct xap_term *out, bool *more, dateline_error *err),
        (t, out, more, err))
CALLING(dateline_status, xap_terms_skip,
        (struct xap_terms * t, struct span term, dateline_error *err), (t, term, err))
CALLING(dateline_status, xap_postings_open,
        (struct xap_db * db, struct span term, xap_postings **out, dateline_error *err),
        (db, term, out, err))
CALLING(dateline_status, xap_postings_next,
        (struct xap_postings * p, xap_docid from, struct xap_posting *out, bool *more,
         dateline_error *err),
        (p, from, out, more, err))
CALLING(size_t, xap_parts, (const struct xap_db *db), (db))
CALLING(dateline_status, xap_part_uuid,
        (struct xap_db * db, size_t part, char out[37], dateline_error *err), (db, part, out, err))
CALLING(dateline_status, xap_part_revision,
        (struct xap_db * db, size_t part, uint64_t *out, dateline_error *err), (db, part, out, err))
CALLING(dateline_status, xap_part_last,
        (struct xap_db * db, size_t part, xap_docid *out, dateline_error *err),
        (db, part, out, err))
CALLING(dateline_status, xap_values_open,
        (struct xap_db * db, size_t part, uint32_t slot, xap_values **out, dateline_error *err),
        (db, part, slot, out, err))
CALLING(dateline_status, xap_values_next,
        (struct xap_values * v, struct xap_slot_value *out, bool *more, dateline_error *err),
        (v, out, more, err))
CALLING(struct xap_query *, xap_query_term, (struct span term, uint32_t wqf, uint32_t position),
        (term, wqf, position))
CALLING(struct xap_query *, xap_query_nothing, (void), ())
CALLING(struct xap_query *, xap_query_join,
        (enum xap_op op, xap_query *const *parts, size_t n, uint32_t param, dateline_error *err),
        (op, parts, n, param, err))
CALLING(struct xap_query *, xap_query_scale,
        (const struct xap_query *q, double factor, dateline_error *err), (q, factor, err))
CALLING(void, xap_query_describe, (const struct xap_query *q, struct buf *out), (q, out))
CALLING(struct xap_query *, xap_query_source, (const struct xap_source *source), (source))
CALLING(dateline_status, xap_query_ranges,
        (struct xap_db * db, const struct xap_range *ranges, size_t n, xap_query **out,
         dateline_error *err),
        (db, ranges, n, out, err))
CALLING(dateline_status, xap_match,
        (struct xap_db * db, const xap_query *q, const struct xap_match_options *o,
         struct xap_matches *out, dateline_error *err),
        (db, q, o, out, err))
CALLING(dateline_status, xap_list,
        (struct xap_db * db, const xap_query *q, uint32_t most, const struct xap_limits *limits,
         struct xap_listing *out, dateline_error *err),
        (db, q, most, limits, out, err))

/* ---- Calls that accept NULL, even before ---------------------------------- */

#define FREEING(name, parameters, arguments) \
    void name parameters                     \
    {                                        \
        if (loaded)                          \
            loaded->name arguments;          \
    }

FREEING(xap_close, (struct xap_db * db), (db))
FREEING(xap_terms_close, (struct xap_terms * t), (t))
FREEING(xap_postings_close, (struct xap_postings * p), (p))
FREEING(xap_values_close, (struct xap_values * v), (v))
FREEING(xap_query_free, (struct xap_query * q), (q))
FREEING(xap_matches_free, (struct xap_matches * m), (m))
FREEING(xap_listing_free, (struct xap_listing * l), (l))
