#include "render/pdf/fonts.h"

#include <hb.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "render/pdf/embed.h"
#include "render/pdf/faces.h"
#include "render/pdf/object.h"

#define BUCKETS 4096

struct cached {
	struct pdf_shape shape;
	struct cached *next;
};

struct pdf_fonts {
	struct pdf_font faces[FACE_COUNT];
	struct pdf_faces opened;
	hb_buffer_t *buffer;
	struct cached *buckets[BUCKETS];
};

void pdf_fonts_open(struct pdf *pdf)
{
	pdf->fonts = arena_alloc(pdf->arena, sizeof *pdf->fonts);
	pdf->fonts->buffer = hb_buffer_create();
}

void pdf_fonts_close(struct pdf *pdf)
{
	if (!pdf->fonts)
		return;
	pdf_faces_close(&pdf->fonts->opened);
	hb_buffer_destroy(pdf->fonts->buffer);
}

/* The font of a face, opened when it is first wanted; NULL when it cannot be. */
static struct pdf_font *font_open(struct pdf *pdf, enum pdf_face index)
{
	struct pdf_font *font = &pdf->fonts->faces[index];
	if (font->font || pdf->failed)
		return font->font ? font : NULL;
	font->font = pdf_face_open(pdf, &pdf->fonts->opened, index);
	if (!font->font)
		return NULL;
	font->face = hb_font_get_face(font->font);
	font->name = pdf_face_name(index);
	font->weight = pdf_face_weight(index);
	font->scale = 1000.0 / hb_face_get_upem(font->face);
	font->glyph_count = hb_face_get_glyph_count(font->face);
	font->first = ARENA_ARRAY(pdf->arena, uint16_t, font->glyph_count);
	/* Code 0 is .notdef, which is never shown. */
	font->codes = arena_grow(pdf->arena, NULL, 0, &font->code_capacity, sizeof *font->codes);
	font->code_count = 1;
	font->object = pdf_object(pdf, NULL);
	return font;
}

const char *pdf_font_name(struct pdf *pdf, enum pdf_face face)
{
	struct pdf_canvas *canvas = &pdf->canvas;
	if (!canvas->font_names[face])
		canvas->font_names[face] = HPDF_Page_GetLocalFontName(
			pdf->pages[pdf->page_count - 1].haru, pdf->fonts->faces[face].object);
	return canvas->font_names[face];
}

/* The code of a glyph that stands for a text; a new one when the pair is new. */
static uint16_t font_code(struct pdf *pdf, struct pdf_font *font, hb_codepoint_t glyph,
	const char *text, size_t length)
{
	for (uint16_t i = font->first[glyph]; i; i = font->codes[i].next)
		if (font->codes[i].length == length &&
			memcmp(font->codes[i].text, text, length) == 0)
			return i;
	if (font->code_count == UINT16_MAX) {
		pdf_fail(pdf, "more than 65534 different glyphs in one font");
		return 0;
	}
	font->codes = arena_grow(pdf->arena, font->codes, font->code_count, &font->code_capacity,
		sizeof *font->codes);
	uint16_t code = (uint16_t)font->code_count++;
	font->codes[code] = (struct pdf_code){
		.glyph = glyph,
		.text = text,
		.length = length,
		.width = hb_font_get_glyph_h_advance(font->font, glyph) * font->scale,
		.next = font->first[glyph],
	};
	font->first[glyph] = code;
	return code;
}

/* Shapes a stretch that one face can show, adding to the glyphs. */
static void shape_stretch(
	struct pdf *pdf, enum pdf_face face, struct pdf_shape *shape, size_t from, size_t to)
{
	static const hb_feature_t tabular = { HB_TAG('t', 'n', 'u', 'm'), 1,
		HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };
	struct pdf_font *font = font_open(pdf, face);
	if (!font)
		return;
	hb_buffer_t *buffer = pdf->fonts->buffer;
	hb_buffer_clear_contents(buffer);
	hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_buffer_add_utf8(
		buffer, shape->text, (int)shape->length, (unsigned)from, (int)(to - from));
	hb_buffer_guess_segment_properties(buffer);
	bool backward = HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(buffer));
	/* The message of a page is not a column of figures. */
	hb_shape(font->font, buffer, &tabular, face == FACE_BOLD ? 0 : 1);
	unsigned count;
	const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
	const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
	if (!hb_buffer_allocation_successful(buffer)) {
		pdf_fail(pdf, "out of memory while shaping text");
		return;
	}
	struct pdf_glyph *glyphs = ARENA_ARRAY(pdf->arena, struct pdf_glyph, shape->count + count);
	if (shape->count > 0)
		memcpy(glyphs, shape->glyphs, shape->count * sizeof *glyphs);
	shape->glyphs = glyphs;
	shape->replace |= backward;
	size_t previous = to; /* where the cluster before this one began, when going backward */
	for (unsigned i = 0; i < count; i++) {
		size_t start = infos[i].cluster, end = to;
		if (backward) {
			if (i > 0 && infos[i - 1].cluster != start)
				previous = infos[i - 1].cluster;
			end = previous;
		} else {
			unsigned next = i + 1;
			while (next < count && infos[next].cluster == start)
				next++;
			if (next < count)
				end = infos[next].cluster;
		}
		const char *text = shape->text + start;
		size_t length = end - start;
		/* A further glyph of the same text says nothing by itself. */
		if (i > 0 && infos[i - 1].cluster == start) {
			text = "\xE2\x80\x8B";
			length = 3;
			shape->replace = true;
		}
		struct pdf_glyph *glyph = &glyphs[shape->count++];
		glyph->face = face;
		glyph->index = infos[i].codepoint;
		glyph->text = text;
		glyph->length = length;
		glyph->advance = positions[i].x_advance * font->scale;
		glyph->x_offset = positions[i].x_offset * font->scale;
		glyph->y_offset = positions[i].y_offset * font->scale;
		shape->width += glyph->advance;
	}
}

/* The face that has the character: the one asked for or its substitute; -1 for none. */
static int face_for(struct pdf *pdf, enum pdf_face face, uint32_t point)
{
	enum pdf_face substitute = face == FACE_REGULAR ? FACE_FALLBACK : FACE_FALLBACK_BOLD;
	hb_codepoint_t glyph;
	struct pdf_font *font = font_open(pdf, face);
	if (font && hb_font_get_nominal_glyph(font->font, point, &glyph))
		return (int)face;
	font = font_open(pdf, substitute);
	if (font && hb_font_get_nominal_glyph(font->font, point, &glyph))
		return (int)substitute;
	return -1;
}

static bool ignorable(uint32_t point)
{
	return point == 0xAD || (point >= 0x200B && point <= 0x200F) || point == 0x2060 ||
	       (point >= 0xFE00 && point <= 0xFE0F) || point == 0xFEFF;
}

static void shape_text(struct pdf *pdf, struct pdf_shape *shape)
{
	const char *end = shape->text + shape->length;
	size_t from = 0;
	int current = (int)shape->face;
	for (const char *at = shape->text; at < end && !pdf->failed;) {
		size_t start = (size_t)(at - shape->text);
		uint32_t point = utf8_next(&at, end);
		if (ignorable(point))
			continue;
		int face = face_for(pdf, shape->face, point);
		if (pdf->failed)
			return;
		if (face < 0) {
			pdf_fail(pdf, "no font has the character U+%04X in '%.*s'", (unsigned)point,
				(int)(shape->length < 200 ? shape->length : 200), shape->text);
			return;
		}
		if (face != current) {
			if (start > from)
				shape_stretch(pdf, (enum pdf_face)current, shape, from, start);
			from = start;
			current = face;
		}
	}
	if (from < shape->length)
		shape_stretch(pdf, (enum pdf_face)current, shape, from, shape->length);
}

/* FNV-1a */
static uint32_t hash(enum pdf_face face, const char *text, size_t length)
{
	uint32_t value = 2166136261u ^ (uint32_t)face;
	for (size_t i = 0; i < length; i++)
		value = (value ^ (unsigned char)text[i]) * 16777619u;
	return value;
}

const struct pdf_shape *pdf_shape(
	struct pdf *pdf, enum pdf_face face, const char *text, size_t length)
{
	struct cached **bucket = &pdf->fonts->buckets[hash(face, text, length) % BUCKETS];
	for (struct cached *at = *bucket; at; at = at->next)
		if (at->shape.face == face && at->shape.length == length &&
			memcmp(at->shape.text, text, length) == 0)
			return &at->shape;
	struct cached *entry = arena_alloc(pdf->arena, sizeof *entry);
	entry->shape.text = arena_strndup(pdf->arena, text, length);
	entry->shape.length = length;
	entry->shape.face = face;
	entry->next = *bucket;
	*bucket = entry;
	shape_text(pdf, &entry->shape);
	return &entry->shape;
}

const struct pdf_shape *pdf_shape_hyphen(struct pdf *pdf, enum pdf_face face)
{
	static const char soft_hyphen[] = "\xC2\xAD";
	struct pdf_font *font = font_open(pdf, face);
	hb_codepoint_t glyph;
	if (!font || !hb_font_get_nominal_glyph(font->font, 0xAD, &glyph))
		return pdf_shape(pdf, face, "-", 1);
	struct pdf_shape *shape = arena_alloc(pdf->arena, sizeof *shape);
	struct pdf_glyph *shown = arena_alloc(pdf->arena, sizeof *shown);
	shown->face = face;
	shown->index = glyph;
	shown->text = soft_hyphen;
	shown->length = 2;
	shown->advance = hb_font_get_glyph_h_advance(font->font, glyph) * font->scale;
	*shape = (struct pdf_shape){ soft_hyphen, 2, face, shown, 1, shown->advance, false };
	return shape;
}

void pdf_shape_show(struct pdf *pdf, const struct pdf_shape *shape)
{
	for (size_t i = 0; i < shape->count; i++) {
		struct pdf_glyph *glyph = &shape->glyphs[i];
		struct pdf_font *font = &pdf->fonts->faces[glyph->face];
		if (glyph->code)
			continue;
		glyph->code = font_code(pdf, font, glyph->index, glyph->text, glyph->length);
		glyph->width = font->codes[glyph->code].width;
	}
}

bool pdf_fonts_finish(struct pdf *pdf)
{
	for (int i = 0; i < FACE_COUNT; i++)
		if (pdf->fonts->faces[i].font && !pdf_embed(pdf, &pdf->fonts->faces[i]))
			return false;
	return true;
}
