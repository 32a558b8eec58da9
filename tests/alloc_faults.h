/* Memory that runs out: one allocation, counted over all threads, of our C or of any C++
 * fails; for programs linked with --wrap of each C function. */
#ifndef DATELINE_TESTS_ALLOC_FAULTS_H
#define DATELINE_TESTS_ALLOC_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The NTH allocation from now on fails, and no other. */
void alloc_fail_at(size_t nth);
void alloc_fail_never(void);
/* Whether it was reached. */
bool alloc_failed(void);
/* Whether the allocation that is due is the one to fail. */
bool alloc_fails(void);

#ifdef __cplusplus
}
#endif
#endif
