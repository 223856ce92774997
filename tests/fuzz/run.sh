#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fuzzes each target for SECONDS (60): tests/fuzz/run.sh [SECONDS] [NAME...]. What breaks a target is
# written to tests/fuzz/corpus/<name>/ and from then on replayed by every ctest run; so is the smallest
# set of inputs that reaches all that was reached, tests/fuzz/corpus/<name>.pack.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."

seconds=${1:-60}
[ $# -gt 0 ] && shift
names=("$@")
[ ${#names[@]} -gt 0 ] || names=(wire filter payload histogram import_otlp import_spans import_events import_dump)

cmake --preset fuzz >/dev/null
targets=()
for name in "${names[@]}"; do targets+=("fuzz_$name" "replay_$name"); done
cmake --build build/fuzz --target "${targets[@]}"

for name in "${names[@]}"; do
  corpus=build/fuzz/corpus/$name
  mkdir -p "$corpus" "tests/fuzz/corpus/$name"
  build/fuzz/tests/replay_"$name" --write "$corpus"
  printf '\033[1m%s for %s s\033[0m\n' "$name" "$seconds" >&2
  log=build/fuzz/$name.log
  broke=0
  build/fuzz/tests/fuzz_"$name" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=1024 -print_final_stats=1 \
    -artifact_prefix="tests/fuzz/corpus/$name/" "$corpus" "tests/fuzz/corpus/$name" >"$log" 2>&1 || broke=1
  grep -E 'ERROR|SUMMARY|broken promise|stat::number_of_executed_units|stat::peak_rss' "$log" || true
  [ "$broke" = 0 ] || { echo "$name broke: see $log and tests/fuzz/corpus/$name" >&2; exit 1; }
  smallest=$(mktemp -d)
  build/fuzz/tests/fuzz_"$name" -set_cover_merge=1 -max_len=4096 "$smallest" "$corpus" >>"$log" 2>&1
  build/fuzz/tests/replay_"$name" --pack "$smallest" "tests/fuzz/corpus/$name.pack"
  rm -r "$smallest"
  rmdir --ignore-fail-on-non-empty -p "tests/fuzz/corpus/$name" 2>/dev/null || true
done
