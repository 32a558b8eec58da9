/* Periods of the calendar as numbers that follow each other. */
#ifndef DATELINE_SEARCHER_PERIOD_H
#define DATELINE_SEARCHER_PERIOD_H

#include <stdint.h>

#include "searcher/question.h"

enum { PERIOD_TEXT = 16 };

/* "day", "week", ...; the inverse is false for another name. */
const char *period_unit_name(enum period_unit u);
dateline_status period_unit_by_name(struct span name, enum period_unit *out, dateline_error *err);

/* The period that DAY is in, from 1; 0 where it is undated or not known so well. */
int32_t period_of(enum period_unit u, dateline_day day);
/* The days that a period, numbered from 1, begins and ends with. */
dateline_day period_first(enum period_unit u, int32_t period);
dateline_day period_last(enum period_unit u, int32_t period);
/* "2025-03-31", "2025-W14", "2025-03", "2025-Q1", "2025"; its length. */
size_t period_format(enum period_unit u, int32_t period, char out[PERIOD_TEXT]);

#endif
