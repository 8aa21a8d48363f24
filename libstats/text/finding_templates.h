/* Whole sentences for findings, without full stop: one for each measure, shape of the numbers and grade, so that every language can
 * turn its own way. Internal.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef CAUSA_TEXT_FINDING_TEMPLATES_H
#define CAUSA_TEXT_FINDING_TEMPLATES_H

#include "base/intl.h"

enum { OF_REPORTED, OF_PROSECUTED, OF_RATIO, MEASURES };
enum { GRADE_ROSE, GRADE_FELL, GRADE_MAY_HAVE_RISEN, GRADE_MAY_HAVE_FALLEN, GRADE_NOT_SHOWN, GRADE_CANNOT_BE_SAID, GRADES };

/* Subject, value, year, value, year; the last of each: subject, year, year. */
static const char *const change_sentence[MEASURES][GRADES] = {
	{
		N_("%s: reported cases rose from %s in %d to %s in %d"),
		N_("%s: reported cases fell from %s in %d to %s in %d"),
		N_("%s: reported cases may have risen, from %s in %d to %s in %d"),
		N_("%s: reported cases may have fallen, from %s in %d to %s in %d"),
		N_("%s: no change of reported cases can be shown between %s in %d and %s in %d"),
		N_("%s: nothing can be said of the change of reported cases between %d and %d"),
	},
	{
		N_("%s: criminal cases rose from %s in %d to %s in %d"),
		N_("%s: criminal cases fell from %s in %d to %s in %d"),
		N_("%s: criminal cases may have risen, from %s in %d to %s in %d"),
		N_("%s: criminal cases may have fallen, from %s in %d to %s in %d"),
		N_("%s: no change of criminal cases can be shown between %s in %d and %s in %d"),
		N_("%s: nothing can be said of the change of criminal cases between %d and %d"),
	},
	{
		N_("%s: the ratio of criminal to reported cases rose from %s in %d to %s in %d"),
		N_("%s: the ratio of criminal to reported cases fell from %s in %d to %s in %d"),
		N_("%s: the ratio of criminal to reported cases may have risen, from %s in %d to %s in %d"),
		N_("%s: the ratio of criminal to reported cases may have fallen, from %s in %d to %s in %d"),
		N_("%s: no change of the ratio of criminal to reported cases can be shown between %s in %d and %s in %d"),
		N_("%s: nothing can be said of the change of the ratio of criminal to reported cases between %d and %d"),
	},
};

/* Subject, year, cases, year: none in the first year. No grade without a sentence can occur: nothing falls from none. */
static const char *const from_zero_sentence[OF_RATIO][GRADES] = {
	{
		N_("%s: reported cases rose from none in %d to %s in %d"),
		NULL,
		N_("%s: reported cases may have risen, from none in %d to %s in %d"),
		NULL,
		N_("%s: no change of reported cases can be shown between none in %d and %s in %d"),
	},
	{
		N_("%s: criminal cases rose from none in %d to %s in %d"),
		NULL,
		N_("%s: criminal cases may have risen, from none in %d to %s in %d"),
		NULL,
		N_("%s: no change of criminal cases can be shown between none in %d and %s in %d"),
	},
};

/* Subject, cases, year, year: none in the second year. */
static const char *const to_zero_sentence[OF_RATIO][GRADES] = {
	{
		NULL,
		N_("%s: reported cases fell from %s in %d to none in %d"),
		NULL,
		N_("%s: reported cases may have fallen, from %s in %d to none in %d"),
		N_("%s: no change of reported cases can be shown between %s in %d and none in %d"),
	},
	{
		NULL,
		N_("%s: criminal cases fell from %s in %d to none in %d"),
		NULL,
		N_("%s: criminal cases may have fallen, from %s in %d to none in %d"),
		N_("%s: no change of criminal cases can be shown between %s in %d and none in %d"),
	},
};

/* Subject, year, year: none in either. */
static const char *const none_sentence[OF_RATIO] = {
	N_("%s: no case was reported in %d or in %d"),
	N_("%s: there was no criminal case in %d or in %d"),
};

/* Subject, years, percent a year. */
static const char *const trend_sentence[OF_RATIO][GRADE_NOT_SHOWN] = {
	{
		N_("%s: reported cases rose from %d to %d, by %s a year"),
		N_("%s: reported cases fell from %d to %d, by %s a year"),
		N_("%s: reported cases may have risen from %d to %d, by %s a year"),
		N_("%s: reported cases may have fallen from %d to %d, by %s a year"),
	},
	{
		N_("%s: criminal cases rose from %d to %d, by %s a year"),
		N_("%s: criminal cases fell from %d to %d, by %s a year"),
		N_("%s: criminal cases may have risen from %d to %d, by %s a year"),
		N_("%s: criminal cases may have fallen from %d to %d, by %s a year"),
	},
};

/* Subject, years. Also of counts whose slope has one limit only. */
static const char *const course_sentence[MEASURES][GRADES] = {
	{
		N_("%s: reported cases rose from %d to %d"),
		N_("%s: reported cases fell from %d to %d"),
		N_("%s: reported cases may have risen from %d to %d"),
		N_("%s: reported cases may have fallen from %d to %d"),
		N_("%s: no trend of reported cases can be shown from %d to %d"),
		N_("%s: nothing can be said of the trend of reported cases from %d to %d"),
	},
	{
		N_("%s: criminal cases rose from %d to %d"),
		N_("%s: criminal cases fell from %d to %d"),
		N_("%s: criminal cases may have risen from %d to %d"),
		N_("%s: criminal cases may have fallen from %d to %d"),
		N_("%s: no trend of criminal cases can be shown from %d to %d"),
		N_("%s: nothing can be said of the trend of criminal cases from %d to %d"),
	},
	{
		N_("%s: the ratio of criminal to reported cases rose from %d to %d"),
		N_("%s: the ratio of criminal to reported cases fell from %d to %d"),
		N_("%s: the ratio of criminal to reported cases may have risen from %d to %d"),
		N_("%s: the ratio of criminal to reported cases may have fallen from %d to %d"),
		N_("%s: no trend of the ratio of criminal to reported cases can be shown from %d to %d"),
		N_("%s: nothing can be said of the trend of the ratio of criminal to reported cases from %d to %d"),
	},
};

/* A partly covered year. Subject, that year, the one before. */
static const char *const partial_sentence[GRADES] = {
	NULL,
	NULL,
	N_("%s: reported cases may have risen in %d against %d, whatever part of the year is covered"),
	N_("%s: reported cases may have fallen in %d against %d, whatever part of the year is covered"),
	NULL,
	N_("%s: nothing can be said of reported cases in %d against %d: it is not known what part of the year is covered"),
};

#endif
