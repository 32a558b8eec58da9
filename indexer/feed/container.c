/* The table of containers, and how a file's container is recognised. */
#include "indexer/feed/container.h"

#include "indexer/feed/mbox.h"
#include "indexer/feed/unpack.h"
#include "indexer/feed/warc.h"

static const struct container containers[] = {
    {FEED_RECOGNISED, unpack_recognise, unpack},
    {FEED_MBOX, mbox_recognise, mbox_read},
    {FEED_WARC, warc_recognise, warc_read},
    {FEED_TAR, NULL, unpack},
    {FEED_ZIP, NULL, unpack},
};

enum feed_format container_named(const struct input *in)
{
    enum feed_format named = in->feed->options->input_format;

    return in->archived && (named == FEED_TAR || named == FEED_ZIP) ? FEED_RECOGNISED : named;
}

const struct container *container_of(const struct input *in, struct span start)
{
    enum feed_format named = container_named(in);

    for (size_t i = 0; i < sizeof containers / sizeof *containers; i++) {
        const struct container *c = &containers[i];
        bool recognised = named == FEED_RECOGNISED || c->name == FEED_RECOGNISED;

        if ((c->name && c->name == named) || (recognised && c->recognise && c->recognise(start)))
            return c;
    }
    return NULL;
}
