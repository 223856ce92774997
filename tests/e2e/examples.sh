#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The examples in other languages, recorded: every order is there, paid or declined, and each payment is caused
# by its order.
# Usage: examples.sh BIN_DIR LIBRARY
BIN=$1
export RHEO_PROBE_LIBRARY=$2 RHEO_COMMAND=$1/rheo
source "$(dirname "$0")/lib.sh"
export RHEO_ENDPOINT=$ENDPOINT
EXAMPLES=$(cd "$(dirname "$0")/../../probes/examples" && pwd)
export PYTHONDONTWRITEBYTECODE=1

check_shop() { # service
  local where="service = '$1'"
  same "$1: orders" 20 "$(sql "$FILE" "SELECT count(*) FROM event WHERE $where AND stage = 'published' AND topic = 'orders.placed'")"
  same "$1: paid" 16 "$(sql "$FILE" "SELECT count(*) FROM event WHERE $where AND stage = 'processed'")"
  same "$1: declined" 4 "$(sql "$FILE" "SELECT count(*) FROM event WHERE $where AND stage = 'failed' AND error_type = 'Declined'")"
  same "$1: payments caused by their order, in its trace" 16 "$(sql "$FILE" "SELECT count(*) FROM event p JOIN event o
    ON p.causation_id = o.event_id AND p.trace_id = o.trace_id AND o.stage = 'published' AND o.topic = 'orders.placed'
    WHERE p.$where AND p.stage = 'published' AND p.topic = 'payments.taken'")"
}

FILE="$SCRATCH/shops.rheo"
start_recorder "$FILE"
await_listening
python3 "$EXAMPLES/python/orders.py" 20 >"$SCRATCH/python.json" || fail "the Python shop failed"
same "Python: dropped" 0 "$(jq .dropped "$SCRATCH/python.json")"
if command -v node >/dev/null; then
  timeout 30 node "$EXAMPLES/node/orders.mjs" 20 >"$SCRATCH/node.txt" || { cat "$SCRATCH/node.txt" >&2; fail "the Node shop failed"; }
fi
stop_recorder
check_shop python-shop
command -v node >/dev/null || { echo "skipped: node is not installed"; exit 0; }
check_shop node-shop
# Without the command the service goes on, and says why it is not seen.
RHEO_COMMAND=/nonexistent/rheo timeout 30 node "$EXAMPLES/node/orders.mjs" 3 >"$SCRATCH/none.txt" && fail "no word of the missing command"
grep -q ENOENT "$SCRATCH/none.txt" || fail "the reason is not told: $(cat "$SCRATCH/none.txt")"
echo "ok: a missing command is told"
