#include "render/pdf/writer.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "render/pdf/object.h"
#include "render/pdf/tags.h"

/* Objects in one stream: more are smaller, fewer are faster to open at a page in the middle. */
#define PACKED_OBJECTS 200

/* Where an object is: nowhere, at an offset, or as the index-th of an object stream. */
struct place {
	enum { PLACE_FREE, PLACE_OFFSET, PLACE_PACKED } kind;
	size_t where;
	unsigned index;
};

struct writer {
	struct pdf *pdf;
	struct strbuf *out;
	struct place *places;	  /* by object number */
	struct strbuf head, body; /* of the object stream that is being filled */
	unsigned packed;	  /* objects in it */
	unsigned stream;	  /* its number */
};

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
	strbuf_add(stream->attr, bytes, length);
	return HPDF_OK;
}

/* An object as libharu writes it. */
static void add_value(struct writer *writer, void *object, struct strbuf *out)
{
	HPDF_Stream_Rec stream = {
		.sig_bytes = HPDF_STREAM_SIG_BYTES,
		.type = HPDF_STREAM_CALLBACK,
		.mmgr = writer->pdf->haru->mmgr,
		.error = &writer->pdf->haru->error,
		.write_fn = append,
		.attr = out,
	};
	HPDF_Obj_WriteValue(object, &stream, NULL);
}

static void write_stream(struct writer *writer, unsigned number, const char *entries,
	const char *bytes, size_t length)
{
	writer->places[number] = (struct place){ PLACE_OFFSET, writer->out->length, 0 };
	strbuf_addf(writer->out, "%u 0 obj\n<<%s/Length %zu>>\nstream\n", number, entries, length);
	strbuf_add(writer->out, bytes, length);
	strbuf_adds(writer->out, "\nendstream\nendobj\n");
}

static void flush(struct writer *writer)
{
	if (writer->packed == 0)
		return;
	char entries[96];
	snprintf(entries, sizeof entries, "/Type/ObjStm/N %u/First %zu/Filter/FlateDecode",
		writer->packed, writer->head.length);
	strbuf_add(&writer->head, writer->body.bytes, writer->body.length);
	size_t length;
	const char *bytes =
		pdf_deflate(writer->pdf, writer->head.bytes, writer->head.length, &length);
	write_stream(writer, writer->stream++, entries, bytes, length);
	strbuf_clear(&writer->head);
	strbuf_clear(&writer->body);
	writer->packed = 0;
}

static void pack(struct writer *writer, unsigned number)
{
	if (writer->packed == PACKED_OBJECTS)
		flush(writer);
	strbuf_addf(&writer->head, "%u %zu ", number, writer->body.length);
	writer->places[number] = (struct place){ PLACE_PACKED, writer->stream, writer->packed };
	writer->packed++;
}

static void write_objects(struct writer *writer)
{
	struct pdf *pdf = writer->pdf;
	for (unsigned i = 1; i < pdf->first_element; i++) {
		HPDF_XrefEntry entry = HPDF_Xref_GetEntry(pdf->haru->xref, i);
		HPDF_Obj_Header *header = entry->obj;
		const struct pdf_stream_data *data = NULL;
		if ((header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT)
			data = pdf_stream_data(entry->obj);
		if (data) {
			write_stream(writer, i, data->entries, data->bytes, data->length);
		} else if (!pdf_object_unused(header)) {
			pack(writer, i);
			add_value(writer, entry->obj, &writer->body);
			strbuf_addc(&writer->body, '\n');
		}
	}
	unsigned number = pdf->first_element;
	for (const struct pdf_element *element = pdf->elements; element;
		element = pdf_element_next(element)) {
		pack(writer, number++);
		pdf_element_write(pdf, element, &writer->body);
		strbuf_addc(&writer->body, '\n');
	}
	flush(writer);
}

/* Fields of 1, 4 and 1 bytes: kind, offset or stream, index. */
static void write_references(struct writer *writer)
{
	struct pdf *pdf = writer->pdf;
	struct strbuf *out = writer->out;
	HPDF_BYTE digest[16];
	HPDF_MD5_CTX context;
	HPDF_MD5Init(&context);
	HPDF_MD5Update(&context, (const HPDF_BYTE *)out->bytes, (HPDF_UINT32)out->length);
	HPDF_MD5Final(digest, &context);
	char identifier[33];
	for (int i = 0; i < 16; i++)
		snprintf(identifier + (ptrdiff_t)2 * i, 3, "%02x", digest[i]);

	unsigned number = writer->stream;
	size_t start = out->length;
	writer->places[number] = (struct place){ PLACE_OFFSET, start, 0 };
	strbuf_clear(&writer->body);
	for (unsigned i = 0; i <= number; i++) {
		const struct place *place = &writer->places[i];
		strbuf_addc(&writer->body, (char)place->kind);
		for (int shift = 24; shift >= 0; shift -= 8)
			strbuf_addc(&writer->body, (char)(place->where >> shift & 0xFF));
		strbuf_addc(&writer->body, (char)place->index);
	}
	char entries[256];
	snprintf(entries, sizeof entries,
		"/Type/XRef/Size %u/W[1 4 1]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]"
		"/Filter/FlateDecode",
		number + 1, pdf_object_number(pdf->haru->catalog),
		pdf_object_number(pdf->haru->info), identifier, identifier);
	size_t length;
	const char *bytes = pdf_deflate(pdf, writer->body.bytes, writer->body.length, &length);
	write_stream(writer, number, entries, bytes, length);
	strbuf_addf(out, "startxref\n%zu\n%%%%EOF\n", start);
}

bool pdf_write(struct pdf *pdf, struct strbuf *bytes)
{
	size_t objects = pdf->first_element + pdf->element_count;
	struct writer writer = {
		.pdf = pdf,
		.out = bytes,
		.places = ARENA_ARRAY(
			pdf->arena, struct place, objects + objects / PACKED_OBJECTS + 3),
		.head = STRBUF_INIT,
		.body = STRBUF_INIT,
		.stream = (unsigned)objects,
	};
	strbuf_clear(bytes);
	strbuf_adds(bytes, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	write_objects(&writer);
	write_references(&writer);
	strbuf_release(&writer.head);
	strbuf_release(&writer.body);
	/* Offsets of more than 31 bits are beyond many readers. */
	if (bytes->length > INT32_MAX)
		return pdf_fail(pdf, "document of more than 2 GiB");
	return !pdf->failed;
}
