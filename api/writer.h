/* Options shared by writing and compacting. */
#ifndef DATELINE_API_WRITER_H
#define DATELINE_API_WRITER_H

#include "api/care.h"
#include "indexer/index/index.h"

/* Options of a caller, which may be NULL, as the indexer's. */
dateline_status writer_options(const dateline_writer_options *given, struct index_options *out,
                               dateline_error *err);

#endif
