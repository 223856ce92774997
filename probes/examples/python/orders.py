#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An order service and a payment service in one process: orders.py [COUNT]. Every fifth card is declined.

    rheo record --out orders.rheo &
    RHEO_PROBE_LIBRARY=build/dev/probes/src/librheo_probe.so python3 probes/examples/python/orders.py
"""
import json
import sys

from rheo_probe import Probe


class Declined(Exception):
    pass


def charge(order):
    if order["id"] % 5 == 0:
        raise Declined(order["id"])


def pay(probe, headers, body):
    with probe.handling("orders.placed", "OrderPlaced", "payments", headers, body):
        order = json.loads(body)
        charge(order)
        # Caused by the order, because it is published while that is handled.
        probe.published("payments.taken", "PaymentTaken", json.dumps({"order": order["id"]}))


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with Probe("python-shop") as probe:
        if probe.disabled_reason:
            print(f"the probe is off: {probe.disabled_reason}", file=sys.stderr)
        for number in range(1, count + 1):
            body = json.dumps({"id": number, "total": 9.5 * number})
            sent = probe.published("orders.placed", "OrderPlaced", body, key=f"customer-{number % 3}")
            try:
                pay(probe, sent.headers(), body)
            except Declined:
                pass
        stored = probe.flush(5000)
        print(json.dumps(probe.stats()))
        return 0 if stored else 1


if __name__ == "__main__":
    sys.exit(main())
