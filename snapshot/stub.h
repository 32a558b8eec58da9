/* Databases of other programs, and the stub files that list them.
 *
 * A stub file lists databases, one `TYPE PLACE` a line; in a directory it is called XAPIANDB.
 * libxapian would start programs for lines `remote :PROGRAM ARGS`, so stub files are read here, and
 * libxapian opens only the databases that they name. */
#ifndef DATELINE_SNAPSHOT_STUB_H
#define DATELINE_SNAPSHOT_STUB_H

#include "shim/xap.h"

/* Opens the database or stub at PATH. DATELINE_NO_INDEX if there is none or a line is not valid;
 * DATELINE_CORRUPT if a stub would start a program, or stubs are nested too deeply; DATELINE_IO if
 * a server does not answer. */
dateline_status stub_open(const char *path, const struct xap_reach *reach, xap_db **out,
                          dateline_error *err);

#endif
