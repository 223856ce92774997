# SPDX-License-Identifier: Apache-2.0
# Shared by the end-to-end checks: a scratch directory, processes that are always ended, and exact
# comparisons. Sourced after BIN is set.
set -euo pipefail

SCRATCH=$(mktemp -d "${TMPDIR:-/tmp}/rheo-e2e-XXXXXX")
ENDPOINT="ipc://$SCRATCH/socket/c.ipc"
PIDS=()

finish() {
  local code=$? pid
  for pid in "${PIDS[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${PIDS[@]}"; do wait "$pid" 2>/dev/null || true; done
  if [ "$code" -eq 0 ] && [ -z "${KEEP:-}" ]; then rm -rf "$SCRATCH"; else echo "kept: $SCRATCH" >&2; fi
  exit "$code"
}
trap finish EXIT

fail() { echo "FAIL: $*" >&2; exit 1; }
same() { # what expected actual
  [ "$2" = "$3" ] || fail "$1: expected $2, got $3"
  echo "ok: $1 = $3"
}
# The one value of an answer; not through JSON, whose readers round nanoseconds.
sql() { "$BIN/rheo" sql "$1" "$2" --csv | sed -n 2p | tr -d '\r"'; }

start_demo() { # demo options; prints JSON lines into $SCRATCH/demo.jsonl
  "$BIN/rheo" demo --endpoint "$ENDPOINT" "$@" >"$SCRATCH/demo.jsonl" 2>"$SCRATCH/demo.log" &
  DEMO=$!
  PIDS+=("$DEMO")
}
await_demo() { wait "$DEMO" || { cat "$SCRATCH/demo.log" >&2; fail "the demo failed"; }; }

start_recorder() { # file, further options
  local file=$1; shift
  "$BIN/rheo" record --listen "$ENDPOINT" --out "$file" "$@" 2>>"$SCRATCH/record.log" &
  RECORDER=$!
  PIDS+=("$RECORDER")
}
await() { # seconds, what is awaited, command that says so
  local until=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    if [ "$SECONDS" -ge "$until" ]; then
      cat "$SCRATCH/record.log" >&2
      fail "in vain: $what"
    fi
    sleep 0.1
  done
}
await_listening() { await 20 "the recorder listens" test -S "$SCRATCH/socket/c.ipc"; }
stop_recorder() {
  kill -TERM "$RECORDER"
  wait "$RECORDER" || { cat "$SCRATCH/record.log" >&2; fail "the recorder failed"; }
}

# Every emit is recorded or counted as lost, and nothing is there twice.
check_accounts() { # file
  local emitted events lost twice
  emitted=$(jq -s 'map(.emitted) | add' "$SCRATCH/demo.jsonl")
  [ "$emitted" -gt 0 ] || fail "the demo emitted nothing"
  events=$(sql "$1" "SELECT count(*) FROM event")
  lost=$("$BIN/rheo" info "$1" --json | jq .lost)
  same "emitted = recorded + lost ($events + $lost)" "$emitted" "$((events + lost))"
  twice=$(sql "$1" "SELECT count(*) FROM (SELECT 1 FROM event GROUP BY session, stream, position HAVING count(*) > 1)")
  same "recorded twice" 0 "$twice"
}
