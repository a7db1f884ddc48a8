# vigil: a school's safeguarding records.  SPDX-License-Identifier: ISC
# One Makefile, wildcards only: a new command is a new file in cmd/.

CC ?= cc
OBJCOPY ?= objcopy
STRIP ?= strip
prefix ?= /usr/local
PREFIX ?= $(prefix)
BUILD ?= .build
VERSION := 0.1.0

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings \
	-Wvla -Wformat=2 -Wundef
CFLAGS ?= -O2 -g
HARDEN := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
CPPFLAGS += -Iinclude -I$(BUILD)/gen -D_GNU_SOURCE -DVIGIL_VERSION='"$(VERSION)"'
ALLCFLAGS = -std=c11 $(WARN) $(HARDEN) $(CFLAGS) $(CPPFLAGS) -MMD -MP \
	-ffunction-sections -fdata-sections
ALLLDFLAGS = -Wl,-z,relro,-z,now -Wl,--as-needed -Wl,--gc-sections $(LDFLAGS)
# The C library is the system's, which knows the accounts of a network.  The
# others are linked in, for a fast start; SHARED=1 takes the system's, as a
# package does.  Of cJSON Debian has no other.
OTHERS := -lsqlite3 -lyaml -lsodium -lutf8proc -lical
LIB := $(BUILD)/libvigil.a
# $(LIB) again: the calendar that libical asks for is ours (ucal.c).
LIBS := $(if $(SHARED),$(OTHERS),-Wl,-Bstatic $(OTHERS) $(LIB) -Wl,-Bdynamic) \
	-lcjson -lm -lpthread

LIBSRC := $(filter-out $(if $(SHARED),%/ucal.c),$(wildcard lib/*/*.c \
	lib/*/*/*.c))
LIBOBJ := $(LIBSRC:%.c=$(BUILD)/obj/%.o) $(BUILD)/obj/kinds.o
KINDS := $(wildcard lib/model/kind/*.c)
TOOLS := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
TOOLOBJ := $(TOOLS:%=$(BUILD)/obj/cmd/%.o)
VIGIL := $(BUILD)/bin/vigil
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))
FUZZ_SECONDS ?= 20
MADE := $(BUILD)/man/vigil.1 $(BUILD)/man/vigil-records.5 \
	$(BUILD)/man/vigil-rules.5 \
	$(patsubst man/kind/%.mdoc,$(BUILD)/man/vigil-%.1,\
	    $(wildcard man/kind/*.mdoc))
# What is found ends the program, else no test would fail of it.
SAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
FUZZING := -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined

all: $(BUILD)/links

$(BUILD)/obj/%.o: %.c | $(BUILD)/gen/kinds.h
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) -c -o $@ $<

$(LIB): $(LIBOBJ)
	@rm -f $@
	$(AR) rcs $@ $^

# The lists of kinds and of commands are made from the files that have them.
$(BUILD)/gen/commands.c: LIST = commands $(TOOLS)
$(BUILD)/gen/kinds.c: LIST = kinds $(KINDS)
$(BUILD)/gen/kinds.h: LIST = kinds.h $(KINDS)
LISTS := $(BUILD)/gen/commands.c $(BUILD)/gen/kinds.c $(BUILD)/gen/kinds.h
$(LISTS): scripts/lists FORCE
	@mkdir -p $(@D)
	@sh scripts/lists $(LIST) >$@.new
	@cmp -s $@.new $@ && rm $@.new || mv $@.new $@

$(BUILD)/obj/commands.o $(BUILD)/obj/kinds.o: $(BUILD)/obj/%.o: \
		$(BUILD)/gen/%.c $(BUILD)/gen/kinds.h
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) -c -o $@ $<

# One executable, and a link to it for each command that it has.
$(VIGIL): $(TOOLOBJ) $(BUILD)/obj/commands.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) $(ALLLDFLAGS) -pie -o $@ $(TOOLOBJ) \
	    $(BUILD)/obj/commands.o $(LIB) $(LIBS)

$(BUILD)/links: $(VIGIL)
	@find $(BUILD)/bin ! -name vigil ! -type d -delete
	@for name in $$($(VIGIL) --commands); do \
	    ln -s vigil $(BUILD)/bin/$$name || exit 1; done
	@touch $@

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) $(ALLLDFLAGS) -o $@ $< $(LIB) -lcmocka $(LIBS)

$(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) $(ALLLDFLAGS) -fsanitize=fuzzer -o $@ $< $(LIB) \
	    $(LIBS)

# vigil(1) lists the commands by the task.
$(BUILD)/man/vigil.1: man/vigil.1.in data/tasks.yaml scripts/tasks-page
	@mkdir -p $(@D)
	sh scripts/tasks-page man/vigil.1.in data/tasks.yaml >$@.new
	mv $@.new $@

# Manuals that are made from the tables of the tools: two of them all, and one
# of each kind, with the author's part, which is found by each command's name.
$(BUILD)/man/vigil-%.5: scripts/%-page scripts/fields.jq $(BUILD)/links
	@mkdir -p $(@D)
	sh scripts/$*-page $(BUILD)/bin >$@.new
	mv $@.new $@

$(BUILD)/man/vigil-%.1: man/kind/%.mdoc scripts/kind-page scripts/fields.jq \
    $(BUILD)/links
	@mkdir -p $(@D)
	sh scripts/kind-page $(BUILD)/bin $< >$@.new
	mv $@.new $@
	@for name in $$(sed -n '/^\.Nd/q; s/^\.Nm \([^ ]*\).*/\1/p' $@); do \
	    ln -sf $(@F) $(@D)/$$name.1 || exit 1; done

# The tools find their data in share/vigil or, two floors up, in data.
$(BUILD)/share/vigil:
	@mkdir -p $(@D)
	ln -s $(CURDIR)/data $@

check: all $(UNIT) $(MADE) $(BUILD)/share/vigil
	VIGIL_BUILD=$(BUILD) sh scripts/tap $(BUILD)/log scripts/layer-check \
	    $(UNIT) $(wildcard tests/cmd/*.t tests/flow/*.t) \
	    scripts/man-check scripts/examples

san:
	+$(MAKE) BUILD=$(BUILD)/san CC=gcc HARDEN=-fPIE \
	    CFLAGS='-O1 -g $(SAN)' LDFLAGS='$(SAN)' check

fuzzers: $(FUZZ)

fuzz:
	+$(MAKE) BUILD=$(BUILD)/clang CC=clang HARDEN=-fPIE \
	    CFLAGS='-O1 -g $(FUZZING)' LDFLAGS='$(FUZZING)' fuzzers
	for f in $(FUZZ:$(BUILD)/%=$(BUILD)/clang/%); do \
	    mkdir -p $$f.corpus && $$f -max_total_time=$(FUZZ_SECONDS) \
	    -artifact_prefix=$$f. -verbosity=0 -print_final_stats=1 \
	    $$f.corpus || exit 1; done

fault: all $(UNIT)
	VIGIL_BUILD=$(BUILD) sh tests/fault/run

bench: all
	VIGIL_BUILD=$(BUILD) sh tests/bench/run

# What a debugger wants stands apart: install-debug puts it beside.
$(BUILD)/vigil.debug: $(VIGIL)
	$(OBJCOPY) --only-keep-debug $< $@

$(BUILD)/stripped/vigil: $(VIGIL) $(BUILD)/vigil.debug
	@mkdir -p $(@D)
	$(STRIP) -o $@ $<
	$(OBJCOPY) --add-gnu-debuglink=$(BUILD)/vigil.debug $@

install: all $(MADE) $(BUILD)/stripped/vigil
	sh scripts/install $(BUILD) $(DESTDIR)$(PREFIX)

install-debug: $(BUILD)/vigil.debug
	sh scripts/install --debug $(BUILD) $(DESTDIR)$(PREFIX)

clean:
	rm -rf $(BUILD)

-include $(LIBOBJ:.o=.d) $(TOOLOBJ:.o=.d) \
	$(UNIT:$(BUILD)/unit/%=$(BUILD)/obj/tests/unit/%.d) \
	$(FUZZ:$(BUILD)/fuzz/%=$(BUILD)/obj/tests/fuzz/%.d)

.PHONY: FORCE all check san fuzz fuzzers fault bench install install-debug \
	clean
.SECONDARY:
