#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh BUILD_DIR [NAME] [arguments...]: runs the benchmarks whose name contains NAME.
set -euo pipefail
build=${1:?usage: run.sh BUILD_DIR [NAME] [arguments...]}
shift
name=${1:-}
[ $# -gt 0 ] && shift
found=0
for bench in "$build"/tests/bench_*"$name"*; do
  [ -x "$bench" ] || continue
  found=1
  printf '\033[1m%s\033[0m\n' "$(basename "$bench")"
  "$bench" "$@"
done
[ "$found" = 1 ] || { echo "run.sh: no benchmark named '*$name*' in $build/tests (configure with -DRHEO_BENCH=ON)" >&2; exit 1; }
