// SPDX-License-Identifier: Apache-2.0
// What happened: a request, a call, a message to two consumers, one of which fails and one of which
// knows the message by a link only.
'use strict';
const {ROOT_CONTEXT, SpanKind, SpanStatusCode, trace} = require('@opentelemetry/api');

const kOriginS = 1763880000;
/// Times of whole microseconds within one second, so that every format can hold them.
const at = us => [kOriginS, us * 1000];
const nsText = us => `${kOriginS}${String(us).padStart(6, '0')}000`;

/// Makes the spans with one tracer a service; returns what each was meant to be.
function scenario(tracerOf) {
  const tracers = {};
  const meant = [];
  const span = (service, name, kind, parent, fromUs, toUs, attributes = {}, more = {}) => {
    const tracer = (tracers[service] ??= tracerOf(service));
    const context = parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
    const made = tracer.startSpan(name, {kind, attributes, startTime: at(fromUs), links: more.links}, context);
    if (more.error) {
      made.recordException({name: more.error, message: 'no'}, at(toUs));
      made.setStatus({code: SpanStatusCode.ERROR, message: 'it failed'});
    }
    made.end(at(toUs));
    const {traceId, spanId} = made.spanContext();
    meant.push({
      service, name, kind, traceId, spanId, parentSpanId: parent ? parent.spanContext().spanId : '',
      startNs: nsText(fromUs), endNs: nsText(toUs), error: more.error ?? '',
    });
    return made;
  };
  const orders = {'messaging.system': 'kafka', 'messaging.destination.name': 'orders', 'messaging.message.id': 'm-1'};
  const server = span('gateway', 'POST /orders', SpanKind.SERVER, null, 0, 9000, {'http.request.method': 'POST'});
  const client = span('gateway', 'POST', SpanKind.CLIENT, server, 100, 8000, {'server.address': 'orders'});
  const create = span('orders', 'POST /v1/orders', SpanKind.SERVER, client, 300, 7000,
                      {'count': 3, 'ratio': 0.25, 'ok': true, 'list': ['a', 'b'], 'text': 'Größe "1"\n'});
  const send = span('orders', 'orders send', SpanKind.PRODUCER, create, 1000, 1500,
                    {...orders, 'messaging.operation.type': 'send'});
  span('billing', 'orders process', SpanKind.CONSUMER, send, 3000, 5000,
       {...orders, 'messaging.operation.type': 'process', 'messaging.consumer.group.name': 'billing-group'},
       {error: 'CardDeclined'});
  span('shipping', 'orders process', SpanKind.CONSUMER, null, 4000, 6000,
       {...orders, 'messaging.operation.type': 'process', 'messaging.consumer.group.name': 'shipping-group'},
       {links: [{context: send.spanContext()}]});
  return meant;
}

module.exports = {scenario};
