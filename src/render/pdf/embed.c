#include "render/pdf/embed.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <math.h>

#include "base/utf8.h"
#include "render/pdf/object.h"

/* Tables that a font in a PDF has no use for. */
static const hb_tag_t unused_tables[] = {
	HB_TAG('G', 'S', 'U', 'B'),
	HB_TAG('G', 'P', 'O', 'S'),
	HB_TAG('G', 'D', 'E', 'F'),
	HB_TAG('n', 'a', 'm', 'e'),
	HB_TAG('O', 'S', '/', '2'),
	HB_TAG('p', 'o', 's', 't'),
	HB_TAG('c', 'm', 'a', 'p'),
	HB_TAG('S', 'T', 'A', 'T'),
	HB_TAG('M', 'V', 'A', 'R'),
	HB_TAG('D', 'S', 'I', 'G'),
	HB_TAG('m', 'e', 't', 'a'),
	HB_TAG('F', 'F', 'T', 'M'),
	HB_TAG('k', 'e', 'r', 'n'),
	HB_TAG('g', 'a', 's', 'p'),
};

static hb_subset_plan_t *plan_new(const struct pdf_font *font)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	if (!input)
		return NULL;
	hb_set_t *glyphs = hb_subset_input_glyph_set(input);
	for (size_t i = 1; i < font->code_count; i++)
		hb_set_add(glyphs, font->codes[i].glyph);
	hb_set_t *dropped = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < sizeof unused_tables / sizeof *unused_tables; i++)
		hb_set_add(dropped, unused_tables[i]);
	hb_subset_input_set_flags(
		input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	if (font->weight > 0) {
		hb_subset_input_pin_axis_location(
			input, font->face, HB_TAG('w', 'g', 'h', 't'), font->weight);
		hb_subset_input_pin_axis_to_default(input, font->face, HB_TAG('s', 'l', 'n', 't'));
	}
	hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(font->face, input);
	hb_subset_input_destroy(input);
	return plan;
}

/* The glyph in the subset, two bytes for each code. */
static HPDF_Dict glyph_map(struct pdf *pdf, const struct pdf_font *font, hb_subset_plan_t *plan)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
	struct strbuf bytes = STRBUF_INIT;
	strbuf_add(&bytes, "\0\0", 2);
	for (size_t i = 1; i < font->code_count; i++) {
		hb_codepoint_t glyph = hb_map_get(map, font->codes[i].glyph);
		strbuf_addc(&bytes, (char)(glyph >> 8 & 0xFF));
		strbuf_addc(&bytes, (char)(glyph & 0xFF));
	}
	HPDF_Dict stream = pdf_stream(pdf, "", bytes.bytes, bytes.length, true);
	strbuf_release(&bytes);
	return stream;
}

/* The text of each code (ISO 32000-1 9.10.3). */
static HPDF_Dict text_map(struct pdf *pdf, const struct pdf_font *font)
{
	struct strbuf out = STRBUF_INIT;
	strbuf_adds(&out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
			  "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
			  "/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
			  "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
	for (size_t i = 1; i < font->code_count; i++) {
		/* A block holds at most 100 lines. */
		if (i % 100 == 1) {
			size_t rest = font->code_count - i;
			strbuf_addf(&out, "%zu beginbfchar\n", rest < 100 ? rest : 100);
		}
		strbuf_addf(&out, "<%04X><", (unsigned)i);
		const char *at = font->codes[i].text, *end = at + font->codes[i].length;
		while (at < end)
			pdf_add_utf16(&out, utf8_next(&at, end));
		strbuf_adds(&out, ">\n");
		if (i % 100 == 0 || i + 1 == font->code_count)
			strbuf_adds(&out, "endbfchar\n");
	}
	strbuf_adds(&out, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
	HPDF_Dict stream = pdf_stream(pdf, "", out.bytes, out.length, true);
	strbuf_release(&out);
	return stream;
}

/* Six letters out of the font's bytes, and the face: "ABCDEF+Inter-Regular". */
static const char *subset_name(
	struct pdf *pdf, const struct pdf_font *font, const char *bytes, unsigned length)
{
	HPDF_BYTE digest[16];
	HPDF_MD5_CTX context;
	HPDF_MD5Init(&context);
	HPDF_MD5Update(&context, (const HPDF_BYTE *)bytes, length);
	HPDF_MD5Final(digest, &context);
	char tag[7] = "";
	for (int i = 0; i < 6; i++)
		tag[i] = (char)('A' + digest[i] % 26);
	return arena_printf(pdf->arena, "%s+%s", tag, font->name);
}

static HPDF_Dict descriptor(
	struct pdf *pdf, const struct pdf_font *font, const char *name, HPDF_Dict program)
{
	double left = 0, bottom = 0, right = 0, top = 0;
	for (size_t i = 1; i < font->code_count; i++) {
		hb_glyph_extents_t box;
		if (!hb_font_get_glyph_extents(font->font, font->codes[i].glyph, &box))
			continue;
		left = fmin(left, box.x_bearing);
		right = fmax(right, box.x_bearing + box.width);
		top = fmax(top, box.y_bearing);
		bottom = fmin(bottom, box.y_bearing + box.height);
	}
	hb_font_extents_t line = { 0 };
	hb_font_get_h_extents(font->font, &line);
	hb_position_t capital = 0;
	hb_ot_metrics_get_position(font->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capital);
	/* 4 and 32 of the flags: the glyphs are chosen by code, not by a standard encoding. */
	return pdf_object(
		pdf, arena_printf(pdf->arena,
			     "/Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%ld %ld %ld %ld]"
			     "/ItalicAngle 0/Ascent %ld/Descent %ld/CapHeight %ld/StemV %d"
			     "/FontFile2 %u 0 R",
			     name, lround(floor(left * font->scale)),
			     lround(floor(bottom * font->scale)), lround(ceil(right * font->scale)),
			     lround(ceil(top * font->scale)), lround(line.ascender * font->scale),
			     lround(line.descender * font->scale), lround(capital * font->scale),
			     font->weight > 500 ? 140 : 88, pdf_object_number(program)));
}

bool pdf_embed(struct pdf *pdf, struct pdf_font *font)
{
	if (font->code_count < 2) {
		font->object->header.obj_class = HPDF_OCLASS_NULL;
		return true;
	}
	hb_subset_plan_t *plan = plan_new(font);
	hb_face_t *subset = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
	if (!subset) {
		hb_subset_plan_destroy(plan);
		return pdf_fail(
			pdf, "font '%s' cannot be reduced to the characters in use", font->name);
	}
	hb_blob_t *blob = hb_face_reference_blob(subset);
	unsigned length;
	const char *bytes = hb_blob_get_data(blob, &length);
	const char *name = subset_name(pdf, font, bytes, length);
	HPDF_Dict program = pdf_stream(
		pdf, arena_printf(pdf->arena, "/Length1 %u", length), bytes, length, true);
	HPDF_Dict map = glyph_map(pdf, font, plan);
	hb_blob_destroy(blob);
	hb_face_destroy(subset);
	hb_subset_plan_destroy(plan);

	struct strbuf out = STRBUF_INIT;
	strbuf_addf(&out,
		"/Type/Font/Subtype/CIDFontType2/BaseFont/%s"
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
		"/FontDescriptor %u 0 R/CIDToGIDMap %u 0 R/W[1[",
		name, pdf_object_number(descriptor(pdf, font, name, program)),
		pdf_object_number(map));
	for (size_t i = 1; i < font->code_count; i++) {
		pdf_add_decimals(&out, font->codes[i].width, 3);
		if (i + 1 < font->code_count)
			strbuf_addc(&out, ' ');
	}
	strbuf_adds(&out, "]]");
	HPDF_Dict descendant = pdf_object(pdf, pdf_keep(pdf, &out));
	pdf_object_entries(
		font->object, arena_printf(pdf->arena,
				      "/Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
				      "/DescendantFonts[%u 0 R]/ToUnicode %u 0 R",
				      name, pdf_object_number(descendant),
				      pdf_object_number(text_map(pdf, font))));
	return true;
}
