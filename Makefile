# kvartal: make demo, make check; README.md says more.
VERSION = 0.1.0
PREFIX = /usr/local
BUILD = build
CC = gcc

PACKAGES = sqlite3 xlsxwriter harfbuzz harfbuzz-subset icu-i18n icu-uc libcmark libcrypto
# libharu and libdeflate come without pkg-config files in Debian 12.
LIBRARIES = -lhpdf -ldeflate -lm

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wvla -Wundef -Wformat=2 -Wno-overlength-strings
HARDENING = -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
CFLAGS = -O2 -g
ALL_CFLAGS = -std=c17 -D_GNU_SOURCE -DKVARTAL_VERSION='"$(VERSION)"' $(WARNINGS) -Iinclude -Isrc -Ifixtures \
	$(shell pkg-config --cflags $(PACKAGES)) $(HARDENING) $(CFLAGS)
ALL_LDFLAGS = -pie -Wl,-z,relro,-z,now $(LDFLAGS)
ALL_LIBRARIES = $(shell pkg-config --libs $(PACKAGES)) $(LIBRARIES)

SOURCES = $(wildcard src/*.c src/*/*.c src/*/*/*.c fixtures/*.c)
OBJECTS = $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY = $(BUILD)/libkvartal.a
TESTS = $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
HEADERS = $(wildcard include/*/*.h src/*.h src/*/*.h src/*/*/*.h fixtures/*.h)
FORMATTED = $(SOURCES) $(HEADERS) $(wildcard tests/*/*.c tests/*/*.h)

all: packages-present $(BUILD)/kvartal

# ---- what Debian gives --------------------------------------------------------------------------
BUILD_PACKAGES = gcc libc6-dev make pkg-config libhpdf-dev libxlsxwriter-dev libsqlite3-dev libicu-dev \
	libharfbuzz-dev libcmark-dev libdeflate-dev libssl-dev fonts-inter-variable fonts-dejavu-core
TEST_PACKAGES = libcmocka-dev sqlite3 poppler-utils qpdf python3 unzip libxml2-utils gettext \
	libreoffice-calc-nogui
LINT_PACKAGES = clang clang-tidy clang-format cppcheck shellcheck libclang-rt-14-dev valgrind

# Installs the packages that are missing, as root or through sudo; installs nothing when all are there.
define install
@sh tests/install.sh $(1)
endef

install-build:
	$(call install,$(BUILD_PACKAGES))
install-test: install-build
	$(call install,$(TEST_PACKAGES))
install-lint: install-test
	$(call install,$(LINT_PACKAGES))

packages-present:
	@sh tests/install.sh --check $(BUILD_PACKAGES)

# ---- the program --------------------------------------------------------------------------------
$(BUILD)/kvartal: $(BUILD)/src/main.o $(LIBRARY)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(ALL_LIBRARIES)

$(LIBRARY): $(filter-out $(BUILD)/src/main.o,$(OBJECTS))
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

-include $(OBJECTS:.o=.d) $(TESTS:=.d)

demo: install-build
	@$(MAKE) --no-print-directory all
	rm -rf demo
	$(BUILD)/kvartal demo demo

# ---- tests --------------------------------------------------------------------------------------
$(BUILD)/tests/%: tests/unit/%.c $(LIBRARY)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -Itests $(ALL_LDFLAGS) -o $@ $< $(BUILD)/program_version.o $(LIBRARY) -lcmocka $(ALL_LIBRARIES)

$(TESTS): $(BUILD)/program_version.o
$(BUILD)/program_version.o: Makefile
	@mkdir -p $(@D)
	echo 'extern const char program_version[]; const char program_version[] = "kvartal $(VERSION)";' | $(CC) -x c -c -o $@ -

unit: $(TESTS)
	@BUILD=$(BUILD) sh tests/run-unit.sh $(TESTS)

cli: $(BUILD)/kvartal
	@BUILD=$(BUILD) sh tests/run-cli.sh

golden: $(BUILD)/kvartal
	@BUILD=$(BUILD) sh tests/golden/run.sh

golden-update: $(BUILD)/kvartal
	@BUILD=$(BUILD) sh tests/golden/run.sh --update

layers:
	@awk -f tests/layers.awk $(SOURCES) $(HEADERS)

check: install-test
	@$(MAKE) --no-print-directory all unit golden cli layers

# The same tests under AddressSanitizer and UndefinedBehaviorSanitizer, in their own folder.
sanitize:
	@$(MAKE) --no-print-directory BUILD=build/sanitize HARDENING= \
		CFLAGS='-O1 -g -Werror -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer' \
		LDFLAGS='-fsanitize=address,undefined' unit golden cli

# Hostile input for SECONDS each: the configuration, the catalogues, the templates.
SECONDS = 30
FUZZERS = $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))

fuzz:
	@$(MAKE) --no-print-directory BUILD=build/fuzz CC=clang HARDENING= \
		CFLAGS='-O1 -g -fsanitize=address,undefined,fuzzer-no-link' \
		LDFLAGS='-fsanitize=address,undefined' fuzzers
fuzzers: $(FUZZERS)
	for fuzzer in $(FUZZERS); do $$fuzzer -max_total_time=$(SECONDS) -verbosity=0 || exit 1; done
$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIBRARY) $(BUILD)/program_version.o
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(ALL_LDFLAGS) -o $@ $< $(BUILD)/program_version.o $(LIBRARY) $(ALL_LIBRARIES)

clang:
	@$(MAKE) --no-print-directory BUILD=build/clang CC=clang CFLAGS='-O1 -g -Werror' all $(TESTS:build/%=build/clang/%)

strict:
	@$(MAKE) --no-print-directory BUILD=build/strict CFLAGS='-O2 -g -Werror' all $(TESTS:build/%=build/strict/%)

lint:
	clang-format --dry-run -Werror $(FORMATTED)
	cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr --enable=warning,portability \
		--suppress=missingIncludeSystem --suppress=varFuncNullUB --suppress=nullPointerRedundantCheck --suppress=zerodivcond -Iinclude -Isrc -Ifixtures src fixtures
	shellcheck tests/*.sh tests/*/*.sh .ci/run
	msgfmt --check --output-file=/dev/null templates/lang/sv.po

format:
	clang-format -i $(FORMATTED)

install: all
	install -D -m 755 $(BUILD)/kvartal $(DESTDIR)$(PREFIX)/bin/kvartal
	for file in $$(cd templates && find . -type f); do \
		install -D -m 644 "templates/$$file" "$(DESTDIR)$(PREFIX)/share/kvartal/templates/$$file" || exit 1; \
	done

clean:
	rm -rf build demo

.PHONY: all packages-present install-build install-test install-lint demo unit cli golden golden-update \
	layers check sanitize fuzz fuzzers clang strict lint format install clean
