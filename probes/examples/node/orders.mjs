// SPDX-License-Identifier: Apache-2.0
// An order service and a payment service in one process: node orders.mjs [COUNT]. Every fifth card is
// declined.
//
//   rheo record --out orders.rheo &
//   RHEO_COMMAND=build/dev/bin/rheo node probes/examples/node/orders.mjs
import { Probe } from './rheo_emit.mjs';

class Declined extends Error {
  name = 'Declined';
}

async function pay(probe, context, order) {
  await probe.handled('orders.placed', 'OrderPlaced', 'payments', context, order, async () => {
    if (order.id % 5 === 0) throw new Declined(`order ${order.id}`);
    await probe.published('payments.taken', 'PaymentTaken', { order: order.id }, { parent: context });
  });
}

const count = Number(process.argv[2] ?? 10);
const probe = new Probe('node-shop');
for (let id = 1; id <= count; ++id) {
  const order = { id, total: 9.5 * id };
  const context = await probe.published('orders.placed', 'OrderPlaced', order, { key: `customer-${id % 3}` });
  await pay(probe, context, order).catch((error) => {
    if (!(error instanceof Declined)) throw error;
  });
}
const said = await probe.close();
console.log(probe.problem || said);
process.exitCode = probe.problem ? 1 : 0;
