/* Ends programs where C++ would: see terminate.cc. */
#ifndef DATELINE_PROGRAM_TERMINATE_H
#define DATELINE_PROGRAM_TERMINATE_H

/* Makes a program that calls it end with a line and status 3 where an exception for want of memory
 * is not caught, even before main. */
#ifdef __cplusplus
extern "C" void terminate_watch(void);
#else
void terminate_watch(void);
#endif

#endif
