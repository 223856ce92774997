#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Records a thousand orders and replays them into another run of the shop: counts are equal and the
# gaps between events are kept.
# Usage: replay.sh BIN_DIR [SPEED] [ORDERS]
BIN=$1
SPEED=${2:-10}
ORDERS=${3:-1000}
source "$(dirname "$0")/lib.sh"

SOURCE="$SCRATCH/source.rheo"
RESULT="$SCRATCH/result.rheo"
RATE=100
SECONDS_OF_DEMO=$(( ORDERS * 12 / RATE / 10 ))
start_recorder "$SOURCE"
await_listening
start_demo --scenario shop --seed 5 --duration "$SECONDS_OF_DEMO" --rate "$RATE"
await_demo
sleep 1
stop_recorder
FILTER='topic == "orders.placed" && stage == "published" && !duplicate'
TO=$(sql "$SOURCE" "SELECT max(time_ns) + 1 FROM (SELECT time_ns FROM event WHERE topic = 'orders.placed' AND stage = 'published' AND duplicate = 0 ORDER BY time_ns LIMIT $ORDERS)")
same "orders to replay" "$ORDERS" \
  "$(sql "$SOURCE" "SELECT count(*) FROM event WHERE topic = 'orders.placed' AND stage = 'published' AND duplicate = 0 AND time_ns < $TO")"

start_demo --scenario shop --seed 6 --rate 1 --duration 3600
"$BIN/rheo" replay "$SOURCE" --listen "$ENDPOINT" --out "$SCRATCH/dry.rheo" --filter "$FILTER" --to "$TO" \
  --speed "$SPEED" --dry-run >"$SCRATCH/dry.jsonl" 2>>"$SCRATCH/record.log" || { cat "$SCRATCH/dry.jsonl" >&2; fail "the dry run failed"; }
same "dry run: sendable" "$ORDERS" "$(jq -s '.[-1].accepted' "$SCRATCH/dry.jsonl")"
"$BIN/rheo" replay "$SOURCE" --listen "$ENDPOINT" --out "$RESULT" --filter "$FILTER" --to "$TO" \
  --speed "$SPEED" >"$SCRATCH/replay.jsonl" 2>>"$SCRATCH/record.log" || { tail -3 "$SCRATCH/replay.jsonl" >&2; fail "the replay failed"; }
kill -TERM "$DEMO"
wait "$DEMO" || true

tail -1 "$SCRATCH/replay.jsonl"
same "dry run: sent" 0 "$(jq -s '.[-1].sent' "$SCRATCH/dry.jsonl")"
same "sent" "$ORDERS" "$(jq -s '.[-1].sent' "$SCRATCH/replay.jsonl")"
same "accepted" "$ORDERS" "$(jq -s '.[-1].accepted' "$SCRATCH/replay.jsonl")"
same "recorded as replayed" "$ORDERS" \
  "$(sql "$RESULT" "SELECT count(DISTINCT event_id) FROM event WHERE replayed = 1 AND stage = 'published' AND topic = 'orders.placed'")"
same "median gap error under 1 ms" true "$(jq -s '.[-1].medianGapErrorMs < 1' "$SCRATCH/replay.jsonl")"

# The same again from the outside: gaps between what was published, in both recordings.
times() { # file, condition
  "$BIN/rheo" sql "$1" "SELECT time_ns FROM event WHERE topic = 'orders.placed' AND stage = 'published' AND $2 ORDER BY time_ns" --csv |
    tail -n +2
}
times "$SOURCE" "duplicate = 0 AND time_ns < $TO" >"$SCRATCH/before.txt"
times "$RESULT" "replayed = 1 AND duplicate = 0" >"$SCRATCH/after.txt"
MEDIAN=$(paste "$SCRATCH/before.txt" "$SCRATCH/after.txt" | awk -v speed="$SPEED" '
  NR == 1 {b0 = $1; a0 = $2}
  {b = $1 - b0; a = $2 - a0; if (NR > 1) {e = (a - la) - (b - lb) / speed; print e < 0 ? -e : e} la = a; lb = b}' |
  sort -g | awk '{v[NR] = $1} END {printf "%.3f", v[int((NR + 1) / 2)] / 1e6}')
same "median gap error as recorded, $MEDIAN ms, under 1 ms" 1 "$(awk "BEGIN {print ($MEDIAN < 1)}")"
