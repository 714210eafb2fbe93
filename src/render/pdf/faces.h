#ifndef RENDER_PDF_FACES_H
#define RENDER_PDF_FACES_H

#include <hb.h>

#include "render/pdf/fonts.h"
#include "render/pdf/pdf.h"

/* The fonts on this machine that a document has opened; the weights of Inter share its tables. */
struct pdf_faces {
	hb_face_t *tables[FACE_COUNT];
	hb_font_t *fonts[FACE_COUNT];
};

/* Once for each face; NULL after a failure, which has been told. The faces own what is returned. */
hb_font_t *pdf_face_open(struct pdf *pdf, struct pdf_faces *faces, enum pdf_face face);
void pdf_faces_close(struct pdf_faces *faces);

const char *pdf_face_name(enum pdf_face face);
float pdf_face_weight(enum pdf_face face); /* of a variable font; 0 for a font that is as it is */

#endif
