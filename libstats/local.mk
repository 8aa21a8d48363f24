# The library libcausa: public headers, then the sources layer by layer, lowest first.
# SPDX-License-Identifier: GPL-3.0-or-later
include_HEADERS = libstats/causa.h
causaincludedir = $(includedir)/causa
causainclude_HEADERS = \
	libstats/causa/about.h \
	libstats/causa/columns.def \
	libstats/causa/findings.h \
	libstats/causa/frame.h \
	libstats/causa/method.h \
	libstats/causa/methods.def \
	libstats/causa/notes.def \
	libstats/causa/number.h \
	libstats/causa/panel.h \
	libstats/causa/reader.h \
	libstats/causa/special.h \
	libstats/causa/status.def \
	libstats/causa/status.h

base_sources = \
	libstats/base/error.c libstats/base/error.h \
	libstats/base/intl.h \
	libstats/base/parallel.c libstats/base/parallel.h

kernel_sources =

table_sources = \
	libstats/table/frame_build.h

method_sources = \
	libstats/method/methods.c

text_sources =

io_sources =

# One convenience library feeds libcausa and the unit tests, which also reach what is not exported.
noinst_LTLIBRARIES += libstats/libcausa-all.la
libstats_libcausa_all_la_SOURCES = $(base_sources) $(kernel_sources) $(table_sources) $(method_sources) \
	$(text_sources) $(io_sources)
libstats_libcausa_all_la_CFLAGS = $(AM_CFLAGS) $(GSL_CFLAGS) $(JANSSON_CFLAGS) $(SMARTCOLS_CFLAGS) $(NETTLE_CFLAGS)
libstats_libcausa_all_la_LIBADD = $(GSL_LIBS) $(JANSSON_LIBS) $(SMARTCOLS_LIBS) $(NETTLE_LIBS) $(UNISTRING_LIBS) \
	$(LTLIBICONV) $(LTLIBINTL) $(THREAD_LIBS) -lm

lib_LTLIBRARIES += libstats/libcausa.la
libstats_libcausa_la_SOURCES =
libstats_libcausa_la_LIBADD = libstats/libcausa-all.la
libstats_libcausa_la_LDFLAGS = $(AM_LDFLAGS) -version-info 0:0:0 -no-undefined -export-symbols libstats/causa.sym
EXTRA_libstats_libcausa_la_DEPENDENCIES = libstats/causa.sym

# What is exported is what the public headers declare: the compiler's preprocessor drops comments, the rest is text.
CLEANFILES += libstats/causa.sym
libstats/causa.sym: $(include_HEADERS) $(causainclude_HEADERS)
	$(AM_V_GEN)$(MKDIR_P) libstats && $(CPP) -P -I$(top_srcdir)/libstats $(top_srcdir)/libstats/causa.h > $@.tmp \
		&& $(GREP) -o 'causa_[a-z0-9_]*(' $@.tmp | $(SED) -e 's/($$//' | sort -u > $@ && rm -f $@.tmp
