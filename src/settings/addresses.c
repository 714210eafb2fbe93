#include "settings/addresses.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

enum { LONGEST_ADDRESS = 254, LONGEST_LOCAL = 64, LONGEST_LABEL = 63, LONGEST_HOST = 253 };

static bool is_alphanumeric(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= 'a' && byte <= 'z');
}

/* Dots stand between other characters only (RFC 5322 dot-atom). */
static bool local_valid(const char *text, size_t length)
{
	bool dotted = true;

	if (!length || length > LONGEST_LOCAL || *text == '-')
		return false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.' ? dotted
				   : !is_alphanumeric(text[i]) &&
					     (!text[i] || !strchr("!#$%&'*+-/=?^_`{|}~", text[i])))
			return false;
		dotted = text[i] == '.';
	}
	return !dotted;
}

static bool label_valid(const char *text, size_t length)
{
	if (!length || length > LONGEST_LABEL || text[0] == '-' || text[length - 1] == '-')
		return false;
	for (size_t i = 0; i < length; i++)
		if (!is_alphanumeric(text[i]) && text[i] != '-')
			return false;
	return true;
}

static bool host_valid(const char *text, size_t length)
{
	const char *end = text + length;

	if (!length || length > LONGEST_HOST)
		return false;
	while (text < end) {
		const char *dot = memchr(text, '.', (size_t)(end - text));

		if (!label_valid(text, (size_t)((dot ? dot : end) - text)) || dot == end - 1)
			return false;
		text = dot ? dot + 1 : end;
	}
	return true;
}

bool address_valid(const char *text, size_t length)
{
	const char *at = memchr(text, '@', length);

	if (!at || length > LONGEST_ADDRESS)
		return false;

	size_t local = (size_t)(at - text);

	return local_valid(text, local) && host_valid(at + 1, length - local - 1);
}

static bool address_fault(const struct value *value, struct reading *reading)
{
	return value_fault(value, PROBLEM_WRONG_KIND, reading,
		"'%s' is no e-mail address; expected ASCII as in nord@example.se",
		value_shown(value, reading));
}

static bool address_repeated(const char *const *addresses, size_t count, const char *address)
{
	for (size_t i = 0; i < count; i++)
		if (!strcasecmp(addresses[i], address))
			return true;
	return false;
}

bool value_addresses(const struct value *value, const char *const **addresses, size_t *count,
	struct reading *reading)
{
	const char **list = NULL;
	size_t from = 0, capacity = 0;
	struct value part;
	bool good = true;

	*count = 0;
	while (value_next(value, ',', &from, &part)) {
		const char *address = value_text(&part, reading->arena);

		if (!address_valid(part.text, part.length)) {
			good = address_fault(&part, reading);
		} else if (address_repeated(list, *count, address)) {
			good = value_fault(&part, PROBLEM_REPEATED_KEY, reading,
				"'%s' stands there already", value_shown(&part, reading));
		} else {
			list = arena_grow(reading->arena, list, *count, &capacity, sizeof(*list));
			list[(*count)++] = address;
		}
	}
	*addresses = list;
	return good;
}

bool value_mailbox(const struct value *value, const char **mailbox, struct reading *reading)
{
	const char *bracket = memchr(value->text, '<', value->length);
	struct value address = *value;

	*mailbox = value_text(value, reading->arena);
	if (bracket) {
		size_t opening = (size_t)(bracket - value->text);

		if (value->text[value->length - 1] != '>')
			return value_fault(value, PROBLEM_WRONG_KIND, reading,
				"expected '>' at the end of '%s'", value_shown(value, reading));
		address = value_part(value, opening + 1, value->length - 1);
	}
	return address_valid(address.text, address.length) || address_fault(&address, reading);
}

/* The host of a URL with a scheme, in brackets if it is one of IPv6; what follows it at *rest. */
static size_t url_host(const char *url, const char **host, const char **rest)
{
	const char *end;

	*host = strstr(url, "://") + 3;
	end = **host == '[' ? strchr(*host, ']') : NULL;
	*rest = end ? end + 1 : *host + strcspn(*host, ":/");
	return (size_t)(*rest - *host);
}

static bool bracketed_valid(const char *host, size_t length)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;

	if (length < 2 || length - 2 >= sizeof(text))
		return false;
	memcpy(text, host + 1, length - 2);
	text[length - 2] = '\0';
	return inet_pton(AF_INET6, text, &address) == 1;
}

/* "", ":2525", and either with "/". */
static bool rest_valid(const char *rest)
{
	if (*rest == ':') {
		int port = 0;

		for (rest++; *rest >= '0' && *rest <= '9' && port <= 65535; rest++)
			port = port * 10 + (*rest - '0');
		if (port < 1 || port > 65535)
			return false;
	}
	return !*rest || !strcmp(rest, "/");
}

bool value_mail_url(const struct value *value, const char **url, struct reading *reading)
{
	const char *text = value_text(value, reading->arena), *host, *rest;

	*url = text;
	if (strncmp(text, "smtp://", 7) != 0 && strncmp(text, "smtps://", 8) != 0)
		return value_fault(value, PROBLEM_WRONG_KIND, reading,
			"'%s' does not start with smtp:// or smtps://",
			value_shown(value, reading));
	if (strchr(text, '@'))
		return value_fault(value, PROBLEM_UNSAFE, reading,
			"a user or password does not belong in the address; use 'user' and "
			"'password_file'");

	size_t length = url_host(text, &host, &rest);
	bool good = *host == '[' ? bracketed_valid(host, length) : host_valid(host, length);

	if (!good || !rest_valid(rest))
		return value_fault(value, PROBLEM_WRONG_KIND, reading,
			"'%s' is no address of a mail server; expected "
			"smtp://mail.example.se:587",
			value_shown(value, reading));
	return true;
}

bool mail_url_is_loopback(const char *url)
{
	const char *host, *rest;
	size_t length = url_host(url, &host, &rest);
	char text[INET6_ADDRSTRLEN];
	struct in6_addr six;
	struct in_addr four;

	if (length == 9 && !strncasecmp(host, "localhost", 9))
		return true;
	if (length >= sizeof(text))
		return false;
	memcpy(text, host, length);
	text[length] = '\0';
	if (inet_pton(AF_INET, text, &four) == 1)
		return ntohl(four.s_addr) >> 24 == 127;
	if (*text != '[')
		return false;
	text[length - 1] = '\0';
	return inet_pton(AF_INET6, text + 1, &six) == 1 && IN6_IS_ADDR_LOOPBACK(&six);
}
