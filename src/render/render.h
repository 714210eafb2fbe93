#ifndef RENDER_RENDER_H
#define RENDER_RENDER_H

#include "stage/render.h"

/*
 * The renderers of this stage. tree prints the document itself, field by field, one line each, for
 * golden tests and bug reports: texts quoted, typed values beside them.
 */
extern const struct renderer render_pdf, render_xlsx, render_tree;

#endif
