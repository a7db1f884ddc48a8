# vigil: a school's safeguarding records.  SPDX-License-Identifier: ISC
# One Makefile, wildcards only: a new command is a new file in cmd/.

CC ?= cc
PREFIX ?= /usr/local
BUILD ?= .build
VERSION := 0.1.0

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wpointer-arith -Wcast-qual -Wwrite-strings \
	-Wvla -Wformat=2 -Wundef
CFLAGS ?= -O2 -g
HARDEN := -fstack-protector-strong -D_FORTIFY_SOURCE=2 -fPIE
CPPFLAGS += -Iinclude -D_GNU_SOURCE -DVIGIL_VERSION='"$(VERSION)"'
ALLCFLAGS = -std=c11 $(WARN) $(HARDEN) $(CFLAGS) $(CPPFLAGS) -MMD -MP \
	-ffunction-sections -fdata-sections
ALLLDFLAGS = -Wl,-z,relro,-z,now -Wl,--as-needed -Wl,--gc-sections $(LDFLAGS)
LIBS := -Wl,-Bstatic -lsqlite3 -lyaml -lsodium -lutf8proc -Wl,-Bdynamic \
	-lm -lpthread
# A tool with nothing to load starts in two thirds of the time.
STATIC ?= -static-pie -Wl,--no-warnings
TOOLLIBS := -lsqlite3 -lyaml -lsodium -lutf8proc -lm -lpthread

LIBSRC := $(wildcard lib/*/*.c)
LIBOBJ := $(LIBSRC:%.c=$(BUILD)/obj/%.o)
LIB := $(BUILD)/libvigil.a
TOOLS := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
BIN := $(TOOLS:%=$(BUILD)/bin/%)
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))
FUZZ := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))
FUZZ_SECONDS ?= 20
MAN := $(wildcard man/*)
MAN5 := $(BUILD)/man/vigil-records.5 $(BUILD)/man/vigil-rules.5
# What is found ends the program, else no test would fail of it.
SAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined \
	-fno-omit-frame-pointer
FUZZING := -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=undefined

all: $(BIN)

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) -c -o $@ $<

$(LIB): $(LIBOBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/bin/%: $(BUILD)/obj/cmd/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) $(ALLLDFLAGS) $(STATIC) -o $@ $< $(LIB) \
	    $(if $(STATIC),$(TOOLLIBS),$(LIBS))

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) $(ALLLDFLAGS) -o $@ $< $(LIB) -lcmocka $(LIBS)

$(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) $(ALLLDFLAGS) -fsanitize=fuzzer -o $@ $< $(LIB) \
	    $(LIBS)

# Two manuals are made from the tables of the tools.
$(BUILD)/man/vigil-%.5: scripts/%-page $(BIN)
	@mkdir -p $(@D)
	sh scripts/$*-page $(BUILD)/bin >$@.new
	mv $@.new $@

# The tools find their data in share/vigil or, two floors up, in data.
$(BUILD)/share/vigil:
	@mkdir -p $(@D)
	ln -s $(CURDIR)/data $@

check: all $(UNIT) $(MAN5) $(BUILD)/share/vigil
	VIGIL_BUILD=$(BUILD) sh scripts/tap $(BUILD)/log scripts/layer-check \
	    $(UNIT) $(wildcard tests/cmd/*.t tests/flow/*.t) \
	    scripts/man-check scripts/examples

san:
	+$(MAKE) BUILD=$(BUILD)/san CC=gcc STATIC= HARDEN=-fPIE \
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

install: all $(MAN5)
	sh scripts/install $(BUILD) $(DESTDIR)$(PREFIX)

clean:
	rm -rf $(BUILD)

-include $(LIBOBJ:.o=.d) $(TOOLS:%=$(BUILD)/obj/cmd/%.d) \
	$(UNIT:$(BUILD)/unit/%=$(BUILD)/obj/tests/unit/%.d) \
	$(FUZZ:$(BUILD)/fuzz/%=$(BUILD)/obj/tests/fuzz/%.d)

.PHONY: all check san fuzz fuzzers fault bench install clean
.SECONDARY:
