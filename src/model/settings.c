#include "model/settings.h"

#include <string.h>

const char *localized_text(const struct localized *text, const char *language)
{
	if (text->sv && !strcmp(language, "sv"))
		return text->sv;
	if (text->en && !strcmp(language, "en"))
		return text->en;
	return text->any;
}
