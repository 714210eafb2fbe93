#ifndef SETTINGS_ADDRESSES_H
#define SETTINGS_ADDRESSES_H

#include <stdbool.h>
#include <stddef.h>

#include "settings/values.h"

/*
 * E-mail addresses by one strict grammar: ASCII local@domain of at most 254 characters, without
 * quotes, comments and a leading '-'. What is refused here can do no harm in a header or a command.
 */
bool address_valid(const char *text, size_t length);

/* Addresses separated by commas. */
bool value_addresses(const struct value *value, const char *const **addresses, size_t *count,
	struct reading *reading);

/* "Kvartal <kvartal@example.se>", or an address alone. */
bool value_mailbox(const struct value *value, const char **mailbox, struct reading *reading);

/* smtp:// or smtps://, a host, and perhaps a port; no user and no password. */
bool value_mail_url(const struct value *value, const char **url, struct reading *reading);

/* Whether the host of such a URL is this machine: localhost, 127.0.0.0/8 or [::1]. */
bool mail_url_is_loopback(const char *url);

#endif
