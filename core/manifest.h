/* The manifest of an index: the Xapian stub file XAPIANDB.
 *
 * Xapian reads the lines `glass NAME`, a list of databases. The lines that begin
 * with '#', comments to Xapian, hold the rest:
 *
 *     # dateline index: do not edit
 *     # format 2
 *     # schema 4
 *     # language english STEMS
 *     # xapian full
 *     # folders FILE SIZE XXH3
 *     # segment NAME ARTICLES FIRST LAST REVISION
 *     # component NAME VERSION SIZE XXH3 [optional]
 *     ...
 *     # deleted DELETED-FILE COUNT SIZE XXH3
 *     glass NAME
 *     # end XXH3-of-all-above
 *
 * A reader ignores an optional component whose name or version it does not know, and
 * refuses the index if the component is not optional. In an index without Xapian's
 * tables `dateline NAME` stands in place of `glass NAME`: Xapian refuses such a stub,
 * where it would find nothing in an empty one.
 *
 * Format 1 is read too. It has no line `# xapian`, but all of Xapian's tables, and lists
 * components as `# file NAME SIZE XXH3`, of version 1. The segments of an index that was
 * of format 1 stay as they are until they are merged.
 *
 * STEMS is absent where it is not known which version of the stemmer made the stems, as in older
 * indexes; programs that do not know it read the line without it.
 *
 * The line of folders is absent where nothing is known of them (indexer/index/folders.h).
 *
 * Segments are listed in the order of their creation. A commit replaces the whole
 * file by one rename. */
#ifndef DATELINE_CORE_MANIFEST_H
#define DATELINE_CORE_MANIFEST_H

#include <stdint.h>

#include "core/buf.h"
#include "core/day.h"
#include "core/fail.h"
#include "core/names.h"

#define MANIFEST_FILE "XAPIANDB"
#define MANIFEST_LOCK "lock"

enum { MANIFEST_FORMAT = 2 /* written; older ones are read */, MANIFEST_NAME = 64 };

/* Which of Xapian's tables the segments of an index have. */
enum xapian_kind {
    XAPIAN_UNSET,
    XAPIAN_NONE,
    XAPIAN_LEAN, /* to search for words, and show titles and samples */
    XAPIAN_FULL, /* all: positions, term lists, whole articles */
};
/* "none", "lean", "full". */
extern const struct names xapian_kind_names;

/* A file of a segment, or its deletions file, and the content it must have. */
struct component {
    char name[MANIFEST_NAME]; /* file name */
    uint32_t version;         /* of the file's format, from 1 */
    uint64_t size, checksum;  /* XXH3, 64 bits; of a paged file, the one in its trailer */
};

/* The name of component AT of those that this program knows, from 0; NULL past the end. */
const char *component_name(size_t at);
/* Whether this program can read C, of this name and version. */
bool component_known(const struct component *c);
/* Whether C is a file of pages (store/pages.h). */
bool component_paged(const struct component *c);

struct segment {
    char name[MANIFEST_NAME]; /* its directory */
    uint32_t articles;        /* including deleted ones */
    dateline_day first, last; /* of its dated articles, to any precision; 0 if none is dated */
    uint32_t revision; /* of its version file; changes when another program writes to the segment */
    struct component *components;
    size_t n_components;
    uint32_t deleted; /* number of deleted articles; 0: no deletions file */
    struct component deletions;
};

struct manifest {
    uint32_t format, schema;
    char language[MANIFEST_NAME];
    uint64_t stems; /* the fingerprint of the stemmer (text/stem.h); 0: unknown */
    enum xapian_kind xapian;
    struct component folders; /* the file that says what folders gave; without a name: none */
    struct segment *segments;
    size_t n_segments;
};

/* Reads DIR/XAPIANDB. DATELINE_NO_INDEX if there is none or another program wrote it;
 * DATELINE_CORRUPT if it is damaged or has an unknown format or schema; older ones are read. */
dateline_status manifest_read(const char *dir, struct manifest *out, dateline_error *err);
/* Replaces OUT with the manifest's text. */
void manifest_format(const struct manifest *m, struct buf *out);
void manifest_free(struct manifest *m);

/* Appends a segment of all zeros; the pointer is valid until the next call. */
struct segment *manifest_add(struct manifest *m);
/* S with components of its own, for manifest_add(). */
struct segment segment_copy(const struct segment *s);
void manifest_remove(struct manifest *m, size_t segment);
/* Whether S has lists, columns and texts, as segments of this format have: all that a search and a
 * merge read. */
bool segment_is_whole(const struct segment *s);
/* Which of Xapian's tables S has. */
enum xapian_kind segment_xapian(const struct segment *s);
/* Whether M is of an older schema than this program's, so that its articles are to be analysed
 * again. */
bool manifest_is_old_schema(const struct manifest *m);
/* Whether a stemmer of another fingerprint than STEMS made M's stems; false if that is unknown. */
bool manifest_has_other_stems(const struct manifest *m, uint64_t stems);
/* Whether one of these is so: an article that is analysed now would have other words than M's. */
bool manifest_analysed_otherwise(const struct manifest *m, uint64_t stems);
/* Appends version 1 of the component NAME; the pointer is valid until the next call. */
struct component *segment_add_component(struct segment *s, const char *name);
/* NULL if S has no such component. */
const struct component *segment_component(const struct segment *s, const char *name);
/* Whether NAME is a segment or a deletions file of M. */
bool manifest_names(const struct manifest *m, const char *name);

/* The number of articles not deleted, and of deleted ones. */
uint64_t manifest_live(const struct manifest *m);
uint64_t manifest_deleted(const struct manifest *m);
/* The bytes of component NAME in all segments. */
uint64_t manifest_component_bytes(const struct manifest *m, const char *name);

#endif
