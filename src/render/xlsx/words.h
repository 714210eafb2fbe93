#ifndef RENDER_XLSX_WORDS_H
#define RENDER_XLSX_WORDS_H

/*
 * The few words that only a workbook has: names in the table of chart data, and the headers of the
 * columns that are parted from another (flags, notes).
 */
struct words {
	const char *data_sheet, *data_subtitle;
	const char *sheet, *chart, *category, *series, *value;
	const char *interval, *lower, *upper, *signal, *band_low, *band_high, *base, *increase,
		*decrease;
	const char *target, *limit, *trial_limit, *mean;
	const char *flag, *note;
};

/* By the tag of a language; English for all but Swedish. */
const struct words *words_of(const char *language);

#endif
