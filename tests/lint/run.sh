#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Formatting, architecture, documentation of the public headers, clang-tidy. With files: only those; --all: every source; otherwise what
# differs from the upstream branch (or the last commit).
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

failed=0
step() { printf '\033[1m%s\033[0m\n' "$*" >&2; }

mapfile -t sources < <(git ls-files --cached --others --exclude-standard '*.h' '*.hpp' '*.cpp' '*.c' |
  while read -r file; do [ -f "$file" ] && echo "$file"; done)

step "clang-format: ${#sources[@]} files"
clang-format --dry-run -Werror "${sources[@]}" || failed=1

step "architecture"
python3 tests/lint/architecture.py || failed=1

step "doxygen"
mkdir -p build
doxygen tests/lint/Doxyfile || failed=1

if [ "${1:-}" = --all ]; then
  chosen=("${sources[@]}")
elif [ $# -gt 0 ]; then
  chosen=("$@")
else
  base=$(git merge-base HEAD '@{upstream}' 2>/dev/null || git rev-parse HEAD~1 2>/dev/null || git rev-parse HEAD)
  mapfile -t chosen < <({ git diff --name-only --diff-filter=d "$base"; git ls-files --others --exclude-standard; } | sort -u)
fi

# Headers are seen through the sources that include them; tests are held to the compiler's warnings.
units=()
for file in "${chosen[@]}"; do
  case "$file" in
    app/*.cpp|model/*.cpp|probes/*.cpp) units+=("$file") ;;
  esac
done

step "clang-tidy: ${#units[@]} files"
if [ ${#units[@]} -gt 0 ]; then
  cmake --preset tidy >build/tidy-configure.log 2>&1 || { cat build/tidy-configure.log; exit 1; }
  printf '%s\0' "${units[@]}" |
    xargs -0 -n 4 -P "$(nproc)" clang-tidy -p build/tidy --quiet --extra-arg=-Wno-unknown-warning-option || failed=1
fi

[ "$failed" = 0 ] && step "lint: clean" || step "lint: see above"
exit "$failed"
