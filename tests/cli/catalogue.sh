#!/bin/sh
# The Swedish catalogue is well formed, and has every phrase that the sources ask for by its words.
set -eu
cd "$SOURCE"
msgfmt --check --output-file=/dev/null templates/lang/sv.po
python3 - <<'P'
import glob, re, sys

LITERALS = r'((?:"(?:[^"\\]|\\.)*"\s*)+)'


def text(literals):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))


known = {text(m) for m in re.findall(r"^msgid " + LITERALS, open("templates/lang/sv.po").read(), re.M)}
asked = set()
for name in glob.glob("src/compose/*.c"):
    source = open(name).read()
    asked |= {text(m) for m in re.findall(r"\bsay(?:_count)?\(\s*&?c,\s*" + LITERALS, source)}
for name in glob.glob("src/metrics/*.c"):
    source = open(name).read()
    for key in ("name", "short_unit", "definition", "counted", "method"):
        # Names put together by a macro end in its argument; the report test sees those.
        asked |= {text(m) for m in re.findall(r"\." + key + r" = " + LITERALS + r",", source.replace("\\\n", "\n"))}
    asked -= {m for m in asked if m and f'"{m}" span' in source}
missing = sorted(asked - known)
for phrase in missing:
    print("not in sv.po:", phrase)
sys.exit(bool(missing) or len(asked) < 100)
P
