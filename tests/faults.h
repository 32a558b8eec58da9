/* Every call of a test program's own code that changes the disk: counted,
 * written down, made to fail, or the process's last. The linker's --wrap puts
 * them in the way; what libraries call they do not see. */
#ifndef DATELINE_TESTS_FAULTS_H
#define DATELINE_TESTS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

enum faults_kind {
    FAULTS_NONE,
    FAULTS_EXIT, /* the process ends there, as by kill -9; a write half done */
    FAULTS_FAIL, /* the call fails with errno ERROR */
};

/* Exit status of a process that FAULTS_EXIT ended. */
enum { FAULTS_EXITED = 77 };

/* From now on the NTH call (from 1) and none before does what KIND says; with
 * FAULTS_FAIL all later ones do too where FOR_GOOD. */
void faults_arm(enum faults_kind kind, unsigned nth, int error, bool for_good);
/* How many calls there were since. */
unsigned faults_calls(void);
/* The calls since, one a line, as "fsync PATH", "rename FROM TO". */
const char *faults_log(void);

#endif
