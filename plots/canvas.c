/* The canvas: marks to ink, through PLplot's extcairo device on surfaces of our own.
 *
 * PLplot draws lines, areas, dots; text is set by Pango on the same context, so that the letters measured are the letters
 * drawn. PLplot's state is global: one figure at a time in a process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <locale.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <plplot/plplot.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/intl.h"
#include "metadata.h"
#include "png_file.h"

/* PLplot and Pango round to whole units of the device: eight of them to a pixel. */
enum { OVERSAMPLE = 8 };

/* cairo's own limit for a side of an image. */
enum { MOST_PIXELS = 32767 };

static const char FAMILY[] = "Open Sans";
static const char *const FILES[] = {"OpenSans-Regular.ttf", "OpenSans-Bold.ttf", "OpenSans-Italic.ttf",
                                    "OpenSans-SemiBold.ttf", "OpenSans-Semibold.ttf"};

struct canvas {
	FcConfig *config;
	PangoFontMap *map;
	PangoContext *context;
	PangoLayout *layout;
	cairo_surface_t *surface; /* for measuring */
	cairo_t *cr;
	cairo_matrix_t upright;   /* of the page: PLplot turns its context upside down */
	enum causa_theme theme;   /* of the figure that is drawn */
	bool outlines;            /* set letters as outlines: on pixels cairo would move each to a whole one */
};

static const struct {
	unsigned rgb[3]; /* by theme */
	const char *css;
} inks[INK_COUNT] = {
#define X(name, light, dark, print, css) {{0x##light, 0x##dark, 0x##print}, css},
	INKS
#undef X
};

static void set_source(cairo_t *cr, unsigned rgb)
{
	cairo_set_source_rgb(cr, (rgb >> 16 & 255) / 255.0, (rgb >> 8 & 255) / 255.0, (rgb & 255) / 255.0);
}

/* ---- fonts ---- */

static enum causa_status no_font(struct causa_error *err)
{
	return causa_fail(err, CAUSA_EIO,
	                  _("the font Open Sans is not installed, so that no figure can be drawn; install it (Debian: package "
	                    "fonts-open-sans)"));
}

/* Only these files: what the host prefers must not change a figure. */
static FcConfig *pinned_fonts(const char *folder)
{
	FcConfig *config = FcConfigCreate();
	bool any = false;
	for (size_t i = 0; config != NULL && i < sizeof FILES / sizeof FILES[0]; i++) {
		char path[1024];
		snprintf(path, sizeof path, "%s/%s", folder, FILES[i]);
		FILE *file = fopen(path, "rb"); /* fontconfig accepts a file that is not there */
		if (file == NULL)
			continue;
		fclose(file);
		any = FcConfigAppFontAddFile(config, (const FcChar8 *)path) == FcTrue || any;
	}
	if (config != NULL && !any) {
		FcConfigDestroy(config);
		return NULL;
	}
	return config;
}

enum causa_status canvas_open(const char *font_folder, struct canvas **out, struct causa_error *err)
{
	struct canvas *c = calloc(1, sizeof *c);
	if (c == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	c->config = pinned_fonts(font_folder);
	if (c->config == NULL) {
		free(c);
		return no_font(err);
	}
	c->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(c->map), c->config);
	c->context = pango_font_map_create_context(c->map);
	/* Letters as they are designed: hinting would move their edges to the pixels of this scale, and PNG and SVG apart. */
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
	pango_cairo_context_set_font_options(c->context, options);
	cairo_font_options_destroy(options);
	c->layout = pango_layout_new(c->context);
	c->surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
	c->cr = cairo_create(c->surface);
	*out = c;
	return CAUSA_OK;
}

void canvas_close(struct canvas *c)
{
	if (c == NULL)
		return;
	cairo_destroy(c->cr);
	cairo_surface_destroy(c->surface);
	g_object_unref(c->layout);
	g_object_unref(c->context);
	g_object_unref(c->map);
	FcConfigDestroy(c->config);
	free(c);
}

static void set_font(struct canvas *c, double size, enum weight weight)
{
	static const PangoWeight weights[] = {PANGO_WEIGHT_NORMAL, PANGO_WEIGHT_SEMIBOLD, PANGO_WEIGHT_BOLD,
	                                      PANGO_WEIGHT_NORMAL};
	PangoFontDescription *font = pango_font_description_new();
	pango_font_description_set_family_static(font, FAMILY);
	pango_font_description_set_weight(font, weights[weight]);
	pango_font_description_set_style(font, weight == ITALIC ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	pango_font_description_set_absolute_size(font, size * OVERSAMPLE * PANGO_SCALE);
	pango_layout_set_font_description(c->layout, font);
	pango_font_description_free(font);
}

static double width_of(void *self, const char *text, double size, enum weight weight)
{
	struct canvas *c = self;
	int width, height;
	set_font(c, size, weight);
	pango_layout_set_text(c->layout, text, -1);
	pango_layout_get_size(c->layout, &width, &height);
	return (double)width / PANGO_SCALE / OVERSAMPLE;
}

struct measure canvas_measure(struct canvas *c)
{
	return (struct measure){width_of, c};
}

static void draw_text(struct canvas *c, cairo_t *cr, const struct marks *m, const struct mark *mark)
{
	struct point at = m->point[mark->first];
	double x = mark->box.x0 * OVERSAMPLE, y = at.y * OVERSAMPLE;
	set_font(c, mark->width, mark->weight);
	pango_layout_set_text(c->layout, mark->text, -1);
	cairo_save(cr);
	cairo_set_matrix(cr, &c->upright);
	cairo_move_to(cr, x, y - (double)pango_layout_get_baseline(c->layout) / PANGO_SCALE);
	if (mark->halo) {
		pango_cairo_layout_path(cr, c->layout);
		set_source(cr, inks[INK_PAPER].rgb[c->theme]);
		cairo_set_line_width(cr, 2 * HALO * OVERSAMPLE);
		cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
		cairo_stroke(cr);
		cairo_move_to(cr, x, y - (double)pango_layout_get_baseline(c->layout) / PANGO_SCALE);
	}
	set_source(cr, inks[mark->ink].rgb[c->theme]);
	if (c->outlines) {
		pango_cairo_layout_path(cr, c->layout);
		cairo_fill(cr);
	} else {
		pango_cairo_show_layout(cr, c->layout);
	}
	cairo_restore(cr);
}

/* ---- PLplot ---- */

static jmp_buf broken;
static char plplot_message[256];

/* PLplot would exit the program when its handler returns. */
static int on_error(const char *message)
{
	snprintf(plplot_message, sizeof plplot_message, "%s", message);
	longjmp(broken, 1);
}

static bool has_device(void)
{
	const char *menu[64], *device[64], **menus = menu, **devices = device;
	int n = 64;
	plsexit(on_error);
	if (setjmp(broken) != 0)
		return false; /* there is no driver at all */
	plgDevs(&menus, &devices, &n);
	for (int i = 0; i < n; i++) {
		if (strcmp(device[i], "extcairo") == 0)
			return true;
	}
	return false;
}

static void set_inks(enum causa_theme theme)
{
	plscmap0n(INK_COUNT);
	for (int i = 0; i < INK_COUNT; i++) {
		unsigned rgb = inks[i].rgb[theme];
		plscol0a(i, (int)(rgb >> 16 & 255), (int)(rgb >> 8 & 255), (int)(rgb & 255), 1);
	}
}

static void polyline(const struct marks *m, const struct mark *mark, double *x, double *y)
{
	for (size_t i = 0; i < mark->points; i++) {
		x[i] = m->point[mark->first + i].x;
		y[i] = m->point[mark->first + i].y;
	}
}

/* Lines at 45 degrees, cut to the box. */
static void draw_hatch(const struct marks *m, const struct mark *mark)
{
	struct point a = m->point[mark->first], b = m->point[mark->first + 1];
	double w = b.x - a.x, h = b.y - a.y;
	for (double s = HATCH_STEP; s < w + h; s += HATCH_STEP) {
		double x0 = a.x + fmax(0, s - h), y0 = a.y + fmin(s, h), x1 = a.x + fmin(s, w), y1 = a.y + fmax(0, s - w);
		pljoin(x0, y0, x1, y1);
	}
}

static void draw_mark(struct canvas *c, cairo_t *cr, const struct marks *m, const struct mark *mark, double *x, double *y)
{
	static const double dash[][4] = {{0}, {5.0 * OVERSAMPLE, 4.0 * OVERSAMPLE, 5.0 * OVERSAMPLE, 4.0 * OVERSAMPLE},
	                                 {2.0 * OVERSAMPLE, 3.0 * OVERSAMPLE, 2.0 * OVERSAMPLE, 3.0 * OVERSAMPLE},
	                                 {8.0 * OVERSAMPLE, 3.0 * OVERSAMPLE, 2.0 * OVERSAMPLE, 3.0 * OVERSAMPLE}};
	struct point at = m->point[mark->first];
	if (mark->kind == MARK_TEXT) {
		draw_text(c, cr, m, mark);
		return;
	}
	plcol0((int)mark->ink);
	polyline(m, mark, x, y);
	switch (mark->kind) {
	case MARK_LINE:
		plwidth(mark->width * OVERSAMPLE);
		cairo_set_dash(cr, dash[mark->dash], mark->dash == SOLID ? 0 : 4, 0);
		plline((int)mark->points, x, y);
		cairo_set_dash(cr, dash[0], 0, 0);
		break;
	case MARK_AREA:
		plwidth(1e-3);
		plfill((int)mark->points, x, y);
		break;
	case MARK_HATCH:
		plwidth(mark->width * OVERSAMPLE);
		draw_hatch(m, mark);
		break;
	case MARK_DOT:
		plcol0(INK_PAPER);
		plarc(at.x, at.y, mark->width * DOT_HALO / DOT, mark->width * DOT_HALO / DOT, 0, 360, 0, 1);
		plcol0((int)mark->ink);
		plarc(at.x, at.y, mark->width, mark->width, 0, 360, 0, 1);
		break;
	case MARK_RING:
		plcol0(INK_PAPER);
		plarc(at.x, at.y, mark->width, mark->width, 0, 360, 0, 1);
		plcol0((int)mark->ink);
		plwidth(RING_WIDTH * OVERSAMPLE);
		plarc(at.x, at.y, mark->width, mark->width, 0, 360, 0, 0);
		break;
	default:
		break;
	}
}

static size_t longest(const struct marks *m)
{
	size_t most = 2;
	for (size_t i = 0; i < m->n; i++)
		most = m->mark[i].points > most ? m->mark[i].points : most;
	return most;
}

static void plplot_draw(struct canvas *c, cairo_t *cr, const struct marks *m, double *xy, size_t n)
{
	plsetopt("drvopt", "text_clipping=0,text_anti_aliasing=2");
	plsdev("extcairo");
	plspage(0, 0, (PLINT)(m->width * OVERSAMPLE), (PLINT)(m->height * OVERSAMPLE), 0, 0);
	set_inks(c->theme);
	plinit();
	pl_cmd(PLESC_DEVINIT, cr);
	pladv(0);
	plvpor(0, 1, 0, 1);
	plwind(0, m->width, m->height, 0);
	for (size_t i = 0; i < m->n; i++)
		draw_mark(c, cr, m, &m->mark[i], xy, xy + n);
}

/* Nothing that is read after the jump lives in this frame. */
static bool guarded(struct canvas *c, cairo_t *cr, const struct marks *m, double *xy, size_t n)
{
	if (setjmp(broken) != 0)
		return false;
	plplot_draw(c, cr, m, xy, n);
	return true;
}

/* All marks onto a context on which one unit is a page pixel. */
static enum causa_status draw_marks(struct canvas *c, cairo_t *cr, const struct marks *m, struct causa_error *err)
{
	static PLINT code;
	static char text[4096]; /* PLplot wants both for as long as it lives */
	char numeric[64];
	size_t n = longest(m);
	double *xy = malloc(2 * n * sizeof *xy);
	if (xy == NULL)
		return causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	snprintf(numeric, sizeof numeric, "%s", setlocale(LC_NUMERIC, NULL));
	cairo_save(cr);
	cairo_scale(cr, 1.0 / OVERSAMPLE, 1.0 / OVERSAMPLE);
	cairo_get_matrix(cr, &c->upright);
	set_source(cr, inks[INK_PAPER].rgb[c->theme]);
	cairo_paint(cr);
	plsexit(on_error);
	plsError(&code, text);
	bool drawn = guarded(c, cr, m, xy, n);
	plend1();
	setlocale(LC_NUMERIC, numeric);
	cairo_restore(cr);
	free(xy);
	return drawn ? CAUSA_OK : causa_fail(err, CAUSA_EIO, _("the figure could not be drawn: %s"), plplot_message);
}

/* ---- formats ---- */

struct sink {
	struct bytes bytes;
};

static cairo_status_t collect(void *closure, const unsigned char *data, unsigned size)
{
	struct sink *sink = closure;
	bytes_add(&sink->bytes, data, size);
	return sink->bytes.failed ? CAIRO_STATUS_NO_MEMORY : CAIRO_STATUS_SUCCESS;
}

static enum causa_status finish(cairo_surface_t *surface, struct causa_error *err)
{
	cairo_surface_finish(surface);
	cairo_status_t status = cairo_surface_status(surface);
	cairo_surface_destroy(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		return CAUSA_OK;
	return causa_fail(err, CAUSA_EIO, _("the figure could not be drawn: %s"), cairo_status_to_string(status));
}

static enum causa_status draw_vector(struct canvas *c, const struct marks *m, bool svg, const struct canvas_words *words,
                                     struct sink *sink, struct causa_error *err)
{
	/* SVG in px; PDF in points, three quarters of a px. */
	double unit = svg ? 1 : 0.75;
	cairo_surface_t *surface = svg ? cairo_svg_surface_create_for_stream(collect, sink, m->width, m->height)
	                               : cairo_pdf_surface_create_for_stream(collect, sink, m->width * unit, m->height * unit);
	if (svg) {
		cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
	} else {
		cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, words->title);
		cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, words->description);
		cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, words->software);
		cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, words->created);
	}
	cairo_t *cr = cairo_create(surface);
	cairo_scale(cr, unit, unit);
	enum causa_status status = draw_marks(c, cr, m, err);
	cairo_destroy(cr);
	enum causa_status finished = finish(surface, status == CAUSA_OK ? err : NULL);
	return status != CAUSA_OK ? status : finished;
}

static enum causa_status draw_png(struct canvas *c, const struct marks *m, const struct canvas_words *words,
                                  struct bytes *to, struct causa_error *err)
{
	double scale = words->scale;
	int w = (int)lround(m->width * scale), h = (int)lround(m->height * scale);
	if (w > MOST_PIXELS || h > MOST_PIXELS)
		return causa_fail(err, CAUSA_EUSAGE,
		                  _("a PNG of %d x %d pixels is too large (at most %d on a side); choose offences with --offence, a smaller "
		                    "--scale, or SVG or PDF"), w, h, MOST_PIXELS);
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, h);
	cairo_t *cr = cairo_create(surface);
	cairo_scale(cr, scale, scale);
	enum causa_status status = draw_marks(c, cr, m, err);
	cairo_destroy(cr);
	cairo_surface_flush(surface);
	const unsigned char *pixel = cairo_image_surface_get_data(surface);
	if (status == CAUSA_OK && (pixel == NULL || !png_file(pixel, w, h, cairo_image_surface_get_stride(surface), words, to)))
		status = causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	cairo_surface_destroy(surface);
	return status;
}

enum causa_status canvas_draw(struct canvas *c, const struct marks *m, enum causa_figure_format format,
                              const struct canvas_words *words, causa_figure_put put, void *self, struct causa_error *err)
{
	struct sink sink = {{NULL, 0, 0, false}};
	struct bytes dressed = {NULL, 0, 0, false};
	enum causa_status status;
	c->theme = words->theme;
	c->outlines = format == CAUSA_FIGURE_PNG;
	if (!has_device())
		return causa_fail(err, CAUSA_EIO,
		                  _("PLplot has no extcairo driver, so that no figure can be drawn; install it (Debian: package "
		                    "plplot-driver-cairo)"));
	if (format == CAUSA_FIGURE_PNG)
		status = draw_png(c, m, words, &sink.bytes, err);
	else
		status = draw_vector(c, m, format == CAUSA_FIGURE_SVG, words, &sink, err);
	if (status == CAUSA_OK && format == CAUSA_FIGURE_SVG)
		metadata_svg(words, &sink.bytes, &dressed);
	const struct bytes *file = format == CAUSA_FIGURE_SVG ? &dressed : &sink.bytes;
	if (status == CAUSA_OK && (file->failed || file->data == NULL))
		status = causa_fail(err, CAUSA_ENOMEM, "%s", causa_status_text(CAUSA_ENOMEM));
	else if (status == CAUSA_OK && put(self, file->data, file->size) != 0)
		status = CAUSA_EIO;
	bytes_free(&sink.bytes);
	bytes_free(&dressed);
	return status;
}

const char *canvas_versions(void)
{
	static char text[128];
	char plplot[80];
	plgver(plplot);
	snprintf(text, sizeof text, "PLplot %s, cairo %s, Pango %s", plplot, cairo_version_string(), pango_version_string());
	return text;
}

const char *canvas_ink_class(int ink)
{
	return inks[ink].css;
}

unsigned canvas_ink_rgb(int ink, enum causa_theme theme)
{
	return inks[ink].rgb[theme];
}
