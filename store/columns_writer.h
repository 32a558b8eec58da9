/* Writes a segment's columns (store/columns.h) front to back. */
#ifndef DATELINE_STORE_COLUMNS_WRITER_H
#define DATELINE_STORE_COLUMNS_WRITER_H

#include "core/day.h"
#include "store/page_writer.h"

struct columns_writer;

/* DIR is borrowed until _close. */
struct columns_writer *columns_writer_new(const struct open_dir *dir);
/* Adds the next article, in the order of document numbers. */
dateline_status columns_writer_add(struct columns_writer *w, dateline_day day, struct span id,
                                   dateline_error *err);
/* Writes the rest. */
dateline_status columns_writer_finish(struct columns_writer *w, struct output_file *rows,
                                      struct output_file *ids, dateline_error *err);
/* Waits until the finished files are on the disk. */
dateline_status columns_writer_sync(struct columns_writer *w, dateline_error *err);
/* Accepts NULL; removes files that were not synced. */
void columns_writer_close(struct columns_writer *w);

#endif
