/* The order of day and month in a source's dates. */
#include "indexer/feed/orders.h"

static int joint_number(char joint)
{
    return joint == '/' ? 0 : joint == '-' ? 1 : 2;
}

void orders_see(struct date_orders *o, const struct date_reading *how)
{
    if (how->joint && how->allows != DATE_ORDER_UNKNOWN)
        o->seen[joint_number(how->joint)][how->allows] = true;
}

enum date_order orders_of(const struct date_orders *o, char joint)
{
    const bool *seen = o->seen[joint_number(joint)];

    if (seen[DATE_DAY_FIRST] == seen[DATE_MONTH_FIRST])
        return DATE_ORDER_UNKNOWN;
    return seen[DATE_DAY_FIRST] ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
}

bool orders_first(struct date_orders *o, char joint)
{
    bool *told = &o->told[joint_number(joint)], first = !*told;

    *told = true;
    return first;
}
