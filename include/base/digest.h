#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

/* SHA-256 of the bytes as 64 lower-case hex digits and a NUL. */
void digest_sha256(const void *bytes, size_t length, char hex[65]);

#endif
