/* A fuzz target: one function that is given any bytes and checks what must hold.
 *
 * Built with libFuzzer by the preset "fuzz"; in every other build linked with
 * replay.c, which feeds it seeded mutations of known inputs as a CTest test. */
#ifndef DATELINE_TESTS_FUZZ_H
#define DATELINE_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { FUZZ_FOLDER = 64 };

/* Returns 0; ends the process where something does not hold. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Inputs to start from, ended by NULL. A target may leave it out, and have
 * files in fixtures/fuzz/NAME/ instead or as well. */
extern const char *const fuzz_seeds[] __attribute__((weak));

/* assert() that a release build keeps. */
#define FUZZ_CHECK(condition)                                                                      \
    ((condition) ? (void)0                                                                         \
                 : (fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition), \
                    abort()))

/* Makes a directory for a target's files and writes its path to PATH; in memory if the system has a
 * file system there, as a disk takes longer to sync than a target to run: measured, fuzz_build
 * 1.2 -> 0.5 s of a processor for 60 runs, and a third of the time. */
static inline void fuzz_make_folder(char path[FUZZ_FOLDER])
{
    const char *where = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

    snprintf(path, FUZZ_FOLDER, "%s/dateline-fuzz-XXXXXX", where);
    FUZZ_CHECK(mkdtemp(path));
}

#endif
