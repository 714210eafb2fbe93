#include "render/pdf/canvas.h"

#include <assert.h>
#include <math.h>

#include "render/pdf/object.h"

static const unsigned char colours[][3] = {
	[COLOUR_BLACK] = { 0x11, 0x11, 0x11 },
	[COLOUR_MUTED] = { 0x59, 0x59, 0x59 },
	[COLOUR_WHITE] = { 0xFF, 0xFF, 0xFF },
	[COLOUR_RULE] = { 0xD0, 0xD0, 0xD0 },
	[COLOUR_GRID] = { 0xDC, 0xDC, 0xDC },
	[COLOUR_BAND] = { 0xF1, 0xF1, 0xF1 },
	[COLOUR_INTERVAL] = { 0x76, 0x8E, 0xA6 },
	[COLOUR_ACTUAL] = { 0x44, 0x44, 0x44 },
	[COLOUR_PREVIOUS] = { 0x94, 0x94, 0x94 },
	[COLOUR_WARNING] = { 0x6B, 0x6B, 0x6B },
	[COLOUR_UNKNOWN] = { 0xBD, 0xBD, 0xBD },
	[COLOUR_HATCH] = { 0x80, 0x80, 0x80 },
	[COLOUR_BLUE] = { 0x00, 0x72, 0xB2 },
	[COLOUR_VERMILLION] = { 0xD5, 0x5E, 0x00 },
	[COLOUR_CALLOUT] = { 0xEA, 0xF1, 0xF7 },
};

static void add_place(struct strbuf *out, double x, double y)
{
	pdf_add_number(out, x);
	strbuf_addc(out, ' ');
	pdf_add_number(out, PAGE_HEIGHT - y);
	strbuf_addc(out, ' ');
}

void pdf_move(struct pdf *pdf, double x, double y)
{
	add_place(&pdf->canvas.path, x, y);
	strbuf_adds(&pdf->canvas.path, "m\n");
}

void pdf_line(struct pdf *pdf, double x, double y)
{
	add_place(&pdf->canvas.path, x, y);
	strbuf_adds(&pdf->canvas.path, "l\n");
}

void pdf_curve(struct pdf *pdf, double x1, double y1, double x2, double y2, double x, double y)
{
	add_place(&pdf->canvas.path, x1, y1);
	add_place(&pdf->canvas.path, x2, y2);
	add_place(&pdf->canvas.path, x, y);
	strbuf_adds(&pdf->canvas.path, "c\n");
}

void pdf_close(struct pdf *pdf)
{
	strbuf_adds(&pdf->canvas.path, "h\n");
}

void pdf_rectangle(struct pdf *pdf, double x, double y, double width, double height)
{
	struct strbuf *path = &pdf->canvas.path;
	add_place(path, x, y + height);
	pdf_add_number(path, width);
	strbuf_addc(path, ' ');
	pdf_add_number(path, height);
	strbuf_adds(path, " re\n");
}

void pdf_circle(struct pdf *pdf, double x, double y, double radius)
{
	/* The handle of the cubic curve that is nearest to a quarter of a circle. */
	double handle = radius * 0.5523;
	pdf_move(pdf, x + radius, y);
	pdf_curve(pdf, x + radius, y + handle, x + handle, y + radius, x, y + radius);
	pdf_curve(pdf, x - handle, y + radius, x - radius, y + handle, x - radius, y);
	pdf_curve(pdf, x - radius, y - handle, x - handle, y - radius, x, y - radius);
	pdf_curve(pdf, x + handle, y - radius, x + radius, y - handle, x + radius, y);
	pdf_close(pdf);
}

static void add_colour(struct strbuf *out, enum pdf_colour colour, bool stroke)
{
	const unsigned char *rgb = colours[colour];
	bool grey = rgb[0] == rgb[1] && rgb[1] == rgb[2];
	for (int i = 0; i < (grey ? 1 : 3); i++) {
		pdf_add_decimals(out, rgb[i] / 255.0, 3);
		strbuf_addc(out, ' ');
	}
	strbuf_adds(out, grey ? (stroke ? "G\n" : "g\n") : (stroke ? "RG\n" : "rg\n"));
}

void pdf_fill_colour(struct pdf *pdf, enum pdf_colour colour)
{
	struct pdf_canvas *canvas = &pdf->canvas;
	if (canvas->fill == (int)colour)
		return;
	canvas->fill = (int)colour;
	add_colour(&canvas->content, colour, false);
}

static void stroke_style(struct pdf *pdf, enum pdf_colour colour, double width)
{
	struct pdf_canvas *canvas = &pdf->canvas;
	if (canvas->stroke != (int)colour) {
		canvas->stroke = (int)colour;
		add_colour(&canvas->content, colour, true);
	}
	if (fabs(canvas->width - width) > 0.001) {
		canvas->width = width;
		pdf_add_number(&canvas->content, width);
		strbuf_adds(&canvas->content, " w\n");
	}
}

static void paint(struct pdf *pdf, const char *operator)
{
	struct pdf_canvas *canvas = &pdf->canvas;
	assert(canvas->marked);
	strbuf_add(&canvas->content, canvas->path.bytes, canvas->path.length);
	strbuf_adds(&canvas->content, operator);
	strbuf_clear(&canvas->path);
}

void pdf_fill(struct pdf *pdf, enum pdf_colour colour)
{
	pdf_fill_colour(pdf, colour);
	paint(pdf, "f\n");
}

void pdf_stroke(struct pdf *pdf, enum pdf_colour colour, double width)
{
	stroke_style(pdf, colour, width);
	paint(pdf, "S\n");
}

void pdf_dash(struct pdf *pdf, double length)
{
	struct pdf_canvas *canvas = &pdf->canvas;
	if (fabs(canvas->dash - length) < 0.001)
		return;
	canvas->dash = length;
	if (length > 0) {
		strbuf_addc(&canvas->content, '[');
		pdf_add_number(&canvas->content, length);
		strbuf_adds(&canvas->content, "]0 d\n");
	} else {
		strbuf_adds(&canvas->content, "[]0 d\n");
	}
}

void pdf_rule(struct pdf *pdf, double x1, double y1, double x2, double y2, enum pdf_colour colour,
	double width)
{
	pdf_move(pdf, x1, y1);
	pdf_line(pdf, x2, y2);
	pdf_stroke(pdf, colour, width);
}

void pdf_box(
	struct pdf *pdf, double x, double y, double width, double height, enum pdf_colour colour)
{
	pdf_rectangle(pdf, x, y, width, height);
	pdf_fill(pdf, colour);
}

void pdf_hatch(
	struct pdf *pdf, double x, double y, double width, double height, enum pdf_colour colour)
{
	struct pdf_canvas *canvas = &pdf->canvas;
	strbuf_adds(&canvas->content, "q\n");
	paint(pdf, "W n\n");
	struct pdf_canvas before = *canvas;
	const double step = 4;
	/* The lines of neighbouring shapes fall in one pattern, whatever the corner. */
	double first = floor((x - y - height) / step) * step;
	for (double offset = first; offset < x + width - y; offset += step) {
		pdf_move(pdf, offset + y, y);
		pdf_line(pdf, offset + y + height, y + height);
	}
	if (canvas->path.length > 0)
		pdf_stroke(pdf, colour, 0.5);
	strbuf_adds(&canvas->content, "Q\n");
	canvas->fill = before.fill;
	canvas->stroke = before.stroke;
	canvas->width = before.width;
	canvas->dash = before.dash;
}
