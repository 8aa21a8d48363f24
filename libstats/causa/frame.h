/* The frame: a result table of typed, named, documented columns.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_FRAME_H
#define CAUSA_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include <causa/about.h>
#include <causa/panel.h>
#include <causa/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** LABEL: index into labels. NOTE: the column is drawn from frame->notes and has no data of its own. */
enum causa_type { CAUSA_I64, CAUSA_F64, CAUSA_LABEL, CAUSA_NOTE_SET };

enum causa_note {
#define X(name, code, text) CAUSA_NOTE_##name,
#include <causa/notes.def>
#undef X
	CAUSA_NOTES
};
#define CAUSA_NOTE(n) (UINT64_C(1) << (n))

/** Code ("few-cases") and sentence of a note; the sentence is translated. */
const char *causa_note_code(enum causa_note note);
const char *causa_note_text(enum causa_note note);

struct causa_column {
	const char *name, *unit;
	const char *title;       /* msgid, English; translate for people */
	enum causa_type type;
	const void *data;        /* int64_t, double or uint32_t, one a row; NULL for NOTE_SET */
	const uint8_t *absent;   /* byte a row, 1: no value; NULL: none absent. Never NaN as a code */
	const char *const *labels;
	uint32_t label_count;
};

/** A family of adjusted p-values: which method over how many. */
struct causa_family {
	const char *method;      /* "bh", "holm", "none" */
	uint32_t size;
	bool pooled;             /* the rows pooled over all offences */
};

/** What the reader of the table must be told once, beside its rows. */
struct causa_context {
	int32_t first, last;     /* years that took part, after --years and --partial */
	int32_t from, to;        /* pair of `change`; 0: consecutive years */
	double level;
	const char *of;          /* "reported", "prosecuted", "ratio"; NULL where the command has none */
	const char *method;      /* method asked for, e.g. "wilson" */
	const char *adjust;      /* "bh"... ; NULL where there is no p */
	const char *partial;     /* "drop" "offset" "keep" */
	bool unknown_dropped;
	bool by_offence, by_year;
	int64_t few;             /* --few, 20 */
	int32_t lag;             /* ratios: reports of so many years before; 0: of the same year */
	int32_t immature;        /* year whose prosecuted counts are immature; 0: none */
	const int32_t *dropped;  /* partly covered years left out */
	uint32_t dropped_count;
	/* cases of unknown offence, that stand in no per-offence row: [i] for year unknown_year[i], per measure */
	const int32_t *unknown_year;
	const int64_t *unknown_reported, *unknown_prosecuted; /* -1: blank */
	uint32_t unknowns;
	const struct causa_period *period; /* of the panel: coverage */
	uint32_t periods;
};

struct causa_frame {
	const char *command;
	uint64_t rows;
	uint32_t columns;
	const struct causa_column *column;
	const uint64_t *notes;   /* bit set a row; never NULL */
	const struct causa_family *family;
	uint32_t families;
	const struct causa_context *context;
	const struct causa_about *about; /* owned by the panel, which must outlive the frame */
};

/** Column by name, or NULL. */
const struct causa_column *causa_frame_column(const struct causa_frame *frame, const char *name);

/** Is there a value in this row? */
bool causa_column_has(const struct causa_column *column, uint64_t row);
/** Values of a row; the caller has checked the type and causa_column_has. */
int64_t causa_column_i64(const struct causa_column *column, uint64_t row);
double causa_column_f64(const struct causa_column *column, uint64_t row);
const char *causa_column_label(const struct causa_column *column, uint64_t row);
/** A number of either type by the name of its column; NaN where there is no such column or no value. A frame itself never holds a
 *  NaN. */
double causa_frame_number(const struct causa_frame *frame, const char *name, uint64_t row);
/** A label by the name of its column; "" where there is no such column or no value. */
const char *causa_frame_text(const struct causa_frame *frame, const char *name, uint64_t row);

void causa_frame_free(struct causa_frame *frame);

#ifdef __cplusplus
}
#endif
#endif
