#include "render/pdf/faces.h"

struct source {
	const char *name;
	const char *paths[2];
	const char *package;
	float weight;
	enum pdf_face tables; /* the face that is made of the same file */
};

#define INTER "/usr/share/fonts/truetype/inter-vf/"
#define DEJAVU "/usr/share/fonts/truetype/dejavu/"
#define INTER_FILES { INTER "Inter-roman.var.ttf", INTER "Inter.var.ttf" }, "fonts-inter-variable"

static const struct source sources[FACE_COUNT] = {
	{ "Inter-Regular", INTER_FILES, 400, FACE_REGULAR },
	{ "Inter-SemiBold", INTER_FILES, 600, FACE_REGULAR },
	{ "Inter-Bold", INTER_FILES, 700, FACE_REGULAR },
	{ "DejaVuSans", { DEJAVU "DejaVuSans.ttf", NULL }, "fonts-dejavu-core", 0, FACE_FALLBACK },
	{ "DejaVuSans-Bold", { DEJAVU "DejaVuSans-Bold.ttf", NULL }, "fonts-dejavu-core", 0,
		FACE_FALLBACK_BOLD },
};

const char *pdf_face_name(enum pdf_face face)
{
	return sources[face].name;
}

float pdf_face_weight(enum pdf_face face)
{
	return sources[face].weight;
}

static hb_face_t *tables_open(struct pdf *pdf, const struct source *source)
{
	hb_blob_t *blob = NULL;
	for (size_t i = 0; i < 2 && source->paths[i] && !blob; i++)
		blob = hb_blob_create_from_file_or_fail(source->paths[i]);
	if (!blob) {
		pdf_fail(pdf, "font '%s' cannot be read; it comes with the package %s",
			source->paths[0], source->package);
		return NULL;
	}
	hb_face_t *face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	if (hb_face_get_glyph_count(face) == 0) {
		pdf_fail(pdf, "font '%s' is damaged", source->paths[0]);
		hb_face_destroy(face);
		return NULL;
	}
	return face;
}

hb_font_t *pdf_face_open(struct pdf *pdf, struct pdf_faces *faces, enum pdf_face index)
{
	const struct source *source = &sources[index];
	hb_face_t **tables = &faces->tables[source->tables];
	if (!*tables)
		*tables = tables_open(pdf, source);
	if (!*tables)
		return NULL;
	hb_font_t *font = hb_font_create(*tables);
	if (source->weight > 0) {
		hb_variation_t variation = { HB_TAG('w', 'g', 'h', 't'), source->weight };
		hb_font_set_variations(font, &variation, 1);
	}
	faces->fonts[index] = font;
	return font;
}

void pdf_faces_close(struct pdf_faces *faces)
{
	for (int i = 0; i < FACE_COUNT; i++) {
		hb_font_destroy(faces->fonts[i]);
		hb_face_destroy(faces->tables[i]);
	}
}
