#include "render/pdf/links.h"

#include <string.h>

#include "render/pdf/object.h"

void pdf_link(struct pdf *pdf, struct pdf_element *element, const struct run *run, double x,
	double y, double width, double height)
{
	struct pdf_leaf *leaf = &pdf->pages[pdf->page_count - 1];
	struct pdf_link *link = arena_alloc(pdf->arena, sizeof *link);
	link->annotation = pdf_object(pdf, NULL);
	link->element = element;
	link->target = run->link;
	link->number = pdf->link_count++;
	if (pdf->last_link)
		pdf->last_link->next = link;
	else
		pdf->links = link;
	pdf->last_link = link;

	struct strbuf out = STRBUF_INIT;
	strbuf_adds(&out, "/Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
	pdf_add_number(&out, x);
	strbuf_addc(&out, ' ');
	pdf_add_number(&out, PAGE_HEIGHT - y - height);
	strbuf_addc(&out, ' ');
	pdf_add_number(&out, x + width);
	strbuf_addc(&out, ' ');
	pdf_add_number(&out, PAGE_HEIGHT - y);
	strbuf_adds(&out, "]/Contents");
	pdf_add_text(&out, run->text);
	link->entries = pdf_keep(pdf, &out);

	pdf_element_object(pdf, element, link->annotation);
	if (!leaf->annotations) {
		leaf->annotations = HPDF_Array_New(pdf->haru->mmgr);
		HPDF_Dict_Add(leaf->haru, "Annots", leaf->annotations);
	}
	HPDF_Array_Add(leaf->annotations, link->annotation);
}

static const struct pdf_destination *destination(const struct pdf *pdf, const char *id)
{
	for (size_t i = 0; i < pdf->report->count; i++)
		if (pdf->destinations[i].id && strcmp(pdf->destinations[i].id, id) == 0)
			return &pdf->destinations[i];
	return NULL;
}

static bool add_target(struct pdf *pdf, struct strbuf *out, const char *target)
{
	if (target[0] == '#') {
		const struct pdf_destination *place = destination(pdf, target + 1);
		if (!place)
			return pdf_fail(pdf, "link to '%s', which is no section", target);
		strbuf_addf(out, "/Dest[%u 0 R/XYZ null ",
			pdf_object_number(pdf->pages[place->page].haru));
		pdf_add_number(out, PAGE_HEIGHT - place->y);
		strbuf_adds(out, " null]");
		return true;
	}
	if (strncmp(target, "https:", 6) != 0 && strncmp(target, "mailto:", 7) != 0)
		return pdf_fail(pdf, "link to '%s', which is neither https nor mailto", target);
	struct strbuf address = STRBUF_INIT;
	for (const char *at = target; *at; at++) {
		/* An address is ASCII (RFC 3986). */
		if ((*at & 0x80) || *at <= ' ')
			strbuf_addf(&address, "%%%02X", (unsigned)(unsigned char)*at);
		else
			strbuf_addc(&address, *at);
	}
	strbuf_adds(out, "/A<</S/URI/URI");
	pdf_add_literal(out, address.bytes, address.length);
	strbuf_adds(out, ">>");
	strbuf_release(&address);
	return true;
}

bool pdf_links_finish(struct pdf *pdf)
{
	for (struct pdf_link *link = pdf->links; link; link = link->next) {
		struct strbuf out = STRBUF_INIT;
		strbuf_addf(
			&out, "%s/StructParent %zu", link->entries, pdf->page_count + link->number);
		bool known = add_target(pdf, &out, link->target);
		pdf_object_entries(link->annotation, pdf_keep(pdf, &out));
		if (!known)
			return false;
	}
	return true;
}

HPDF_Outline pdf_bookmark(struct pdf *pdf, HPDF_Outline parent, const char *title, double y)
{
	HPDF_Outline bookmark = HPDF_CreateOutline(pdf->haru, parent, "-", NULL);
	if (!bookmark)
		return NULL;
	/* libharu's title has no characters beyond the BMP, and its Type is wrong. */
	struct strbuf entries = STRBUF_INIT;
	strbuf_adds(&entries, "/Title");
	pdf_add_text(&entries, title);
	strbuf_addf(&entries, "/Dest[%u 0 R/XYZ null ",
		pdf_object_number(pdf->pages[pdf->page_count - 1].haru));
	pdf_add_number(&entries, PAGE_HEIGHT - y);
	strbuf_adds(&entries, " null]");
	HPDF_Dict_RemoveElement(bookmark, "Type");
	HPDF_Dict_RemoveElement(bookmark, "Title");
	pdf_object_extend(bookmark, pdf_keep(pdf, &entries));
	return bookmark;
}
