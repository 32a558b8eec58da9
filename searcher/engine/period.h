/* Calendar periods as consecutive numbers. */
#ifndef DATELINE_SEARCHER_ENGINE_PERIOD_H
#define DATELINE_SEARCHER_ENGINE_PERIOD_H

#include <stdint.h>

#include "core/names.h"
#include "searcher/query/question.h"

enum { PERIOD_TEXT = 16 };

extern const struct names period_unit_names;

/* The period of DAY, from 1; 0 if DAY is undated or not precise enough. */
int32_t period_of(enum period_unit u, dateline_day day);
/* The first and the last day of PERIOD, a number of the unit. */
dateline_day period_first(enum period_unit u, int32_t period);
dateline_day period_last(enum period_unit u, int32_t period);
/* Formats "2025-03-31", "2025-W14", "2025-03", "2025-Q1", "2025"; returns the length. */
size_t period_format(enum period_unit u, int32_t period, char out[PERIOD_TEXT]);

#endif
