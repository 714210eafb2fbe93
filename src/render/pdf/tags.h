#ifndef RENDER_PDF_TAGS_H
#define RENDER_PDF_TAGS_H

#include <stdbool.h>
#include <stddef.h>

#include "render/pdf/pdf.h"

/*
 * The structure of the document: what a reader for the blind speaks. All that is drawn lies either
 * in a marked content of an element or in an artifact (decoration). Elements are light: they are
 * numbered behind libharu's objects when the file is written.
 */
struct pdf_element;

/* type is a standard structure type: "P", "Table". Its children come in the order of creation. */
struct pdf_element *pdf_element(struct pdf *pdf, struct pdf_element *parent, const char *type);

/* Words instead of what is drawn, a language that differs, raw entries such as "/A<<...>>". */
void pdf_element_alternative(struct pdf_element *element, const char *text);
void pdf_element_language(struct pdf_element *element, const char *language);
void pdf_element_entries(struct pdf_element *element, const char *entries);
/* The place of a figure on its page. */
void pdf_element_place(struct pdf *pdf, struct pdf_element *element, double x, double y,
	double width, double height);
/* An annotation that belongs to the element. */
void pdf_element_object(struct pdf *pdf, struct pdf_element *element, HPDF_Dict object);

/* A heading of the wanted level, or the nearest that skips none. */
struct pdf_element *pdf_heading(struct pdf *pdf, struct pdf_element *parent, int level);

enum pdf_artifact { ARTIFACT_LAYOUT, ARTIFACT_HEADER, ARTIFACT_FOOTER, ARTIFACT_REPEATED };

/* What is drawn until the end belongs to the element, or is decoration. They do not nest. */
void pdf_mark(struct pdf *pdf, struct pdf_element *element);
void pdf_artifact(struct pdf *pdf, enum pdf_artifact artifact);
void pdf_unmark(struct pdf *pdf);

/*
 * After the last page, and after the last object of libharu's: makes the root and the way back from
 * the pages. The elements follow as objects pdf->first_element and up, in order, without being
 * libharu's.
 */
void pdf_structure_finish(struct pdf *pdf);
const struct pdf_element *pdf_element_next(const struct pdf_element *element);
void pdf_element_write(struct pdf *pdf, const struct pdf_element *element, struct strbuf *out);

#endif
