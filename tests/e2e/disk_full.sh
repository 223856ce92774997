#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The disk is full for a while: the recorder says so, keeps what it has, lets the probes keep the
# rest, and goes on when there is room. A limit on the size of files stands in for the disk.
# Usage: disk_full.sh BIN_DIR
BIN=$1
source "$(dirname "$0")/lib.sh"

FILE="$SCRATCH/run.rheo"
(
  trap '' XFSZ # a write beyond the limit then fails, as on a full disk
  ulimit -S -f 1024
  exec "$BIN/rheo" record --listen "$ENDPOINT" --out "$FILE" 2>>"$SCRATCH/record.log"
) &
RECORDER=$!
PIDS+=("$RECORDER")
await_listening
start_demo --scenario all --seed 2 --duration 12 --rate 200
await 20 "the limit is met" grep -q 'Cannot store' "$SCRATCH/record.log"
echo "ok: $(grep -m1 'Cannot store' "$SCRATCH/record.log")"
sleep 2
kill -0 "$RECORDER" || fail "the recorder ended"
prlimit --pid "$RECORDER" --fsize=unlimited:unlimited
await_demo
await 20 "recording goes on" grep -q 'goes on' "$SCRATCH/record.log"
stop_recorder
check_accounts "$FILE"
