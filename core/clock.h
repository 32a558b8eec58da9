/* Time that only goes forward, for measuring and waiting. */
#ifndef DATELINE_CORE_CLOCK_H
#define DATELINE_CORE_CLOCK_H

/* Seconds since some moment in the past. */
double clock_seconds(void);

#endif
