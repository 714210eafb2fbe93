#include "render/pdf/metadata.h"

#include <stdio.h>

#include "model/date.h"
#include "render/pdf/icc.h"
#include "render/pdf/object.h"

#define TOOL "kvartal"
#define PRODUCER "kvartal, libharu 2.3.0"

static void add_escaped(struct strbuf *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			strbuf_adds(out, "&amp;");
			break;
		case '<':
			strbuf_adds(out, "&lt;");
			break;
		case '>':
			strbuf_adds(out, "&gt;");
			break;
		default:
			strbuf_addc(out, *text);
		}
	}
}

static void add_property(
	struct strbuf *out, const char *before, const char *text, const char *after)
{
	if (!pdf_said(text))
		return;
	strbuf_adds(out, before);
	add_escaped(out, text);
	strbuf_adds(out, after);
}

/* The schema that names pdfuaid: part 3 of PDF/A wants every foreign one described (6.6.2.3.3). */
static const char extension[] =
	"<rdf:Description rdf:about=\"\" "
	"xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
	" xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\n"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
	"<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
	"<pdfaProperty:name>part</pdfaProperty:name>\n"
	"<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
	"<pdfaProperty:category>internal</pdfaProperty:category>\n"
	"<pdfaProperty:description>Part of ISO 14289 that the file follows"
	"</pdfaProperty:description>\n"
	"</rdf:li></rdf:Seq></pdfaSchema:property>\n"
	"</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
	"</rdf:Description>\n";

static void add_packet(struct pdf *pdf, struct strbuf *out, const char *date)
{
	const struct report *report = pdf->report;
	strbuf_adds(out,
		"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
		" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
		" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
		" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
		"<dc:format>application/pdf</dc:format>\n");
	add_property(out, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", report->title,
		"</rdf:li></rdf:Alt></dc:title>\n");
	add_property(out, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
		report->subject, "</rdf:li></rdf:Alt></dc:description>\n");
	add_property(out, "<dc:creator><rdf:Seq><rdf:li>", report->author,
		"</rdf:li></rdf:Seq></dc:creator>\n");
	add_property(out, "<dc:language><rdf:Bag><rdf:li>", report->language,
		"</rdf:li></rdf:Bag></dc:language>\n");
	add_property(out, "<pdf:Keywords>", report->keywords, "</pdf:Keywords>\n");
	strbuf_addf(out,
		"<pdf:Producer>" PRODUCER "</pdf:Producer>\n"
		"<xmp:CreatorTool>" TOOL "</xmp:CreatorTool>\n"
		"<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n"
		"<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
		"<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>\n",
		date, date);
	strbuf_adds(out, extension);
	strbuf_adds(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

static void add_information(struct strbuf *out, const char *key, const char *text)
{
	if (!pdf_said(text))
		return;
	strbuf_adds(out, key);
	pdf_add_text(out, text);
}

void pdf_metadata(struct pdf *pdf)
{
	const struct report *report = pdf->report;
	int year, month, day;
	date_parts(report->created, &year, &month, &day);
	HPDF_Dict catalog = pdf->haru->catalog;

	struct strbuf information = STRBUF_INIT;
	add_information(&information, "/Title", report->title);
	add_information(&information, "/Subject", report->subject);
	add_information(&information, "/Author", report->author);
	add_information(&information, "/Keywords", report->keywords);
	strbuf_addf(&information,
		"/Creator(" TOOL ")/Producer(" PRODUCER ")"
		"/CreationDate(D:%04d%02d%02d000000Z)/ModDate(D:%04d%02d%02d000000Z)",
		year, month, day, year, month, day);
	HPDF_Dict_RemoveElement(pdf->haru->info, "Producer");
	pdf_object_extend(pdf->haru->info, pdf_keep(pdf, &information));

	char date[32];
	snprintf(date, sizeof date, "%04d-%02d-%02dT00:00:00Z", year, month, day);
	struct strbuf packet = STRBUF_INIT;
	add_packet(pdf, &packet, date);
	/* Not compressed: the packet can be found by programs that do not read PDF. */
	HPDF_Dict_Add(catalog, "Metadata",
		pdf_stream(pdf, "/Type/Metadata/Subtype/XML", packet.bytes, packet.length, false));
	strbuf_release(&packet);

	HPDF_Dict profile = pdf_stream(pdf, "/N 3", icc_profile, ICC_PROFILE_SIZE, true);
	struct strbuf entries = STRBUF_INIT;
	strbuf_adds(&entries, "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
			      "/Lang");
	pdf_add_text(&entries, report->language);
	strbuf_addf(&entries,
		"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
		"/Info(sRGB IEC61966-2.1)/DestOutputProfile %u 0 R>>]",
		pdf_object_number(profile));
	pdf_object_extend(catalog, pdf_keep(pdf, &entries));
}
