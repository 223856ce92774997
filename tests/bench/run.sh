#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh BUILD_DIR [NAME] [arguments...]: runs the benchmarks whose name contains NAME.
set -euo pipefail
build=${1:?usage: run.sh BUILD_DIR [NAME] [arguments...]}
shift
name=${1:-}
[ $# -gt 0 ] && shift

# The peer that needs a daemon has it before the program starts; ended by its own pid if it is ours.
if [[ probe == *"$name"* ]] && command -v lttng-sessiond >/dev/null && ! pgrep -x lttng-sessiond >/dev/null; then
  pidfile=$(mktemp)
  lttng-sessiond --daemonize --pidfile="$pidfile" >/dev/null 2>&1 &&
    trap 'kill "$(cat "$pidfile")" 2>/dev/null || true; rm -f "$pidfile"' EXIT
fi

found=0
for bench in "$build"/tests/bench_*"$name"*; do
  [ -x "$bench" ] || continue
  found=1
  printf '\033[1m%s\033[0m\n' "$(basename "$bench")"
  "$bench" "$@"
done
[ "$found" = 1 ] || { echo "run.sh: no benchmark named '*$name*' in $build/tests (configure with -DRHEO_BENCH=ON)" >&2; exit 1; }
