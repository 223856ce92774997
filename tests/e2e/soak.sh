#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Many events a second, and SIGKILL of the recorder every so often; each time another one goes on
# with the same file. In the end every emit is recorded or counted as lost, nothing is there twice,
# and neither services nor recorder have grown.
# Usage: soak.sh BIN_DIR [--duration S] [--rate R] [--every S]
BIN=$1; shift
DURATION=600 RATE=200000 EVERY=20
while [ $# -gt 0 ]; do
  case "$1" in
    --duration) DURATION=$2 ;;
    --rate) RATE=$2 ;;
    --every) EVERY=$2 ;;
    *) echo "unknown option $1" >&2; exit 2 ;;
  esac
  shift 2
done
source "$(dirname "$0")/lib.sh"

FILE="$SCRATCH/run.rheo"
GROWTH_KIB=4096 # what the allocator and the caches of the system may add in a run

# Resident KiB of a process and its children; 0 when it is gone.
resident() { ps -o rss= --pid "$1" --ppid "$1" 2>/dev/null | awk '{sum += $1} END {print sum + 0}'; }
sample() { # until a second of the run
  while [ "$SECONDS" -lt "$1" ]; do
    echo "$SECONDS $(resident "$DEMO") $(resident "$RECORDER")" >>"$SCRATCH/resident.txt"
    sleep 0.5
  done
}
# Largest value of a column between two parts of the run.
peak() { # column, from, to: parts of the run, 0 to 1
  awk -v column="$1" -v from="$2" -v to="$3" -v whole="$DURATION" \
    '$1 >= from * whole && $1 < to * whole && $column > most {most = $column} END {print most + 0}' \
    "$SCRATCH/resident.txt"
}
flat() { # what, column
  local early late
  early=$(peak "$2" 0.2 0.6) late=$(peak "$2" 0.6 1)
  [ "$early" -gt 0 ] || fail "no sample of $1"
  [ "$late" -le $((early + early / 10 + GROWTH_KIB)) ] || fail "$1 grew from $early to $late KiB"
  echo "ok: $1 stays: $early, then $late KiB at most"
}

start_recorder "$FILE"
await_listening
start_demo --scenario load --seed 1 --duration "$DURATION" --rate "$RATE"
SECONDS=0 KILLS=0
# The last recorder gets a fifth of a period more, to take what is left.
while [ $((SECONDS + EVERY + EVERY / 5)) -lt "$DURATION" ]; do
  sample $((SECONDS + EVERY))
  kill -KILL "$RECORDER"
  wait "$RECORDER" 2>/dev/null || true
  kill -0 "$DEMO" 2>/dev/null || fail "the services ended early"
  start_recorder "$FILE"
  KILLS=$((KILLS + 1))
done
sample "$DURATION"
await_demo
sleep 3
stop_recorder

emitted=$(jq -s 'map(.emitted) | add' "$SCRATCH/demo.jsonl")
events=$("$BIN/rheo" info "$FILE" --json | jq .events)
lost=$("$BIN/rheo" info "$FILE" --json | jq .lost)
echo "ok: $KILLS kills in $DURATION s; $emitted emits, that is $((emitted / DURATION)) a second"
same "emitted = recorded + lost ($events + $lost)" "$emitted" "$((events + lost))"
same "rows" "$events" "$(sql "$FILE" "SELECT count(*) FROM event")"
# Positions of a stream have no holes, so as many as there are is as many as there should be.
same "recorded twice" 0 "$(sql "$FILE" "SELECT coalesce(sum(n - (last - first + 1)), 0) FROM (SELECT \
  count(*) n, min(position) first, max(position) last FROM event GROUP BY session, stream)")"
flat "services" 2
flat "the recorder" 3
