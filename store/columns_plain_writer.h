/* Writes the columns of a segment of format 1 (store/columns.h, version 1) front to back. */
#ifndef DATELINE_STORE_COLUMNS_PLAIN_WRITER_H
#define DATELINE_STORE_COLUMNS_PLAIN_WRITER_H

#include "core/day.h"
#include "store/file_writer.h"

struct columns_plain_writer;

/* DIR is borrowed until _close. */
struct columns_plain_writer *columns_plain_writer_new(const struct open_dir *dir);
/* Adds the next article, in the order of document numbers. */
dateline_status columns_plain_writer_add(struct columns_plain_writer *w, dateline_day day, struct span id,
                                   dateline_error *err);
/* Writes the rest; both sizes are 0 if no files were written. */
dateline_status columns_plain_writer_finish(struct columns_plain_writer *w, struct output_file *rows,
                                      struct output_file *ids, dateline_error *err);
/* Waits until the finished files are on the disk. */
dateline_status columns_plain_writer_sync(struct columns_plain_writer *w, dateline_error *err);
/* Accepts NULL; removes files that were not synced. */
void columns_plain_writer_close(struct columns_plain_writer *w);

#endif
