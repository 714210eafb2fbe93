#include "render/xlsx/guard.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/strbuf.h"
#include "base/utf8.h"
#include "render/xlsx/rules.h"

struct xlsx_sheet {
	struct xlsx *xlsx;
	lxw_worksheet *handle;
	const char *name;
};

struct known_style {
	struct xlsx_style style;
	lxw_format *format;
};

struct xlsx {
	struct arena *arena;
	lxw_workbook *handle;
	const char *path;
	struct error failure; /* the first */
	struct known_style *styles;
	size_t style_count, style_capacity;
	struct rules_names sheet_names, table_names;
};

void xlsx_fail(struct xlsx *xlsx, const char *format, ...)
{
	if (xlsx->failure.kind != ERROR_NONE)
		return;
	va_list arguments;
	va_start(arguments, format);
	const char *message = arena_vprintf(xlsx->arena, format, arguments);
	va_end(arguments);
	error_set(&xlsx->failure, ERROR_FAILED, "%s", message);
}

static bool failed(const struct xlsx *xlsx)
{
	return xlsx->failure.kind != ERROR_NONE;
}

/* Every return code of the library comes by here. */
static void note(struct xlsx *xlsx, lxw_error code, const char *what, const char *where)
{
	if (code != LXW_NO_ERROR)
		xlsx_fail(xlsx, "cannot write %s of '%s': %s", what, where, lxw_strerror(code));
}

static bool clean(struct xlsx *xlsx, const char *text, const char *what, const char *where)
{
	if (utf8_clean(text, strlen(text)))
		return true;
	xlsx_fail(xlsx, "%s of '%s' is not clean UTF-8", what, where);
	return false;
}

struct xlsx *xlsx_open(const char *path, const char *folder, struct arena *arena)
{
	struct xlsx *xlsx = arena_alloc(arena, sizeof *xlsx);
	lxw_workbook_options options = { .tmpdir = arena_strdup(arena, folder) };
	xlsx->arena = arena;
	xlsx->path = arena_strdup(arena, path);
	xlsx->handle = workbook_new_opt(path, &options);
	if (!xlsx->handle)
		arena_exhausted();
	return xlsx;
}

static char *property(struct xlsx *xlsx, const char *text)
{
	if (!text || !clean(xlsx, text, "a property", "the document"))
		return NULL;
	return arena_strdup(xlsx->arena, rules_cut(text, RULES_TITLE_LENGTH, xlsx->arena));
}

void xlsx_properties(struct xlsx *xlsx, const char *title, const char *subject, const char *author,
	const char *keywords, struct date created)
{
	if (!date_known(created)) {
		xlsx_fail(xlsx, "report has no day of creation");
		return;
	}
	lxw_doc_properties properties = {
		.title = property(xlsx, title),
		.subject = property(xlsx, subject),
		.author = property(xlsx, author),
		.keywords = property(xlsx, keywords),
		/* Noon, for 0 would mean now. */
		.created = (time_t)created.days * 86400 + 43200,
	};
	if (!failed(xlsx))
		note(xlsx, workbook_set_properties(xlsx->handle, &properties), "properties",
			"the document");
}

/* The library tells standard error of a file that it cannot make: that is found out before. */
static void make_file(struct xlsx *xlsx)
{
	int file = open(xlsx->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (file < 0 || close(file) != 0)
		xlsx_fail(xlsx, "cannot create '%s': %s", xlsx->path, strerror(errno));
}

bool xlsx_close(struct xlsx *xlsx, struct error *error)
{
	if (!failed(xlsx))
		make_file(xlsx);
	if (failed(xlsx))
		lxw_workbook_free(xlsx->handle);
	else
		note(xlsx, workbook_close(xlsx->handle), "the file", "the workbook");
	if (!failed(xlsx))
		return true;
	return error_set(error, xlsx->failure.kind, "%s", xlsx->failure.message);
}

/* ---- styles -----------------------------------------------------------------------------------
 */

static bool style_equal(const struct xlsx_style *a, const struct xlsx_style *b)
{
	const char *a_format = a->number_format ? a->number_format : "";
	const char *b_format = b->number_format ? b->number_format : "";
	return a->bold == b->bold && a->italic == b->italic && a->underlined == b->underlined &&
	       a->wrap == b->wrap && a->indented == b->indented && a->right == b->right &&
	       a->top == b->top && a->above == b->above && a->below == b->below &&
	       !(a->size < b->size) && !(a->size > b->size) && a->colour == b->colour &&
	       a->fill == b->fill && strcmp(a_format, b_format) == 0;
}

static lxw_format *make_format(struct xlsx *xlsx, const struct xlsx_style *style)
{
	lxw_format *format = workbook_add_format(xlsx->handle);
	if (!format)
		arena_exhausted();
	if (style->bold)
		format_set_bold(format);
	if (style->italic)
		format_set_italic(format);
	if (style->underlined)
		format_set_underline(format, LXW_UNDERLINE_SINGLE);
	if (style->wrap)
		format_set_text_wrap(format);
	if (style->right)
		format_set_align(format, LXW_ALIGN_RIGHT);
	if (style->indented)
		format_set_indent(format, 1);
	if (style->top)
		format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
	if (style->above)
		format_set_top(format, LXW_BORDER_THIN);
	if (style->below)
		format_set_bottom(format, LXW_BORDER_THIN);
	if (style->size > 0)
		format_set_font_size(format, style->size);
	if (style->colour)
		format_set_font_color(format, style->colour);
	if (style->fill) {
		format_set_pattern(format, LXW_PATTERN_SOLID);
		format_set_bg_color(format, style->fill);
	}
	if (style->number_format) {
		if (clean(xlsx, style->number_format, "a number format", "the workbook") &&
			rules_length(style->number_format) <= RULES_TITLE_LENGTH)
			format_set_num_format(format, style->number_format);
		else
			xlsx_fail(
				xlsx, "number format '%.40s...' is too long", style->number_format);
	}
	return format;
}

static lxw_format *format_of(struct xlsx *xlsx, const struct xlsx_style *style)
{
	static const struct xlsx_style plain;
	if (!style || style_equal(style, &plain))
		return NULL;
	for (size_t i = 0; i < xlsx->style_count; i++)
		if (style_equal(&xlsx->styles[i].style, style))
			return xlsx->styles[i].format;
	xlsx->styles = arena_grow(xlsx->arena, xlsx->styles, xlsx->style_count,
		&xlsx->style_capacity, sizeof *xlsx->styles);
	struct known_style *known = &xlsx->styles[xlsx->style_count++];
	known->style = *style;
	if (style->number_format)
		known->style.number_format = arena_strdup(xlsx->arena, style->number_format);
	known->format = make_format(xlsx, style);
	return known->format;
}

/* ---- sheets and cells -------------------------------------------------------------------------
 */

struct xlsx_sheet *xlsx_sheet(struct xlsx *xlsx, const char *name)
{
	struct xlsx_sheet *sheet = arena_alloc(xlsx->arena, sizeof *sheet);
	sheet->xlsx = xlsx;
	sheet->name = "";
	if (failed(xlsx) || !clean(xlsx, name, "the name", "a sheet"))
		return sheet;
	sheet->name = rules_sheet_name(name, &xlsx->sheet_names, xlsx->arena);
	sheet->handle = workbook_add_worksheet(xlsx->handle, sheet->name);
	if (!sheet->handle) {
		xlsx_fail(xlsx, "cannot add the sheet '%s'", sheet->name);
		return sheet;
	}
	worksheet_set_landscape(sheet->handle);
	worksheet_set_paper(sheet->handle, 9); /* A4 */
	worksheet_fit_to_pages(sheet->handle, 1, 0);
	worksheet_set_margins(sheet->handle, 0.5, 0.5, 0.75, 0.75);
	worksheet_gridlines(sheet->handle, LXW_HIDE_ALL_GRIDLINES);
	return sheet;
}

const char *xlsx_sheet_name(const struct xlsx_sheet *sheet)
{
	return sheet->name;
}

/* Whether a cell may be written; the library takes 16 bits of a column without a word. */
static bool writable(struct xlsx_sheet *sheet, uint32_t row, uint32_t column)
{
	if (failed(sheet->xlsx))
		return false;
	if (row < LXW_ROW_MAX && column < LXW_COL_MAX)
		return true;
	xlsx_fail(sheet->xlsx, "sheet '%s' has no row %" PRIu32 ", column %" PRIu32, sheet->name,
		row + 1, column + 1);
	return false;
}

/* The text as it is written to a cell; NULL after a failure. */
static const char *cell_text(
	struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const char *text)
{
	struct xlsx *xlsx = sheet->xlsx;
	if (!writable(sheet, row, column))
		return NULL;
	if (!utf8_clean(text, strlen(text))) {
		xlsx_fail(xlsx, "text in row %" PRIu32 " of sheet '%s' is not clean UTF-8", row + 1,
			sheet->name);
		return NULL;
	}
	const char *escaped = rules_escape(text, xlsx->arena);
	if (rules_length(escaped) <= RULES_CELL_LENGTH)
		return escaped;
	xlsx_fail(xlsx, "text in row %" PRIu32 " of sheet '%s' is longer than %d characters",
		row + 1, sheet->name, RULES_CELL_LENGTH);
	return NULL;
}

void xlsx_text(struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const char *text,
	const struct xlsx_style *style)
{
	const char *written = cell_text(sheet, row, column, text);
	if (written)
		note(sheet->xlsx,
			worksheet_write_string(sheet->handle, row, (lxw_col_t)column, written,
				format_of(sheet->xlsx, style)),
			"a text", sheet->name);
}

void xlsx_number(struct xlsx_sheet *sheet, uint32_t row, uint32_t column, double value,
	const struct xlsx_style *style)
{
	if (!writable(sheet, row, column))
		return;
	if (!isfinite(value)) {
		xlsx_fail(sheet->xlsx, "number in row %" PRIu32 " of sheet '%s' is not finite",
			row + 1, sheet->name);
		return;
	}
	/* Adding 0 makes 0 of -0, which would be written "-0". */
	note(sheet->xlsx,
		worksheet_write_number(sheet->handle, row, (lxw_col_t)column, value + 0.0,
			format_of(sheet->xlsx, style)),
		"a number", sheet->name);
}

void xlsx_blank(
	struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const struct xlsx_style *style)
{
	/* Without a format there is nothing to write: the library would take it for a mistake. */
	if (!writable(sheet, row, column))
		return;
	lxw_format *format = format_of(sheet->xlsx, style);
	if (format)
		note(sheet->xlsx,
			worksheet_write_blank(sheet->handle, row, (lxw_col_t)column, format),
			"a cell", sheet->name);
}

void xlsx_stretches(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
	const struct xlsx_stretch *stretches, size_t count, const struct xlsx_style *style)
{
	struct arena *arena = sheet->xlsx->arena;
	struct strbuf whole = STRBUF_INIT;
	for (size_t i = 0; i < count; i++)
		strbuf_adds(&whole, stretches[i].text);
	const char *text = arena_strdup(arena, whole.bytes);
	strbuf_release(&whole);
	const char *written = cell_text(sheet, row, column, text);
	if (!written)
		return;

	/* The library refuses empty parts, and a single one; an escape that spans two would be
	 * lost. */
	lxw_rich_string_tuple *parts = ARENA_ARRAY(arena, lxw_rich_string_tuple, count);
	lxw_rich_string_tuple **list = ARENA_ARRAY(arena, lxw_rich_string_tuple *, count + 1);
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		if (!*stretches[i].text)
			continue;
		parts[used].format = format_of(sheet->xlsx, &stretches[i].style);
		parts[used].string = arena_strdup(arena, rules_escape(stretches[i].text, arena));
		list[used] = &parts[used];
		used++;
	}
	if (used < 2) {
		xlsx_text(sheet, row, column, text, style);
		return;
	}
	note(sheet->xlsx,
		worksheet_write_rich_string(
			sheet->handle, row, (lxw_col_t)column, list, format_of(sheet->xlsx, style)),
		"a text", sheet->name);
}

static void write_link(struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const char *address,
	const char *text, const struct xlsx_style *style)
{
	const char *written = cell_text(sheet, row, column, text);
	if (written)
		note(sheet->xlsx,
			worksheet_write_url_opt(sheet->handle, row, (lxw_col_t)column, address,
				format_of(sheet->xlsx, style), written, NULL),
			"a link", sheet->name);
}

void xlsx_link(struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const char *address,
	const char *text, const struct xlsx_style *style)
{
	/* An address is ASCII (RFC 3986). */
	struct strbuf encoded = STRBUF_INIT;
	for (const char *at = address; *at; at++) {
		if ((*at & 0x80) || *at <= ' ')
			strbuf_addf(&encoded, "%%%02X", (unsigned)(unsigned char)*at);
		else
			strbuf_addc(&encoded, *at);
	}
	if (rules_address(encoded.bytes))
		write_link(sheet, row, column, encoded.bytes, text, style);
	else
		xlsx_fail(sheet->xlsx, "link to '%.200s', which is neither https nor mailto",
			encoded.bytes);
	strbuf_release(&encoded);
}

void xlsx_link_sheet(struct xlsx_sheet *sheet, uint32_t row, uint32_t column,
	const struct xlsx_sheet *target, const char *text, const struct xlsx_style *style)
{
	struct strbuf place = STRBUF_INIT;
	strbuf_adds(&place, "internal:'");
	for (const char *at = target->name; *at; at++) {
		strbuf_addc(&place, *at);
		if (*at == '\'')
			strbuf_addc(&place, '\'');
	}
	strbuf_adds(&place, "'!A1");
	write_link(sheet, row, column, place.bytes, text, style);
	strbuf_release(&place);
}

void xlsx_width(struct xlsx_sheet *sheet, uint32_t column, double width)
{
	if (writable(sheet, 0, column))
		note(sheet->xlsx,
			worksheet_set_column(sheet->handle, (lxw_col_t)column, (lxw_col_t)column,
				fmin(width, 255), NULL),
			"a column", sheet->name);
}

void xlsx_height(struct xlsx_sheet *sheet, uint32_t row, double height)
{
	if (writable(sheet, row, 0))
		note(sheet->xlsx, worksheet_set_row(sheet->handle, row, fmin(height, 409), NULL),
			"a row", sheet->name);
}

void xlsx_table(struct xlsx_sheet *sheet, const char *id, uint32_t row, uint32_t row_count,
	const char *const *headers, size_t count, bool row_headers, const struct xlsx_style *style)
{
	struct xlsx *xlsx = sheet->xlsx;
	struct rules_names taken = { 0 };
	lxw_table_column *columns = ARENA_ARRAY(xlsx->arena, lxw_table_column, count);
	lxw_table_column **list = ARENA_ARRAY(xlsx->arena, lxw_table_column *, count + 1);
	assert(count > 0 && row_count > 0);
	if (!writable(sheet, row, (uint32_t)count - 1) || !writable(sheet, row + row_count, 0) ||
		!clean(xlsx, id, "a table", sheet->name))
		return;
	for (size_t i = 0; i < count; i++) {
		if (!clean(xlsx, headers[i], "a header", sheet->name))
			return;
		columns[i].header =
			arena_strdup(xlsx->arena, rules_header(headers[i], &taken, xlsx->arena));
		columns[i].header_format = format_of(xlsx, style);
		list[i] = &columns[i];
	}
	lxw_table_options options = {
		.name = arena_strdup(
			xlsx->arena, rules_table_name(id, &xlsx->table_names, xlsx->arena)),
		.columns = list,
		.first_column = row_headers,
		.style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
		.style_type_number = 1,
		.no_banded_rows = LXW_TRUE,
	};
	note(xlsx,
		worksheet_add_table(
			sheet->handle, row, 0, row + row_count, (lxw_col_t)(count - 1), &options),
		"a table", sheet->name);
}

void xlsx_freeze(struct xlsx_sheet *sheet, uint32_t row, uint32_t column)
{
	if (writable(sheet, row, column))
		worksheet_freeze_panes(sheet->handle, row, (lxw_col_t)column);
}

void xlsx_repeat(struct xlsx_sheet *sheet, uint32_t row)
{
	if (writable(sheet, row, 0))
		note(sheet->xlsx, worksheet_repeat_rows(sheet->handle, row, row),
			"the repeated row", sheet->name);
}

void xlsx_single_page(struct xlsx_sheet *sheet)
{
	if (!failed(sheet->xlsx))
		worksheet_fit_to_pages(sheet->handle, 1, 1);
}

void xlsx_margins(struct xlsx_sheet *sheet, const char *header_left, const char *header_right,
	const char *footer_left, const char *number_format)
{
	struct xlsx *xlsx = sheet->xlsx;
	const char *texts[] = { header_left, header_right, footer_left, number_format };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (texts[i] && !clean(xlsx, texts[i], "the header or footer", sheet->name))
			return;
	if (failed(xlsx))
		return;
	const char *header = rules_margin(header_left, header_right, false, xlsx->arena);
	const char *footer = rules_margin(footer_left, number_format, true, xlsx->arena);
	if (*header)
		note(xlsx, worksheet_set_header(sheet->handle, header), "the header", sheet->name);
	if (*footer)
		note(xlsx, worksheet_set_footer(sheet->handle, footer), "the footer", sheet->name);
}

void xlsx_show(struct xlsx_sheet *sheet)
{
	if (!failed(sheet->xlsx))
		worksheet_activate(sheet->handle);
}

/* ---- charts -----------------------------------------------------------------------------------
 */

/* To a chart 0 is no colour: black has its own number. */
static lxw_color_t chart_colour(uint32_t colour)
{
	return colour ? colour : LXW_COLOR_BLACK;
}

static void set_labels(lxw_chart_series *handle, const struct xlsx_chart *chart,
	const struct xlsx_series *series, struct xlsx *xlsx)
{
	/* On a column the words need a ground of their own. */
	lxw_chart_font font = { .size = 8, .color = 0x333333 };
	lxw_chart_fill ground = { .color = LXW_COLOR_WHITE };
	lxw_chart_data_label *labels = ARENA_ARRAY(xlsx->arena, lxw_chart_data_label, chart->count);
	lxw_chart_data_label **list =
		ARENA_ARRAY(xlsx->arena, lxw_chart_data_label *, chart->count + 1);
	bool any = false;
	for (uint32_t i = 0; i < chart->count; i++) {
		list[i] = &labels[i];
		const char *label = series->labels ? series->labels[i] : NULL;
		if (!label || !*label) {
			labels[i].hide = LXW_TRUE;
			continue;
		}
		if (!clean(xlsx, label, "a label", chart->title))
			return;
		labels[i].value = arena_strdup(xlsx->arena, rules_title(label, xlsx->arena));
		labels[i].font = &font;
		if (chart->kind != XLSX_LINE)
			labels[i].fill = &ground;
		any = true;
	}
	if (!any)
		return;
	chart_series_set_labels(handle);
	chart_series_set_labels_font(handle, &font);
	if (chart->kind == XLSX_LINE)
		chart_series_set_labels_position(handle, LXW_CHART_LABEL_POSITION_ABOVE);
	note(xlsx, chart_series_set_labels_custom(handle, list), "the labels", chart->title);
}

static void paint_line(lxw_chart_series *handle, const struct xlsx_series *series)
{
	static const uint8_t dashes[] = {
		[XLSX_SOLID] = LXW_CHART_LINE_DASH_SOLID,
		[XLSX_DASHED] = LXW_CHART_LINE_DASH_DASH,
		[XLSX_DOTTED] = LXW_CHART_LINE_DASH_ROUND_DOT,
		[XLSX_DASH_DOT] = LXW_CHART_LINE_DASH_LONG_DASH_DOT,
	};
	static const uint8_t markers[] = {
		/* Short and long dashes are written with names that the standard does not know. */
		[XLSX_NO_MARKER] = LXW_CHART_MARKER_NONE,
		[XLSX_CIRCLE] = LXW_CHART_MARKER_CIRCLE,
		[XLSX_DIAMOND] = LXW_CHART_MARKER_DIAMOND,
	};
	lxw_color_t colour = chart_colour(series->colour);
	lxw_chart_line line = { .color = colour, .width = (float)series->width };
	if (series->dash == XLSX_NO_LINE)
		line = (lxw_chart_line){ .none = LXW_TRUE };
	else
		line.dash_type = dashes[series->dash];
	chart_series_set_line(handle, &line);
	chart_series_set_marker_type(handle, markers[series->marker]);
	if (series->marker != XLSX_NO_MARKER) {
		lxw_chart_fill fill = { .color = colour };
		lxw_chart_line edge = { .color = colour };
		chart_series_set_marker_size(handle, series->marker == XLSX_DIAMOND ? 9 : 5);
		chart_series_set_marker_fill(handle, &fill);
		chart_series_set_marker_line(handle, &edge);
	}
}

static void paint_area(lxw_chart_series *handle, const struct xlsx_chart *chart,
	const struct xlsx_series *series, struct xlsx *xlsx)
{
	lxw_color_t colour = chart_colour(series->colour);
	lxw_chart_fill fill = { .color = colour };
	lxw_chart_line edge = { .color = colour };
	lxw_chart_pattern hatch = { colour, LXW_COLOR_WHITE,
		LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL };
	if (series->fill == XLSX_UNFILLED) {
		fill = (lxw_chart_fill){ .none = LXW_TRUE };
		edge = (lxw_chart_line){ .none = LXW_TRUE };
	}
	if (series->fill == XLSX_HATCHED)
		chart_series_set_pattern(handle, &hatch);
	else
		chart_series_set_fill(handle, &fill);
	chart_series_set_line(handle, &edge);
	if (!series->colours)
		return;
	lxw_chart_fill *fills = ARENA_ARRAY(xlsx->arena, lxw_chart_fill, chart->count);
	lxw_chart_point *points = ARENA_ARRAY(xlsx->arena, lxw_chart_point, chart->count);
	lxw_chart_point **list = ARENA_ARRAY(xlsx->arena, lxw_chart_point *, chart->count + 1);
	for (uint32_t i = 0; i < chart->count; i++) {
		fills[i].color = chart_colour(series->colours[i]);
		points[i].fill = &fills[i];
		list[i] = &points[i];
	}
	note(xlsx, chart_series_set_points(handle, list), "the points", chart->title);
}

static void add_series(lxw_chart *handle, const struct xlsx_chart *chart,
	const struct xlsx_series *series, struct xlsx *xlsx)
{
	lxw_chart_series *added = chart_add_series(handle, NULL, NULL);
	if (!added)
		arena_exhausted();
	if (!clean(xlsx, series->name, "a series", chart->title))
		return;
	lxw_col_t column = (lxw_col_t)series->column;
	lxw_col_t category = (lxw_col_t)chart->category_column;
	chart_series_set_name(added, rules_title(series->name, xlsx->arena));
	chart_series_set_categories(added, chart->data->name, series->category_row, category,
		series->category_row + chart->count - 1, category);
	chart_series_set_values(added, chart->data->name, series->first_row, column,
		series->first_row + chart->count - 1, column);
	if (chart->kind == XLSX_LINE)
		paint_line(added, series);
	else
		paint_area(added, chart, series, xlsx);
	set_labels(added, chart, series, xlsx);
}

static void set_legend(lxw_chart *handle, const struct xlsx_chart *chart, struct xlsx *xlsx)
{
	/* Ended by -1. */
	int16_t *unlisted = ARENA_ARRAY(xlsx->arena, int16_t, chart->series_count + 1);
	size_t count = 0;
	for (size_t i = 0; i < chart->series_count; i++)
		if (chart->series[i].unlisted)
			unlisted[count++] = (int16_t)i;
	unlisted[count] = -1;
	if (chart->series_count - count < 2) {
		chart_legend_set_position(handle, LXW_CHART_LEGEND_NONE);
		return;
	}
	chart_legend_set_position(handle, LXW_CHART_LEGEND_BOTTOM);
	if (count > 0)
		note(xlsx, chart_legend_delete_series(handle, unlisted), "the legend",
			chart->title);
}

/* A place on an axis is a sum of steps, and would be shown with all its digits: 12 are kept. */
static double rounded(double value)
{
	char text[32];
	snprintf(text, sizeof text, "%.12g", value);
	return strtod(text, NULL);
}

static void set_axes(lxw_chart *handle, const struct xlsx_chart *chart, struct xlsx *xlsx)
{
	/* To the library the axis at the bottom is x, whatever it tells. */
	bool bars = chart->kind == XLSX_BAR;
	lxw_chart_axis *values = bars ? handle->x_axis : handle->y_axis;
	lxw_chart_axis *categories = bars ? handle->y_axis : handle->x_axis;
	lxw_chart_font name_font = { .size = 9, .bold = LXW_EXPLICIT_FALSE };
	lxw_chart_line grid = { .color = 0xDCDCDC, .width = 0.5F };
	chart_axis_set_name(values, rules_title(chart->axis_title, xlsx->arena));
	chart_axis_set_name_font(values, &name_font);
	chart_axis_set_num_format(values, chart->axis_format);
	chart_axis_major_gridlines_set_line(values, &grid);
	if (chart->high > chart->low) {
		chart_axis_set_min(values, rounded(chart->low));
		chart_axis_set_max(values, rounded(chart->high));
	}
	if (chart->step > 0)
		chart_axis_set_major_unit(values, rounded(chart->step));
	/* The names of the categories stand below the drawing, also where a value is negative. */
	chart_axis_set_label_position(categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);
	if (bars) {
		/* The first bar on top, and the values below the last. */
		chart_axis_set_reverse(categories);
		chart_axis_set_crossing_max(categories);
	}
}

static bool chart_sound(const struct xlsx_chart *chart, struct xlsx *xlsx)
{
	if (!isfinite(chart->low) || !isfinite(chart->high) || !isfinite(chart->step)) {
		xlsx_fail(xlsx, "axis of the chart '%.200s' is not finite", chart->title);
		return false;
	}
	return clean(xlsx, chart->title, "the title", "a chart") &&
	       clean(xlsx, chart->alternative, "the alternative text", chart->title) &&
	       clean(xlsx, chart->axis_title, "the axis", chart->title);
}

void xlsx_chart(
	struct xlsx_sheet *sheet, uint32_t row, uint32_t column, const struct xlsx_chart *chart)
{
	static const uint8_t kinds[] = {
		[XLSX_LINE] = LXW_CHART_LINE,
		[XLSX_COLUMN] = LXW_CHART_COLUMN_STACKED,
		[XLSX_BAR] = LXW_CHART_BAR_STACKED,
	};
	struct xlsx *xlsx = sheet->xlsx;
	assert(chart->count > 0 && chart->series_count > 0);
	if (!writable(sheet, row, column) || !chart_sound(chart, xlsx))
		return;
	lxw_chart *handle = workbook_add_chart(xlsx->handle, kinds[chart->kind]);
	if (!handle)
		arena_exhausted();
	lxw_chart_font title_font = { .size = 12, .bold = LXW_TRUE };
	chart_title_set_name(handle, rules_title(chart->title, xlsx->arena));
	chart_title_set_name_font(handle, &title_font);
	for (size_t i = 0; i < chart->series_count; i++)
		add_series(handle, chart, &chart->series[i], xlsx);
	set_axes(handle, chart, xlsx);
	set_legend(handle, chart, xlsx);
	chart_show_blanks_as(handle, LXW_CHART_BLANKS_AS_GAP);
	if (chart->kind != XLSX_LINE)
		chart_set_series_gap(handle, 60);
	/* The library's charts are 480 by 288 pixels. */
	lxw_chart_options options = {
		.x_scale = chart->width / 480,
		.y_scale = chart->height / 288,
		.object_position = LXW_OBJECT_MOVE_DONT_SIZE,
		.description = arena_strdup(xlsx->arena, chart->alternative),
	};
	if (!failed(xlsx))
		note(xlsx,
			worksheet_insert_chart_opt(
				sheet->handle, row, (lxw_col_t)column, handle, &options),
			"a chart", sheet->name);
}
