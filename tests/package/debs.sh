#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# debs.sh BUILD_DIR OUT_DIR: makes the Debian packages and holds them to lintian, where it is installed:
# no error, no warning.
set -euo pipefail
build=$(readlink -f "$1")
mkdir -p "$2"
out=$(readlink -f "$2")
rm -f "$out"/*.deb
log=$(mktemp)
trap 'rm -rf "$log" "$out/_CPack_Packages"' EXIT
(cd "$build" && cpack -G DEB -B "$out") >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
ls "$out"/*.deb
command -v lintian >/dev/null || { echo "debs.sh: lintian is not installed: not checked" >&2; exit 0; }
lintian --allow-root --fail-on error,warning "$out"/*.deb
