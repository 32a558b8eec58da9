/* The monotonic clock, for measuring and waiting. */
#ifndef DATELINE_CORE_CLOCK_H
#define DATELINE_CORE_CLOCK_H

/* Seconds since an unspecified time in the past. */
double clock_seconds(void);

#endif
