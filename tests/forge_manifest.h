/* An index as another version would have made it, by its manifest. */
#ifndef DATELINE_TESTS_FORGE_MANIFEST_H
#define DATELINE_TESTS_FORGE_MANIFEST_H

#include "core/fail.h"

/* Replaces the line `# NAME ...` in the manifest of the index in DIR by `# NAME VALUE`, and its
 * checksum by the one that it has then. */
dateline_status forge_manifest(const char *dir, const char *name, const char *value,
                               dateline_error *err);

#endif
