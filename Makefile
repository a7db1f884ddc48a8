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
ALLLDFLAGS = -pie -Wl,-z,relro,-z,now -Wl,--as-needed -Wl,--gc-sections \
	$(LDFLAGS)
LIBS := -Wl,-Bstatic -lsqlite3 -lyaml -lsodium -lutf8proc -Wl,-Bdynamic \
	-lm -lpthread

LIBSRC := $(wildcard lib/*/*.c)
LIBOBJ := $(LIBSRC:%.c=$(BUILD)/obj/%.o)
LIB := $(BUILD)/libvigil.a
TOOLS := $(patsubst cmd/%.c,%,$(wildcard cmd/*.c))
BIN := $(TOOLS:%=$(BUILD)/bin/%)
UNIT := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))

all: $(BIN)

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) -c -o $@ $<

$(LIB): $(LIBOBJ)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/bin/%: $(BUILD)/obj/cmd/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) $(ALLLDFLAGS) -o $@ $< $(LIB) $(LIBS)

$(BUILD)/unit/%: $(BUILD)/obj/tests/unit/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALLCFLAGS) $(ALLLDFLAGS) -o $@ $< $(LIB) -lcmocka $(LIBS)

clean:
	rm -rf $(BUILD)

-include $(LIBOBJ:.o=.d) $(TOOLS:%=$(BUILD)/obj/cmd/%.d) \
	$(UNIT:$(BUILD)/unit/%=$(BUILD)/obj/tests/unit/%.d)

.PHONY: all clean
.SECONDARY:
