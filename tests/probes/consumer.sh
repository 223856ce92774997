#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# consumer.sh BUILD_DIR: installs the library as a package would and builds against the result, with
# CMake (shared and static) and with pkg-config (C11).
set -euo pipefail
build=$(readlink -f "$1")
here=$(dirname "$(readlink -f "$0")")/consumer
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export RHEO_ENDPOINT="ipc://$work/nobody"

for component in probe probe-dev; do
  cmake --install "$build" --prefix "$work/usr" --component "$component" >"$work/log" || { cat "$work/log"; exit 1; }
done
lib=$(dirname "$(find "$work/usr" -name librheo_probe.a)")

cmake -S "$here" -B "$work/build" -DCMAKE_PREFIX_PATH="$work/usr" >"$work/log" 2>&1 &&
  cmake --build "$work/build" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
"$work/build/cpp-probe"
"$work/build/cpp-probe-static"

# The .pc file names the prefix the package was configured for: here it is somewhere else.
export PKG_CONFIG_PATH="$lib/pkgconfig"
flags=$(pkg-config --define-variable=prefix="$work/usr" --cflags --libs rheo-probe)
# shellcheck disable=SC2086
cc -std=c11 -Wall -Wextra -Werror -pedantic "$here/main.c" -o "$work/c-host" $flags
LD_LIBRARY_PATH="$lib" "$work/c-host"

# Exactly the committed interface is visible; of the C++ library only what templates leave behind.
# A change is a decision: UPDATE_SYMBOLS=1 writes the list anew.
symbols=$(dirname "$here")/exported_symbols.txt
nm -D --defined-only "$lib"/librheo_probe.so | awk '$2 !~ /[WVu]/ {print $3}' | grep -Ev '^_ZT[ISV]' | c++filt | LC_ALL=C sort -u >"$work/symbols"
[ -z "${UPDATE_SYMBOLS:-}" ] || cp "$work/symbols" "$symbols"
diff "$symbols" "$work/symbols" >&2 || { echo "the library exports other symbols than $symbols says" >&2; exit 1; }
echo "installed, found, linked and run"
