/* calls.h -- the functions of xap.h as a table, through which a program calls those of a module. */
#ifndef DATELINE_SHIM_CALLS_H
#define DATELINE_SHIM_CALLS_H

#include "shim/xap.h"

#ifdef __cplusplus
extern "C" {
#endif

/* clang-format off */
#define XAP_CALLS(CALL) \
    CALL(xap_open) CALL(xap_open_parts) CALL(xap_open_places) CALL(xap_close) CALL(xap_lost) \
    CALL(xap_lost_name) CALL(xap_until) \
    CALL(xap_is_remote) CALL(xap_stats) CALL(xap_term_stats) CALL(xap_data) CALL(xap_value) \
    CALL(xap_document_length) CALL(xap_terms_open) CALL(xap_terms_next) CALL(xap_terms_skip) \
    CALL(xap_terms_close) CALL(xap_postings_open) CALL(xap_postings_next) \
    CALL(xap_postings_close) CALL(xap_parts) CALL(xap_part_uuid) CALL(xap_part_revision) \
    CALL(xap_part_last) CALL(xap_values_open) CALL(xap_values_next) CALL(xap_values_close) \
    CALL(xap_query_term) CALL(xap_query_nothing) CALL(xap_query_join) CALL(xap_query_scale) \
    CALL(xap_query_free) CALL(xap_query_describe) CALL(xap_query_source) CALL(xap_query_ranges) \
    CALL(xap_slot_documents) CALL(xap_match) CALL(xap_matches_free) CALL(xap_list) \
    CALL(xap_listing_free)
/* clang-format on */

struct xap_calls {
#define XAP_MEMBER(name) __typeof__(name) *name;
    XAP_CALLS(XAP_MEMBER)
#undef XAP_MEMBER
};

/* The module takes these from the program that loads it; see core/alloc.h. */
struct xap_needs {
    const char *version; /* DATELINE_VERSION, which must be the module's */
    void (*out_of_memory)(size_t wanted);
};

/* The module's only symbol: its functions, or NULL if it is of another version. */
typedef const struct xap_calls *xap_module(const struct xap_needs *needs);
xap_module dateline_load_xapian;

#ifdef __cplusplus
}
#endif
#endif
