/* What snapshot.c must know of the dates that days.c reads. */
#ifndef DATELINE_SNAPSHOT_DAYS_H
#define DATELINE_SNAPSHOT_DAYS_H

#include "snapshot/snapshot.h"

/* Accepts NULL. */
void snapshot_days_free(struct snapshot_days *d);

#endif
