# The program.
# SPDX-License-Identifier: GPL-3.0-or-later
bin_PROGRAMS += cli/causa
cli_causa_SOURCES = \
	cli/cmd_audit.c \
	cli/cmd_change.c \
	cli/cmd_counts.c \
	cli/cmd_list.c \
	cli/cmd_ratio.c \
	cli/cmd_trend.c \
	cli/command.h \
	cli/commands.def \
	cli/environment.c \
	cli/environment.h \
	cli/help.c \
	cli/help.h \
	cli/input.c \
	cli/main.c \
	cli/options.c \
	cli/options.def \
	cli/options.h \
	cli/output.c \
	cli/say.c \
	cli/say.h \
	cli/statistic.c
cli_causa_LDADD = libstats/libcausa.la $(LTLIBINTL) $(DL_LIBS)
