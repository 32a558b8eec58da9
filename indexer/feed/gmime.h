/* GMime's functions, loaded when the first message is read.
 *
 * GLib allocates before main() and ends the process where it gets no memory. Most runs read no
 * mail, and a program that uses the library may never: they should neither pay for GLib nor depend
 * on it, so it is opened at run time, as systemd does with what few runs need. */
#ifndef DATELINE_INDEXER_FEED_GMIME_H
#define DATELINE_INDEXER_FEED_GMIME_H

#include <gmime/gmime.h>

/* The functions in use; a macro of GMime's that calls others cannot be used. */
#define GMIME_FUNCTIONS(f)                                                                         \
    f(g_mime_charset_iconv_name) f(g_mime_content_type_get_media_subtype)                          \
        f(g_mime_content_type_is_type) f(g_mime_data_wrapper_write_to_stream) f(g_mime_init)       \
            f(g_mime_message_get_from) f(g_mime_message_get_message_id) f(                         \
                g_mime_message_get_mime_part) f(g_mime_message_get_subject)                        \
                f(g_mime_message_part_get_message) f(g_mime_message_part_get_type) f(              \
                    g_mime_multipart_get_count) f(g_mime_multipart_get_part)                       \
                    f(g_mime_multipart_get_type) f(g_mime_object_get_content_type) f(              \
                        g_mime_object_get_content_type_parameter) f(g_mime_object_get_disposition) \
                        f(g_mime_object_get_header) f(g_mime_parser_construct_message)             \
                            f(g_mime_parser_new_with_stream) f(g_mime_part_get_content)            \
                                f(g_mime_part_get_type) f(g_mime_stream_mem_get_byte_array)        \
                                    f(g_mime_stream_mem_new) f(g_mime_stream_mem_new_with_buffer)  \
                                        f(g_object_unref) f(g_type_check_instance_is_a)            \
                                            f(internet_address_get_name)                           \
                                                f(internet_address_list_get_address)               \
                                                    f(internet_address_list_length)                \
                                                        f(internet_address_mailbox_get_addr)       \
                                                            f(internet_address_mailbox_get_type)

struct gmime {
#define GMIME_MEMBER(name) __typeof__(&(name)) name;
    GMIME_FUNCTIONS(GMIME_MEMBER)
#undef GMIME_MEMBER
};

/* The functions, ready for use; NULL if the library is not installed or lacks one. Not for several
 * threads at a time. */
const struct gmime *gmime_load(void);

#endif
