/* Texts of a segment in a directory of its own, and the records they were made of. */
#ifndef DATELINE_TESTS_STORED_TEXTS_H
#define DATELINE_TESTS_STORED_TEXTS_H

#include "store/texts_writer.h"
#include "tests/bytes.h"

struct stored {
    char dir[64];
    struct open_dir out;
    struct output_file files[TEXTS_FILES];
    struct buf *records;
    uint32_t n;
    struct texts *texts;
    struct texts_reader *reader;
};

struct stored *stored_new(void);
/* Adds an article with WORDS words of text. */
void stored_add(struct stored *s, size_t words);
/* The path of texts file FILE, valid until the next call. */
const char *stored_path(const struct stored *s, int file);
void stored_write(struct stored *s);
dateline_status stored_open_pages(const struct stored *s, struct pages *files[TEXTS_FILES],
                                  dateline_error *err);
void stored_close(struct stored *s);
/* Removes the files too. */
void stored_free(struct stored *s);

#endif
