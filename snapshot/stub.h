/* Databases of other programs, and the stub files that list them.
 *
 * A stub file lists databases, `TYPE PLACE` a line; a directory may have one, called
 * XAPIANDB. libxapian would start programs for lines `remote :PROGRAM ARGS`, so it
 * never gets to see a stub file: it is read here, and libxapian opens what it names. */
#ifndef DATELINE_SNAPSHOT_STUB_H
#define DATELINE_SNAPSHOT_STUB_H

#include "shim/xap.h"

/* Opens the database or stub at PATH. DATELINE_NO_INDEX where there is none or a line
 * cannot be read; DATELINE_CORRUPT where a stub, or one that it names, would start a
 * program, or names stubs without end. */
dateline_status stub_open(const char *path, xap_db **out, dateline_error *err);

#endif
