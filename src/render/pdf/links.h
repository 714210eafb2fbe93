#ifndef RENDER_PDF_LINKS_H
#define RENDER_PDF_LINKS_H

#include "model/report.h"
#include "render/pdf/pdf.h"
#include "render/pdf/tags.h"

/* Makes a place on the current page lead to the run's link. */
void pdf_link(struct pdf *pdf, struct pdf_element *element, const struct run *run, double x,
	double y, double width, double height);

/* After the last page: gives the links their pages. Fails on a section that does not exist. */
bool pdf_links_finish(struct pdf *pdf);

/* A bookmark that leads to a place; below the parent, or at the top when that is NULL. */
HPDF_Outline pdf_bookmark(struct pdf *pdf, HPDF_Outline parent, const char *title, double y);

#endif
