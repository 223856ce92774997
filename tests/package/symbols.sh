#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# symbols.sh LIBRARY: exactly the committed interface is visible; of the C++ library only what templates
# leave behind. A change is a decision: UPDATE_SYMBOLS=1 writes the list anew.
set -euo pipefail
listed=$(dirname "$(readlink -f "$0")")/exported_symbols.txt
visible=$(nm -D --defined-only "$1" | awk '$2 !~ /[WVu]/ {print $3}' | grep -Ev '^_ZT[ISV]' | c++filt | LC_ALL=C sort -u)
[ -z "${UPDATE_SYMBOLS:-}" ] || echo "$visible" >"$listed"
diff "$listed" <(echo "$visible") >&2 || { echo "the library exports other symbols than $listed says" >&2; exit 1; }
