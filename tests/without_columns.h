/* An index as it was before segments had columns: still searched. */
#ifndef DATELINE_TESTS_WITHOUT_COLUMNS_H
#define DATELINE_TESTS_WITHOUT_COLUMNS_H

/* Takes the columns of all segments out of the manifest of the index in DIR. */
void without_columns(const char *dir);

#endif
