/* The memory of libxml2. */
#ifndef DATELINE_INDEXER_FEED_XML_MEMORY_H
#define DATELINE_INDEXER_FEED_XML_MEMORY_H

/* Makes every allocation of libxml2 end the process, or the guarded call, when memory runs out:
 * left to itself its parser then drops attributes or text, or never returns. To be called before a
 * parser is made, again at will. */
void xml_memory_start(void);

#endif
