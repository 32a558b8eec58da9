/* libxapian's own writer in C, for databases that tests compare with or read.
 *
 * Ownership, errors and threads are as in shim/xap.h. */
#ifndef DATELINE_TESTS_ORACLE_XAP_WRITER_H
#define DATELINE_TESTS_ORACLE_XAP_WRITER_H

#include "shim/xap.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct xap_writer xap_writer;
typedef struct xap_document xap_document;

/* A new database in a new directory PATH. */
dateline_status xap_writer_create(const char *path, xap_writer **out, dateline_error *err);
/* An existing one, for changing; locked by another writer: DATELINE_LOCKED. */
dateline_status xap_writer_open(const char *path, xap_writer **out, dateline_error *err);
dateline_status xap_writer_add(xap_writer *w, const xap_document *d, xap_docid *id,
                               dateline_error *err);
dateline_status xap_writer_delete(xap_writer *w, xap_docid id, dateline_error *err);
dateline_status xap_writer_commit(xap_writer *w, dateline_error *err);
/* Without commit what was added since the last one is dropped. */
void xap_writer_close(xap_writer *w);

xap_document *xap_document_new(void);
void xap_document_free(xap_document *d);
void xap_document_clear(xap_document *d);
void xap_document_data(xap_document *d, struct span data);
void xap_document_value(xap_document *d, uint32_t slot, struct span value);
/* One occurrence at POSITION (from 1) counted WDF times; position 0: none kept. */
dateline_status xap_document_posting(xap_document *d, struct span term, uint32_t position,
                                     uint32_t wdf, dateline_error *err);

#ifdef __cplusplus
}
#endif
#endif
