#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A shell is a probe: JSON lines and CloudEvents from pipes into a live recording; what is not
# understood is counted, named by its line, and holds up nothing.
# Usage: emit.sh BIN_DIR [LINES]
BIN=$1 LINES_FAST=${2:-100000}
source "$(dirname "$0")/lib.sh"

FILE="$SCRATCH/run.rheo"
start_recorder "$FILE"
await_listening
emit() { "$BIN/rheo" emit --endpoint "$ENDPOINT" "$@"; }
count() { sql "$FILE" "SELECT count(*) FROM event WHERE $1"; }
# The recorder stores while others still emit: nothing of this waits for its end.
recorded() { [ "$(count "$1")" = "$2" ]; }

lines() {
  for i in $(seq 1 500); do
    printf '{"topic":"orders","type":"OrderPlaced","key":"o-%d","payload":{"id":%d, "total": 1.10}}\n' "$i" "$i"
    if [ $((i % 100)) = 0 ]; then printf '{"topic":"orders","type":"Order\n'; fi
  done
  printf '\n[]\n{"topic":"orders"}\n42\n{"topic":"orders","type":"T","stage":"nonsense"}\n{"topic":"orders","type":"T","payloadBase64":"?"}\n'
  # The last line has no end.
  printf '{"topic":"orders","type":"OrderClosed"}'
}
if lines | emit --service shell 2>"$SCRATCH/emit.log"; then fail "broken lines were passed over in silence"; fi
same "account" "501 emitted, 501 stored, 0 dropped, 9 lines not understood" "$(tail -1 "$SCRATCH/emit.log")"
same "lines named" "101 202 303 404 505 508 509 510 511" \
  "$(sed -n 's/^rheo: line \([0-9]*\): .*/\1/p' "$SCRATCH/emit.log" | tr '\n' ' ' | sed 's/ $//')"
same "recorded" 501 "$(count "service = 'shell'")"
same "keys" 500 "$(sql "$FILE" "SELECT count(DISTINCT key) FROM event WHERE service = 'shell' AND key LIKE 'o-%'")"
same "a payload, to the byte" 1 \
  "$(sql "$FILE" "SELECT hex(payload) = hex('{\"id\":7, \"total\": 1.10}') FROM event WHERE key = 'o-7'")"

cloud() {
  for i in $(seq 1 200); do
    printf '{"specversion":"1.0","id":"e-%d","source":"/shop","type":"Placed","subject":"s-%d","data":{"n":%d}}\n' "$i" "$i" "$i"
  done
  printf '[%s,%s,%s]\n' '{"specversion":"1.0","id":"b1","source":"/shop","type":"Batched","topic":"t","partitionkey":"p","subject":"s"}' \
    '{"specversion":"1.0","id":"b2","source":"/shop"}' \
    '{"specversion":"1.0","id":"b3","source":"/shop","type":"Batched","data_base64":"AAEC"}'
}
if cloud | emit --service cloud 2>"$SCRATCH/cloud.log"; then fail "an event without a type was taken"; fi
same "CloudEvents" "202 emitted, 202 stored, 0 dropped, 1 lines not understood" "$(tail -1 "$SCRATCH/cloud.log")"
same "place in the batch" "rheo: line 201: [1]: an event needs topic and type" "$(head -1 "$SCRATCH/cloud.log")"
same "from a source" 201 "$(count "service = 'cloud' AND topic = '/shop'")"
same "keyed by the partition" 1 "$(count "service = 'cloud' AND topic = 't' AND key = 'p'")"
same "keyed by the subject" 200 "$(count "service = 'cloud' AND key LIKE 's-%'")"
same "what else it says" 1 "$(count "topic = 't' AND attributes = '{\"id\":\"b1\",\"source\":\"/shop\",\"topic\":\"t\",\"partitionkey\":\"p\",\"subject\":\"s\"}'")"
same "binary data" 3 "$(sql "$FILE" "SELECT payload_size FROM event WHERE type = 'Batched' AND topic = '/shop'")"

# A context handed on by one shell makes a hop of what another one says.
CONTEXT=$(printf '{"topic":"jobs","type":"JobAsked"}' | emit --service asker --print-context 2>/dev/null)
jq -c '. + {topic: "jobs", type: "JobAsked", stage: "processed", subscription: "workers"}' <<<"$CONTEXT" |
  emit --service worker 2>"$SCRATCH/worker.log"
same "received and processed" "2 emitted, 2 stored, 0 dropped, 0 lines not understood" "$(tail -1 "$SCRATCH/worker.log")"
same "a hop from one to the other" "asker workers 1" "$(sql "$FILE" \
  "SELECT producer || ' ' || subscription || ' ' || (latency_ns > 0) FROM event WHERE service = 'worker' AND stage = 'processed'")"
same "one trace" 1 "$(sql "$FILE" "SELECT count(DISTINCT trace_id) FROM event WHERE topic = 'jobs'")"

# Live: an event is recorded while its pipe stays open.
mkfifo "$SCRATCH/pipe"
emit --service open <"$SCRATCH/pipe" 2>"$SCRATCH/open.log" &
PIDS+=($!)
exec 9>"$SCRATCH/pipe"
printf '{"topic":"slow","type":"Tick"}\n' >&9
await 10 "a line is recorded while the pipe is open" recorded "service = 'open'" 1
exec 9>&-
wait "${PIDS[-1]}" || fail "a pipe that ended well failed"

# As fast as a pipe gives: it waits for the recorder instead of dropping.
if { yes '{"topic":"fast","type":"T","payload":{"n":1}}' || true; } 2>/dev/null | head -n "$LINES_FAST" |
  emit --service fast 2>"$SCRATCH/fast.log"; then
  same "fast" "$LINES_FAST emitted, $LINES_FAST stored, 0 dropped, 0 lines not understood" "$(tail -1 "$SCRATCH/fast.log")"
else
  fail "fast: $(tail -1 "$SCRATCH/fast.log")"
fi
# A line without an end takes no more memory than a line may have.
{ head -c 40000000 /dev/zero | tr '\0' x; printf '\n{"topic":"after","type":"T"}\n'; } |
  emit --service long 2>"$SCRATCH/long.log" && fail "a line of 40 MB was taken"
same "a line of 40 MB" "rheo: line 1: more than 16 MiB" "$(head -1 "$SCRATCH/long.log")"
stop_recorder
same "the fast ones" "$LINES_FAST" "$(count "service = 'fast'")"
same "after the long line" 1 "$(count "topic = 'after'")"
same "lost" 0 "$("$BIN/rheo" info "$FILE" --json | jq .lost)"
