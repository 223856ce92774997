#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The demo recorded from start to end: what the services say they emitted, what the file holds and
# what Prometheus counted is one number.
# Usage: accounting.sh BIN_DIR [DEMO_SECONDS]
BIN=$1
SECONDS_OF_DEMO=${2:-8}
source "$(dirname "$0")/lib.sh"

PORT=$((20000 + RANDOM % 20000))
FILE="$SCRATCH/run.rheo"
start_recorder "$FILE" --metrics "127.0.0.1:$PORT"
await_listening
start_demo --scenario all --seed 1 --duration "$SECONDS_OF_DEMO"
await_demo
emitted=$(jq -s 'map(.emitted) | add' "$SCRATCH/demo.jsonl")
scrape() {
  exec 3<>"/dev/tcp/127.0.0.1/$PORT"
  printf 'GET /metrics HTTP/1.0\r\n\r\n' >&3
  sed '1,/^\r$/d' <&3 >"$SCRATCH/metrics.txt"
  exec 3>&-
}
metric() { awk -v name="^$1" '$0 ~ name {sum += $NF} END {printf "%d", sum}' "$SCRATCH/metrics.txt"; }
all_counted() {
  scrape
  [ $(($(metric rheo_events_total) + $(metric rheo_lost_events_total))) -ge "$emitted" ]
}
await 20 "Prometheus counts what was emitted" all_counted
stop_recorder

check_accounts "$FILE"
events=$(sql "$FILE" "SELECT count(*) FROM event")
same "info and SQL" "$events" "$("$BIN/rheo" info "$FILE" --json | jq .events)"
same "Prometheus and SQL" "$events" \
  "$(metric rheo_events_total)"
same "Prometheus latency and SQL hops" \
  "$(sql "$FILE" "SELECT count(latency_ns) FROM hop")" \
  "$(metric rheo_hop_latency_seconds_count)"
if command -v promtool >/dev/null; then
  promtool check metrics <"$SCRATCH/metrics.txt" || fail "promtool objects"
  echo "ok: promtool"
fi
