#!/bin/sh
# Installs the Debian packages named as arguments that are missing, as root or through sudo.
# With --check as the first argument it installs nothing and names what is missing.
set -eu

check=no
if [ "${1:-}" = --check ]; then
	check=yes
	shift
fi

# Elsewhere than on Debian the compiler says what is missing.
command -v dpkg-query >/dev/null 2>&1 || exit 0

missing=
for package in "$@"; do
	state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
	[ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$check" = yes ]; then
	echo "missing packages:$missing" >&2
	echo "make demo or make check installs them; or: apt-get install$missing" >&2
	exit 1
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null 2>&1; then
		echo "missing packages:$missing" >&2
		echo "run as root or install sudo, so that they can be installed" >&2
		exit 1
	fi
	as_root=sudo
fi
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -q
# shellcheck disable=SC2086 # a list of package names
$as_root apt-get install -y -q --no-install-recommends $missing
