#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# An order injected into the running shop becomes a saga of its own; an incomplete one is refused by
# the service.
# Usage: inject.sh BIN_DIR
BIN=$1
source "$(dirname "$0")/lib.sh"

FILE="$SCRATCH/run.rheo"
start_demo --scenario shop --seed 3 --duration 20 --rate 5
# An order published before the services subscribed would reach nobody.
start_recorder "$FILE"
orders_flow() {
  [ "$(sql "$FILE" "SELECT count(*) > 0 FROM event WHERE stage = 'sagaCompleted'" 2>/dev/null)" = 1 ]
}
await 20 "orders come through the shop" orders_flow
stop_recorder
ORDER='{"orderId":"o-injected-1","customer":"c-17","currency":"EUR","total":39.5,"items":[{"sku":"s-1","quantity":1,"price":39.5}]}'
"$BIN/rheo" inject --listen "$ENDPOINT" --out "$FILE" --service gateway --topic orders.placed \
  --type OrderPlaced --payload "$ORDER" >"$SCRATCH/inject.jsonl" || { cat "$SCRATCH/inject.jsonl" >&2; fail "inject failed"; }
same "states" "accepted processed" "$(jq -rs 'map(.state) | join(" ")' "$SCRATCH/inject.jsonl")"
TRACE=$(jq -rs '.[0].trace' "$SCRATCH/inject.jsonl")
EVENT=$(jq -rs '.[0].event' "$SCRATCH/inject.jsonl")
if "$BIN/rheo" inject --listen "$ENDPOINT" --out "$FILE" --topic orders.placed --type OrderPlaced \
  --payload '{"nonsense":true}' >"$SCRATCH/refused.jsonl"; then
  fail "an incomplete order was taken"
fi
same "incomplete order" refused "$(jq -rs '.[-1].state' "$SCRATCH/refused.jsonl")"
REASON=$(jq -rs '.[-1].reason' "$SCRATCH/refused.jsonl")
case "$REASON" in
  *customer*|*items*|*total*) echo "ok: refused because: $REASON" ;;
  *) fail "the reason is not what is missing: $REASON" ;;
esac

# The rest of the saga arrives with the next recording of the same file.
start_recorder "$FILE"
await_demo
sleep 1
stop_recorder
same "published, marked as injected" 1 \
  "$(sql "$FILE" "SELECT count(*) FROM event WHERE event_id = '$EVENT' AND stage = 'published' AND injected = 1")"
same "saga stages of its trace, at least five" 1 \
  "$(sql "$FILE" "SELECT count(DISTINCT saga_key || stage || step) >= 5 FROM event WHERE trace_id = '$TRACE' AND saga_key <> ''")"
KEY=$(sql "$FILE" "SELECT saga_key FROM event WHERE trace_id = '$TRACE' AND stage = 'sagaStarted'")
same "sagas of it" 1 "$(sql "$FILE" "SELECT count(*) FROM saga WHERE key = '$KEY'")"
