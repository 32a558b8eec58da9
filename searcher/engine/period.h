/* Periods of the calendar as numbers that follow each other. */
#ifndef DATELINE_SEARCHER_ENGINE_PERIOD_H
#define DATELINE_SEARCHER_ENGINE_PERIOD_H

#include <stdint.h>

#include "core/names.h"
#include "searcher/query/question.h"

enum { PERIOD_TEXT = 16 };

extern const struct names period_unit_names;

/* The period that DAY is in, from 1; 0 where it is undated or not known so well. */
int32_t period_of(enum period_unit u, dateline_day day);
/* "2025-03-31", "2025-W14", "2025-03", "2025-Q1", "2025"; its length. */
size_t period_format(enum period_unit u, int32_t period, char out[PERIOD_TEXT]);

#endif
