/* Writes a segment's articles as they are stored (store/texts.h), front to back. */
#ifndef DATELINE_STORE_TEXTS_WRITER_H
#define DATELINE_STORE_TEXTS_WRITER_H

#include "store/page_writer.h"
#include "store/texts.h"

struct texts_writer;

/* DIR is borrowed until _close. */
struct texts_writer *texts_writer_new(const struct open_dir *dir);
/* Adds the record of the next document. DATELINE_CORRUPT if it is not as article_encode makes them,
 * with the hash of its content and without NUL; afterwards only _close may be called. */
dateline_status texts_writer_add(struct texts_writer *w, struct span record, dateline_error *err);
/* Writes the rest. */
dateline_status texts_writer_finish(struct texts_writer *w, struct output_file files[TEXTS_FILES],
                                    dateline_error *err);
/* Waits until the finished files are on the disk. */
dateline_status texts_writer_sync(struct texts_writer *w, dateline_error *err);
/* Accepts NULL; removes files that were not synced. */
void texts_writer_close(struct texts_writer *w);

#endif
