/* --recent: newer articles weigh more. A score is multiplied by
 *
 *     1/2 + 1/2 * 2^(-age / half-life)
 *
 * where age is the number of days from the article's date (of a month or a year, its first day)
 * to today; an article of the future has age 0. So the factor falls from 1 to 1/2: it orders
 * articles of like scores by date, but no article overtakes another that scores more than
 * twice as much, however old that is. Undated articles are neutral: they get 3/4, as
 * articles of one half-life. */
#ifndef DATELINE_SEARCHER_PLAN_RECENCY_H
#define DATELINE_SEARCHER_PLAN_RECENCY_H

#include "searcher/query/question.h"

#define RECENCY_LEAST 0.5 /* no factor is smaller; none is greater than 1 */

/* The factor of an article of DAY; 1 if R is off. */
double recency_factor(const struct recency *r, dateline_day day);

#endif
