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

#endif
