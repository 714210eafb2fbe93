#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"
#include "render/render.h"
#include "render/xlsx/book.h"
#include "render/xlsx/chart.h"
#include "render/xlsx/page.h"

#define FILE_LIMIT ((size_t)200 << 20)

static const char temporary_folder[] = "/tmp";

static const struct xlsx_sheet *sheet_of(const struct book *book, const char *id)
{
	for (size_t i = 0; i < book->report->count; i++)
		if (book->report->sections[i].id && strcmp(book->report->sections[i].id, id) == 0)
			return book->sheets[i];
	return NULL;
}

void book_link(const struct book *book, struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
	const char *link, const char *text, const struct xlsx_style *style)
{
	struct xlsx_style linked = *style;
	linked.underlined = true;
	linked.colour = COLOUR_LINK;
	if (link[0] != '#') {
		xlsx_link(sheet, row, column, link, text, &linked);
		return;
	}
	const struct xlsx_sheet *target = sheet_of(book, link + 1);
	if (target)
		xlsx_link_sheet(sheet, row, column, target, text, &linked);
	else
		xlsx_fail(book->out, "link to '%s', which is no section", link);
}

/* The section that is meant for the chart data: the last one, if its id says so. */
static const struct section *data_section(const struct report *report)
{
	const struct section *last =
		report->count > 0 ? &report->sections[report->count - 1] : NULL;
	return last && strcmp(last->id, "chart-data") == 0 ? last : NULL;
}

static void write_sheets(struct book *book)
{
	const struct report *report = book->report;
	const struct section *meant = data_section(report);
	chart_plan_all(book);
	const struct table *data = chart_table(book);

	/* All sheets first, for links lead onwards too. */
	book->sheets = ARENA_ARRAY(book->arena, struct xlsx_sheet *, report->count);
	for (size_t i = 0; i < report->count; i++) {
		const struct section *section = &report->sections[i];
		book->sheets[i] =
			xlsx_sheet(book->out, section->title ? section->title : section->id);
	}
	if (data && meant)
		book->data = book->sheets[report->count - 1];
	else if (data)
		book->data = xlsx_sheet(book->out, book->words->data_sheet);

	/* The charts need to know where their data stand. */
	if (data)
		page_write_data(book, meant, data);
	for (size_t i = 0; i < report->count; i++)
		if (book->sheets[i] != book->data)
			page_write(book, i);
	for (size_t i = 0; i <= report->count; i++) {
		struct xlsx_sheet *sheet = i < report->count ? book->sheets[i] : book->data;
		if (sheet && (i == report->count || sheet != book->data))
			xlsx_margins(sheet, report->header_left, report->header_right,
				report->footer_left, report->page_format);
	}
	for (size_t i = 0; i < report->count; i++)
		if (strcmp(report->sections[i].id, "goals") == 0)
			xlsx_show(book->sheets[i]);
}

static bool write_workbook(const struct report *report, const char *path, const char *folder,
	struct arena *arena, struct error *error)
{
	struct book book = {
		.report = report,
		.words = words_of(report->language),
		.arena = arena,
		.out = xlsx_open(path, folder, arena),
	};
	xlsx_properties(book.out, report->title, report->subject, report->author, report->keywords,
		report->created);
	write_sheets(&book);
	return xlsx_close(book.out, error);
}

/* The library writes to a name only, and follows links: it gets a folder that no one else can open.
 */
static bool xlsx_render(const struct report *report, struct strbuf *bytes, struct error *error)
{
	bool done = false;
	char folder[] = "/tmp/kvartal-XXXXXX";
	struct arena *arena = arena_new();
	char *content = NULL;
	size_t length = 0;
	int parent = open(temporary_folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (parent < 0 || !mkdtemp(folder)) {
		error_set(error, ERROR_FAILED, "cannot make a folder in '%s': %s", temporary_folder,
			strerror(errno));
		goto out;
	}
	const char *path = arena_printf(arena, "%s/workbook.xlsx", folder);
	done = write_workbook(report, path, folder, arena, error) &&
	       file_read(path, FILE_LIMIT, &content, &length, arena, error);
	if (done)
		strbuf_add(bytes, content, length);
	if (!folder_remove(parent, folder + sizeof temporary_folder) && done)
		done = error_set(
			error, ERROR_FAILED, "cannot remove '%s': %s", folder, strerror(errno));
out:
	if (parent >= 0)
		close(parent);
	arena_free(arena);
	return done;
}

const struct renderer render_xlsx = {
	"xlsx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	xlsx_render,
};
