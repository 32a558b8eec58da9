/* Front matter: the fields at the head of a Markdown file. */
#ifndef DATELINE_INDEXER_FEED_FRONT_H
#define DATELINE_INDEXER_FEED_FRONT_H

#include "indexer/feed/roles.h"

enum front_result {
    FRONT_READ, /* its fields are taken */
    FRONT_TEXT, /* it is no front matter but text */
    FRONT_BAD,  /* it cannot be read, which is reported; to be kept as text */
};

/* Each adds copies of the fields of TEXT, front matter without its fences, to FIELDS. Names match
 * in any capitals; dots reach into objects. */
enum front_result front_yaml(struct input *in, struct span text, struct role_fields *fields);
enum front_result front_toml(struct input *in, struct span text, struct role_fields *fields);
enum front_result front_json(struct input *in, struct span text, struct role_fields *fields);

#endif
