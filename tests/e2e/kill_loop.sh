#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# SIGKILL of the recorder again and again while the demo runs; each time another one goes on with
# the same file. Nothing is lost, nothing is there twice.
# Usage: kill_loop.sh BIN_DIR [--kills N] [--duration S] [--scenario NAME] [--rate R]
BIN=$1; shift
KILLS=10 DURATION=60 SCENARIO=all RATE=
while [ $# -gt 0 ]; do
  case "$1" in
    --kills) KILLS=$2 ;;
    --duration) DURATION=$2 ;;
    --scenario) SCENARIO=$2 ;;
    --rate) RATE=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
source "$(dirname "$0")/lib.sh"

FILE="$SCRATCH/run.rheo"
start_recorder "$FILE"
await_listening
start_demo --scenario "$SCENARIO" --seed 1 --duration "$DURATION" ${RATE:+--rate "$RATE"}
# The last kill leaves the last recorder a fifth of the time.
PAUSE=$(awk "BEGIN {print $DURATION * 0.8 / $KILLS}")
for i in $(seq "$KILLS"); do
  sleep "$PAUSE"
  kill -KILL "$RECORDER"
  wait "$RECORDER" 2>/dev/null || true
  kill -0 "$DEMO" 2>/dev/null || fail "the demo ended before kill $i"
  start_recorder "$FILE"
done
await_demo
sleep 2
stop_recorder
echo "ok: $KILLS kills in $DURATION s"
check_accounts "$FILE"
same "kept from the probes" 0 "$(jq -s 'map(.emitted - .dropped - .acked) | add' "$SCRATCH/demo.jsonl")"
