/* causa plot
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/intl.h"
#include "command.h"
#include "figure.h"
#include "module.h"

static const char *const formats[] = {"png", "svg", "pdf"};
enum { FORMATS = sizeof formats / sizeof formats[0] };

static int find(const char *word, const char *const *words, int n)
{
	for (int i = 0; word != NULL && i < n; i++) {
		if (strcmp(word, words[i]) == 0)
			return i;
	}
	return -1;
}

static bool choose_chart(const struct options *o, enum causa_chart *chart)
{
	char words[256] = "";
	for (int i = 0; i < CAUSA_CHARTS; i++)
		snprintf(words + strlen(words), sizeof words - strlen(words), "%s%s", i > 0 ? " " : "", chart_names[i]);
	if (o->operands == 0) {
		say_usage("plot", _("name a chart: %s"), words);
		return false;
	}
	int i = find(o->operand[0], chart_names, CAUSA_CHARTS);
	if (i < 0) {
		const char *near = options_nearest(o->operand[0], chart_names, CAUSA_CHARTS);
		if (near != NULL)
			say_usage("plot", _("there is no chart \"%s\"; did you mean \"%s\"?"), o->operand[0], near);
		else
			say_usage("plot", _("there is no chart \"%s\"; use one of: %s"), o->operand[0], words);
		return false;
	}
	*chart = (enum causa_chart)i;
	return true;
}

static bool choose_format(const struct options *o, enum causa_figure_format *format)
{
	const char *path = o->value[OPTION_output], *asked = o->value[OPTION_format];
	if (path == NULL && (o->value[OPTION_describe] != NULL || o->value[OPTION_data] != NULL))
		return true; /* words or numbers only */
	if (path == NULL) {
		say_usage("plot", _("say where to write the figure: -o FILE.png, FILE.svg or FILE.pdf"));
		return false;
	}
	const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
	int i = find(asked != NULL ? asked : dot != NULL && dot > slash ? dot + 1 : NULL, formats, FORMATS);
	if (i < 0) {
		if (asked != NULL)
			say_usage("plot", _("--format is \"%s\"; figures are png, svg or pdf"), asked);
		else
			say_usage("plot", _("\"%s\" ends in none of .png .svg .pdf; name it so, or say -f png, svg or pdf"), path);
		return false;
	}
	*format = (enum causa_figure_format)i;
	return true;
}

static bool choose_data(const struct options *o)
{
	const char *path = o->value[OPTION_data];
	if (path == NULL || output_knows(path))
		return true;
	say_usage("plot", _("--data \"%s\" ends in none of .csv .tsv .json .md .tex .txt"), path);
	return false;
}

/* A figure and its numbers are written both or neither. */
struct outputs {
	struct causa_output *figure, *data; /* NULL: not asked for */
};

static enum causa_status fill(const struct options *o, const struct causa_plots_api *api, enum causa_chart chart,
                              enum causa_figure_format format, const struct causa_figure_data *data,
                              const struct causa_figure_options *options, struct outputs *out, struct causa_error *err)
{
	struct causa_figure_info info = {.description = NULL};
	enum causa_status status = CAUSA_OK;
	if (o->value[OPTION_output] != NULL)
		status = causa_output_open(o->value[OPTION_output], &out->figure, err);
	if (status == CAUSA_OK)
		status = api->draw(chart, data, options, format, out->figure != NULL ? causa_output_put : NULL, out->figure, &info, err);
	if (status == CAUSA_OK && o->value[OPTION_data] != NULL)
		status = output_stage(o, o->value[OPTION_data], api->numbers(&info), &out->data, err);
	if (status == CAUSA_OK && o->value[OPTION_describe] != NULL)
		printf("%s\n", info.description);
	api->release(&info);
	return status;
}

static enum causa_status publish(struct outputs *out, struct causa_error *err)
{
	enum causa_status status = CAUSA_OK;
	if (out->data != NULL)
		status = causa_output_commit(out->data, err);
	if (out->figure == NULL)
		return status;
	if (status == CAUSA_OK)
		return causa_output_commit(out->figure, err);
	causa_output_abort(out->figure);
	return status;
}

static int draw(const struct options *o, const struct causa_panel *panel, enum causa_chart chart,
                enum causa_figure_format format, const struct causa_figure_data *data, const char *finding)
{
	const struct causa_plots_api *api;
	struct causa_error err = {0};
	struct outputs out = {NULL, NULL};
	char command[4096];
	canonical_command(o, panel->about->name, command, sizeof command);
	struct causa_figure_options options = figure_options(o, panel, command);
	if (finding[0] != '\0' && options.title == NULL)
		options.title = finding;
	if (module_plots(&api, &err) != CAUSA_OK)
		return say_error("plot", &err);
	enum causa_status status = fill(o, api, chart, format, data, &options, &out, &err);
	if (status != CAUSA_OK && err.status != CAUSA_OK) {
		if (out.figure != NULL)
			causa_output_abort(out.figure);
		if (out.data != NULL)
			causa_output_abort(out.data);
	} else {
		status = publish(&out, &err);
	}
	if (status == CAUSA_OK)
		return EXIT_DONE;
	return err.status == CAUSA_EIO && err.text[0] == '\0' ? EXIT_FILE : say_error("plot", &err);
}

int cmd_plot(int argc, char **argv)
{
	static const char definition[] =
		N_("One figure, as .png, .svg or .pdf by the ending of FILE. Without --offence the\n"
		   "chart trend shows all offences together; change compares the last two whole\n"
		   "years unless --from and --to say otherwise. causa list charts says more.\n");
	struct options options;
	struct input input;
	struct figure_frames frames;
	char finding[512];
	enum causa_chart chart;
	enum causa_figure_format format = CAUSA_FIGURE_SVG;
	int exit_status = EXIT_USAGE;
	const unsigned takes = OPT_FIGURE | OPT_METHOD | OPT_PAIR | OPT_FEW;
	if (!options_parse("plot", takes, 2, argc, argv, &options))
		return EXIT_USAGE;
	if (answered(&options, takes, definition, NULL,
	             "  causa plot ratio -o ratio.png\n"
	             "  causa plot trend --offence 'abuso sexual' -o abuso.svg --lang es\n"
	             "  causa plot change --from 2018 --to 2019 --finding --width 520 -o change.pdf\n"
	             "  causa plot funnel --theme print -o funnel.png --data funnel.csv\n"))
		return EXIT_DONE;
	if (!choose_chart(&options, &chart) || !figure_check(&options, chart) || !choose_format(&options, &format) || !choose_data(&options))
		return EXIT_USAGE;
	if (options.value[OPTION_by] != NULL) {
		say_usage("plot", _("charts are by offence and year; choose offences with --offence"));
		return EXIT_USAGE;
	}
	say_quietly(options.value[OPTION_quiet] != NULL);
	if (!input_open(&options, 1, &input, &exit_status))
		return exit_status;
	figure_default_measure(&options, input.panel, chart);
	if (figure_compute(&options, input.panel, chart, &frames, &exit_status)) {
		if (figure_finding(&options, input.panel, chart, finding, sizeof finding, &exit_status))
			exit_status = draw(&options, input.panel, chart, format, &frames.data, finding);
		figure_free(&frames);
	}
	input_close(&input);
	return exit_status;
}
