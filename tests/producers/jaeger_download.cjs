// SPDX-License-Identifier: Apache-2.0
// What Jaeger's UI lets people download, made of the Thrift batches that the exporter sent: the step
// that Jaeger's own server does in between.
'use strict';
const path = require('node:path');
const bufrw = require('bufrw');
const {Thrift} = require('thriftrw');

const idl = path.join(path.dirname(require.resolve('jaeger-client/package.json')),
                      'dist/src/jaeger-idl/thrift/jaeger.thrift');
const jaeger = new Thrift({entryPoint: idl, allowFilesystemAccess: true});

const big = buffer => BigInt.asUintN(64, buffer.readBigInt64BE());
const idOf = buffer => big(buffer).toString(16).padStart(16, '0');
const traceOf = (high, low) => idOf(high) + idOf(low);

function tagOf(tag) {
  const kinds = {STRING: ['string', tag.vStr], DOUBLE: ['float64', tag.vDouble], BOOL: ['bool', tag.vBool],
                 LONG: ['int64', tag.vLong && Number(big(tag.vLong))], BINARY: ['binary', String(tag.vBinary)]};
  const [type, value] = kinds[tag.vType];
  return {key: tag.key, type, value};
}

function spanOf(span, processID) {
  const traceID = traceOf(span.traceIdHigh, span.traceIdLow);
  const references = (span.references ?? []).map(each => ({
    refType: each.refType, traceID: traceOf(each.traceIdHigh, each.traceIdLow), spanID: idOf(each.spanId),
  }));
  if (big(span.parentSpanId) !== 0n)
    references.unshift({refType: 'CHILD_OF', traceID, spanID: idOf(span.parentSpanId)});
  return {
    traceID, spanID: idOf(span.spanId), operationName: span.operationName, references, flags: span.flags,
    startTime: Number(big(span.startTime)), duration: Number(big(span.duration)),
    tags: (span.tags ?? []).map(tagOf),
    logs: (span.logs ?? []).map(log => ({timestamp: Number(big(log.timestamp)), fields: log.fields.map(tagOf)})),
    processID, warnings: null,
  };
}

function jaegerDownload(bodies) {
  const traces = new Map();
  for (const body of bodies) {
    const batch = bufrw.fromBuffer(jaeger.Batch.rw, body);
    const processID = `p-${batch.process.serviceName}`;
    for (const each of batch.spans) {
      const span = spanOf(each, processID);
      if (!traces.has(span.traceID)) traces.set(span.traceID, {traceID: span.traceID, spans: [], processes: {}});
      const trace = traces.get(span.traceID);
      trace.spans.push(span);
      trace.processes[processID] = {serviceName: batch.process.serviceName, tags: (batch.process.tags ?? []).map(tagOf)};
    }
  }
  return JSON.stringify({data: [...traces.values()], total: 0, limit: 0, offset: 0, errors: null});
}

module.exports = {jaegerDownload};
