#ifndef RENDER_PDF_METADATA_H
#define RENDER_PDF_METADATA_H

#include "render/pdf/pdf.h"

/* What the document says of itself: title, dates, language, conformance, meaning of its colours. */
void pdf_metadata(struct pdf *pdf);

#endif
