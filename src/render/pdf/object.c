#include "render/pdf/object.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include <libdeflate.h>

#include "base/utf8.h"

bool pdf_said(const char *text)
{
	const char *end = text ? text + strlen(text) : NULL;
	while (text < end) {
		uint32_t point = utf8_next(&text, end);
		if (point > ' ' && point != 0xA0 && point != 0xAD && point != 0x200B)
			return true;
	}
	return false;
}

bool pdf_fail(struct pdf *pdf, const char *format, ...)
{
	if (pdf->failed)
		return false;
	pdf->failed = true;
	va_list arguments;
	va_start(arguments, format);
	char *message = arena_vprintf(pdf->arena, format, arguments);
	va_end(arguments);
	return error_set(pdf->error, ERROR_FAILED, "%s", message);
}

static HPDF_STATUS write_entries(HPDF_Dict object, HPDF_Stream stream)
{
	const char *entries = object->attr;
	if (!entries)
		return HPDF_OK;
	return HPDF_Stream_Write(stream, (const HPDF_BYTE *)entries, (HPDF_UINT)strlen(entries));
}

/* Streams are written by writer.c; this function is how they are told from dictionaries. */
static HPDF_STATUS write_stream_entries(HPDF_Dict object, HPDF_Stream stream)
{
	const struct pdf_stream_data *data = object->attr;
	return HPDF_Stream_Write(
		stream, (const HPDF_BYTE *)data->entries, (HPDF_UINT)strlen(data->entries));
}

HPDF_Dict pdf_object(struct pdf *pdf, const char *entries)
{
	HPDF_Dict object = HPDF_Dict_New(pdf->haru->mmgr);
	HPDF_Xref_Add(pdf->haru->xref, object);
	pdf_object_extend(object, entries);
	return object;
}

void pdf_object_entries(HPDF_Dict object, const char *entries)
{
	/* attr is libharu's untyped pointer; write_entries takes it back as const. */
	union {
		const char *entries;
		void *attr;
	} text = { .entries = entries };
	object->attr = text.attr;
}

void pdf_object_extend(HPDF_Dict object, const char *entries)
{
	object->write_fn = write_entries;
	pdf_object_entries(object, entries);
}

void pdf_stream_attach(struct pdf *pdf, HPDF_Dict object, const void *bytes, size_t length)
{
	struct pdf_stream_data *data = arena_alloc(pdf->arena, sizeof *data);
	data->entries = "/Filter/FlateDecode";
	data->bytes = pdf_deflate(pdf, bytes, length, &data->length);
	object->attr = data;
	object->write_fn = write_stream_entries;
	/* libharu keeps the length in an object of its own, which nobody refers to any more. */
	HPDF_Number unused = HPDF_Dict_GetItem(object, "Length", HPDF_OCLASS_NUMBER);
	if (unused)
		unused->header.obj_class = HPDF_OCLASS_NULL;
}

HPDF_Dict pdf_stream(
	struct pdf *pdf, const char *entries, const void *bytes, size_t length, bool compress)
{
	HPDF_Dict object = pdf_object(pdf, NULL);
	struct pdf_stream_data *data = arena_alloc(pdf->arena, sizeof *data);
	if (compress) {
		data->entries = arena_printf(pdf->arena, "%s/Filter/FlateDecode", entries);
		data->bytes = pdf_deflate(pdf, bytes, length, &data->length);
	} else {
		char *copy = arena_alloc(pdf->arena, length);
		memcpy(copy, bytes, length);
		data->entries = entries;
		data->bytes = copy;
		data->length = length;
	}
	object->attr = data;
	object->write_fn = write_stream_entries;
	return object;
}

const struct pdf_stream_data *pdf_stream_data(HPDF_Dict object)
{
	return object->write_fn == write_stream_entries ? object->attr : NULL;
}

bool pdf_object_unused(const void *object)
{
	return (((const HPDF_Obj_Header *)object)->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_NULL;
}

unsigned pdf_object_number(const void *object)
{
	return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

const char *pdf_deflate(struct pdf *pdf, const void *bytes, size_t length, size_t *compressed)
{
	size_t bound = libdeflate_zlib_compress_bound(pdf->compressor, length);
	char *target = arena_alloc(pdf->arena, bound);
	*compressed = libdeflate_zlib_compress(pdf->compressor, bytes, length, target, bound);
	return target;
}

void pdf_add_decimals(struct strbuf *out, double value, int decimals)
{
	static const long scales[] = { 1, 10, 100, 1000, 10000, 100000 };
	if (!isfinite(value))
		value = 0;
	value = fmax(-32000, fmin(32000, value));
	long scale = scales[decimals];
	long scaled = lround(value * (double)scale);
	char digits[24];
	size_t at = sizeof digits;
	unsigned long rest = (unsigned long)labs(scaled);
	unsigned long fraction = rest % (unsigned long)scale;
	rest /= (unsigned long)scale;
	bool written = false;
	for (int i = 0; i < decimals; i++, fraction /= 10) {
		if (fraction % 10 != 0 || written) {
			digits[--at] = (char)('0' + fraction % 10);
			written = true;
		}
	}
	if (written)
		digits[--at] = '.';
	if (rest > 0 || !written)
		do {
			digits[--at] = (char)('0' + rest % 10);
			rest /= 10;
		} while (rest > 0);
	if (scaled < 0)
		digits[--at] = '-';
	strbuf_add(out, digits + at, sizeof digits - at);
}

void pdf_add_number(struct strbuf *out, double value)
{
	pdf_add_decimals(out, value, 2);
}

void pdf_add_literal(struct strbuf *out, const void *bytes, size_t length)
{
	const char *from = bytes;
	strbuf_addc(out, '(');
	for (size_t i = 0; i < length; i++) {
		switch (from[i]) {
		case '(':
		case ')':
		case '\\':
			strbuf_addc(out, '\\');
			strbuf_addc(out, from[i]);
			break;
		case '\r':
			strbuf_adds(out, "\\r");
			break;
		case '\n':
			strbuf_adds(out, "\\n");
			break;
		default:
			strbuf_addc(out, from[i]);
		}
	}
	strbuf_addc(out, ')');
}

/* A string object may hold 65535 bytes only: what says more than that says too much. */
#define LONGEST_TEXT 16000

void pdf_add_text(struct strbuf *out, const char *text)
{
	size_t length = strlen(text);
	bool ascii = true;
	for (size_t i = 0; i < length; i++)
		if (text[i] & 0x80)
			ascii = false;
	if (ascii) {
		pdf_add_literal(out, text, length < LONGEST_TEXT ? length : LONGEST_TEXT);
		return;
	}
	strbuf_adds(out, "<FEFF");
	const char *end = text + length;
	for (int units = 0; text < end && units < LONGEST_TEXT; units++) {
		uint32_t point = utf8_next(&text, end);
		pdf_add_utf16(out, point > 0x10FFFF ? 0xFFFD : point);
	}
	strbuf_addc(out, '>');
}

void pdf_add_utf16(struct strbuf *out, uint32_t point)
{
	static const char digits[] = "0123456789ABCDEF";
	uint32_t units[2] = { point, 0 };
	int count = 1;
	if (point > 0xFFFF) {
		units[0] = 0xD800 + ((point - 0x10000) >> 10);
		units[1] = 0xDC00 + ((point - 0x10000) & 0x3FF);
		count = 2;
	}
	for (int i = 0; i < count; i++)
		for (int shift = 12; shift >= 0; shift -= 4)
			strbuf_addc(out, digits[units[i] >> shift & 0xF]);
}

char *pdf_keep(struct pdf *pdf, struct strbuf *buffer)
{
	char *text = arena_alloc(pdf->arena, buffer->length + 1);
	memcpy(text, buffer->bytes, buffer->length);
	strbuf_release(buffer);
	return text;
}
