/* The order of day and month in a source's dates: 02/03/2024 is dated only where the source's other
 * dates, as 13/03/2024, allow one order and not the other. */
#ifndef DATELINE_INDEXER_FEED_ORDERS_H
#define DATELINE_INDEXER_FEED_ORDERS_H

#include "text/date_parse.h"

struct feed;

/* All zeros: nothing is known yet. */
struct date_orders {
    bool gathered;   /* seen is of the whole source */
    bool seen[3][3]; /* by joint (/ - .) and enum date_order */
    bool told[3];    /* by joint: which order is taken */
};

/* Reads the source of F once more for the orders of its dates, and tells nothing. Seen stays empty
 * if it can be read only once. */
void feed_gather_orders(struct feed *f);

/* Notes the order that the date read by HOW allows. */
void orders_see(struct date_orders *o, const struct date_reading *how);
/* The only order that dates with JOINT have; DATE_ORDER_UNKNOWN if they have both or none. */
enum date_order orders_of(const struct date_orders *o, char joint);
/* Whether this is the first time that it is asked for JOINT. */
bool orders_first(struct date_orders *o, char joint);

#endif
