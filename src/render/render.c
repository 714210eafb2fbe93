#include "render/render.h"

#include <string.h>

static const struct renderer *const renderers[] = { &render_pdf, &render_xlsx, &render_tree };

const struct renderer *const *renderer_list(size_t *count)
{
	*count = sizeof renderers / sizeof renderers[0];
	return renderers;
}

const struct renderer *renderer_lookup(const char *format)
{
	for (size_t i = 0; i < sizeof renderers / sizeof renderers[0]; i++)
		if (strcmp(renderers[i]->format, format) == 0)
			return renderers[i];
	return NULL;
}
