#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Traces from a pipe, packed, become a recording in which calls are calls, topics are topics and a
# faulty trace is a problem of its own; columns of CSV are what they are told to be, once each.
# Usage: import.sh BIN_DIR
BIN=$1
source "$(dirname "$0")/lib.sh"

span() { # id parent kind service name extra
  printf '{"traceId":"4bf92f3577b34da6a3ce929d0e0e4736","id":"%016x"%s,"kind":"%s","name":"%s","timestamp":1763880000000000,"duration":1000,"localEndpoint":{"serviceName":"%s"}%s}' \
    "$1" "${2:+,\"parentId\":\"$(printf %016x "$2")\"}" "$3" "$5" "$4" "${6:-}"
}
{
  printf '['
  span 1 '' CLIENT gateway 'POST /orders'; printf ,
  span 2 1 SERVER orders 'POST /orders'; printf ,
  span 3 2 PRODUCER orders send ',"tags":{"kafka.topic":"orders.placed"}'; printf ,
  span 4 3 CONSUMER billing process ',"tags":{"kafka.topic":"orders.placed"}'; printf ,
  span 5 99 SERVER billing 'GET /orphan'
  printf ']'
} | gzip -c | "$BIN/rheo" import - --out "$SCRATCH/traces.rheo" 2>"$SCRATCH/import.log"
"$BIN/rheo" info "$SCRATCH/traces.rheo" --json >"$SCRATCH/info.json"
same "services" "billing gateway orders" "$(jq -r '.services | join(" ")' "$SCRATCH/info.json")"
same "topics" orders.placed "$(jq -r '.topics | join(" ")' "$SCRATCH/info.json")"
same "calls" "billing orders" "$(jq -r '.calls | join(" ")' "$SCRATCH/info.json")"
same "faults of the trace" 1 "$(jq '.problems.traceFault' "$SCRATCH/info.json")"
same "violated schemas" null "$(jq '.problems.schemaViolation' "$SCRATCH/info.json")"
same "as text" "to billing, orders" "$("$BIN/rheo" info "$SCRATCH/traces.rheo" | sed -n 's/^calls *//p')"

printf 'when;queue;event_type\n2026-01-31T12:00:00Z;orders;Placed\nsoon;orders;Placed\n' >"$SCRATCH/orders.csv"
"$BIN/rheo" import "$SCRATCH/orders.csv" --columns when=time,queue=topic --out "$SCRATCH/csv.rheo" 2>"$SCRATCH/csv.log"
same "columns" "when is time, queue is topic, event_type is type" \
  "$(sed -n 's/^column: //p' "$SCRATCH/csv.log" | paste -sd, | sed 's/,/, /g')"
same "skipped" "skipped: $SCRATCH/orders.csv, byte 57, line 3: time is no time" "$(head -1 "$SCRATCH/csv.log")"
same "rows" "1 orders" "$(sql "$SCRATCH/csv.rheo" "SELECT count(*) || ' ' || max(topic) FROM event")"
code=0
"$BIN/rheo" import "$SCRATCH/orders.csv" --columns when=time,queue=time --out "$SCRATCH/no.rheo" 2>"$SCRATCH/no.log" || code=$?
same "two columns of one field" "2 rheo: --columns says that both when and queue are time" "$code $(cat "$SCRATCH/no.log")"
