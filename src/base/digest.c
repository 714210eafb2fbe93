#include "base/digest.h"

#include <assert.h>
#include <openssl/evp.h>

void digest_sha256(const void *bytes, size_t length, char hex[65])
{
	unsigned char digest[32];
	size_t size = 0;
	int done = EVP_Q_digest(NULL, "SHA256", NULL, bytes, length, digest, &size);
	assert(done == 1 && size == sizeof(digest));
	for (size_t i = 0; i < sizeof(digest); i++) {
		static const char digits[] = "0123456789abcdef";
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[64] = '\0';
}
