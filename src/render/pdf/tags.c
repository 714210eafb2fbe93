#include "render/pdf/tags.h"

#include <assert.h>
#include <stdint.h>

#include "render/pdf/object.h"

/* A child: an element, a marked content on a page, or an annotation. */
struct kid {
	struct kid *next;
	struct pdf_element *element;
	HPDF_Dict object;
	size_t page, mcid;
};

struct pdf_element {
	const char *type;
	struct pdf_element *parent, *next;
	struct kid *first, *last;
	const char *alternative, *language, *entries;
	size_t number;
};

static unsigned element_object(const struct pdf *pdf, const struct pdf_element *element)
{
	return pdf->first_element + (unsigned)element->number;
}

static struct kid *kid_new(struct pdf *pdf, struct pdf_element *parent)
{
	struct kid *kid = arena_alloc(pdf->arena, sizeof *kid);
	if (parent->last)
		parent->last->next = kid;
	else
		parent->first = kid;
	parent->last = kid;
	return kid;
}

struct pdf_element *pdf_element(struct pdf *pdf, struct pdf_element *parent, const char *type)
{
	struct pdf_element *element = arena_alloc(pdf->arena, sizeof *element);
	element->type = type;
	element->parent = parent;
	element->number = pdf->element_count++;
	if (pdf->last_element)
		pdf->last_element->next = element;
	else
		pdf->elements = element;
	pdf->last_element = element;
	if (parent)
		kid_new(pdf, parent)->element = element;
	return element;
}

void pdf_element_alternative(struct pdf_element *element, const char *text)
{
	element->alternative = text;
}

void pdf_element_language(struct pdf_element *element, const char *language)
{
	element->language = language;
}

void pdf_element_entries(struct pdf_element *element, const char *entries)
{
	element->entries = entries;
}

void pdf_element_place(struct pdf *pdf, struct pdf_element *element, double x, double y,
	double width, double height)
{
	struct strbuf entries = STRBUF_INIT;
	strbuf_adds(&entries, "/A<</O/Layout/BBox[");
	pdf_add_number(&entries, x);
	strbuf_addc(&entries, ' ');
	pdf_add_number(&entries, PAGE_HEIGHT - y - height);
	strbuf_addc(&entries, ' ');
	pdf_add_number(&entries, x + width);
	strbuf_addc(&entries, ' ');
	pdf_add_number(&entries, PAGE_HEIGHT - y);
	strbuf_adds(&entries, "]>>");
	element->entries = pdf_keep(pdf, &entries);
}

void pdf_element_object(struct pdf *pdf, struct pdf_element *element, HPDF_Dict object)
{
	struct kid *kid = kid_new(pdf, element);
	kid->object = object;
	kid->page = pdf->page_count - 1;
}

struct pdf_element *pdf_heading(struct pdf *pdf, struct pdf_element *parent, int level)
{
	static const char *const types[] = { "H1", "H2", "H3", "H4" };
	if (level > pdf->heading_level + 1)
		level = pdf->heading_level + 1;
	if (level < 1)
		level = 1;
	if (level > 4)
		level = 4;
	pdf->heading_level = level;
	return pdf_element(pdf, parent, types[level - 1]);
}

void pdf_mark(struct pdf *pdf, struct pdf_element *element)
{
	assert(!pdf->canvas.marked);
	struct pdf_leaf *leaf = &pdf->pages[pdf->page_count - 1];
	struct kid *kid = kid_new(pdf, element);
	kid->page = pdf->page_count - 1;
	kid->mcid = leaf->owner_count;
	leaf->owners = arena_grow(pdf->arena, leaf->owners, leaf->owner_count,
		&leaf->owner_capacity, sizeof(struct pdf_element *));
	leaf->owners[leaf->owner_count++] = element;
	strbuf_addf(&pdf->canvas.content, "/%s<</MCID %zu>>BDC\n", element->type, kid->mcid);
	pdf->canvas.marked = true;
}

void pdf_artifact(struct pdf *pdf, enum pdf_artifact artifact)
{
	static const char *const properties[] = {
		[ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
		[ARTIFACT_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
		[ARTIFACT_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
		[ARTIFACT_REPEATED] = "/Artifact<</Type/Pagination>>BDC\n",
	};
	assert(!pdf->canvas.marked);
	strbuf_adds(&pdf->canvas.content, properties[artifact]);
	pdf->canvas.marked = true;
}

void pdf_unmark(struct pdf *pdf)
{
	assert(pdf->canvas.marked);
	strbuf_adds(&pdf->canvas.content, "EMC\n");
	pdf->canvas.marked = false;
}

const struct pdf_element *pdf_element_next(const struct pdf_element *element)
{
	return element->next;
}

void pdf_element_write(struct pdf *pdf, const struct pdf_element *element, struct strbuf *out)
{
	unsigned parent = element->parent ? element_object(pdf, element->parent)
					  : pdf_object_number(pdf->structure_root);
	strbuf_addf(out, "<</S/%s/P %u 0 R", element->type, parent);
	size_t page = SIZE_MAX;
	for (const struct kid *kid = element->first; kid && page == SIZE_MAX; kid = kid->next)
		if (!kid->element)
			page = kid->page;
	if (page != SIZE_MAX)
		strbuf_addf(out, "/Pg %u 0 R", pdf_object_number(pdf->pages[page].haru));
	if (element->alternative) {
		strbuf_adds(out, "/Alt");
		pdf_add_text(out, element->alternative);
	}
	if (element->language) {
		strbuf_adds(out, "/Lang");
		pdf_add_text(out, element->language);
	}
	if (element->entries)
		strbuf_adds(out, element->entries);
	if (element->first) {
		strbuf_adds(out, "/K[");
		for (const struct kid *kid = element->first; kid; kid = kid->next) {
			unsigned leaf =
				kid->element ? 0 : pdf_object_number(pdf->pages[kid->page].haru);
			if (kid->element)
				strbuf_addf(out, "%u 0 R", element_object(pdf, kid->element));
			else if (kid->object)
				strbuf_addf(out, "<</Type/OBJR/Pg %u 0 R/Obj %u 0 R>>", leaf,
					pdf_object_number(kid->object));
			else if (kid->page == page)
				strbuf_addf(out, "%zu", kid->mcid);
			else
				strbuf_addf(
					out, "<</Type/MCR/Pg %u 0 R/MCID %zu>>", leaf, kid->mcid);
			if (kid->next)
				strbuf_addc(out, ' ');
		}
		strbuf_addc(out, ']');
	}
	strbuf_adds(out, ">>");
}

/*
 * From what is on the pages back to the tree: for each page the elements by MCID, then the element
 * of each annotation. Pages are the keys 0.., annotations follow.
 */
static const char *parent_tree(struct pdf *pdf)
{
	struct strbuf out = STRBUF_INIT;
	strbuf_adds(&out, "/Nums[");
	for (size_t i = 0; i < pdf->page_count; i++) {
		const struct pdf_leaf *leaf = &pdf->pages[i];
		strbuf_addf(&out, "%zu[", i);
		for (size_t j = 0; j < leaf->owner_count; j++)
			strbuf_addf(&out, "%u 0 R ", element_object(pdf, leaf->owners[j]));
		strbuf_adds(&out, "]");
	}
	for (const struct pdf_link *link = pdf->links; link; link = link->next)
		strbuf_addf(&out, "%zu %u 0 R ", pdf->page_count + link->number,
			element_object(pdf, link->element));
	strbuf_addc(&out, ']');
	return pdf_keep(pdf, &out);
}

void pdf_structure_finish(struct pdf *pdf)
{
	pdf->structure_root = pdf_object(pdf, NULL);
	HPDF_Dict tree = pdf_object(pdf, NULL);
	pdf->first_element = pdf_object_number(tree) + 1;
	pdf_object_entries(tree, parent_tree(pdf));
	pdf_object_entries(pdf->structure_root,
		arena_printf(pdf->arena,
			"/Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %zu",
			element_object(pdf, pdf->structure), pdf_object_number(tree),
			pdf->page_count + pdf->link_count));
	HPDF_Dict_Add(pdf->haru->catalog, "StructTreeRoot", pdf->structure_root);
}
