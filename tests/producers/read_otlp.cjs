// SPDX-License-Identifier: Apache-2.0
// read_otlp.cjs FILE...: reads OTLP with OpenTelemetry's own definitions, .pb as protobuf and others
// as JSON lines; prints every span that came, as one JSON array.
'use strict';
const fs = require('node:fs');
const root = require('@opentelemetry/otlp-transformer/build/src/generated/root');

const Request = root.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;

function valueOf(any) {
  if (any.arrayValue) return any.arrayValue.values.map(valueOf);
  return any.stringValue ?? any.boolValue ?? (any.intValue == null ? any.doubleValue : String(any.intValue));
}

const hex = bytes => Buffer.from(bytes ?? []).toString('hex');
const pairs = list => Object.fromEntries((list ?? []).map(pair => [pair.key, valueOf(pair.value)]));

function spansOf(request) {
  return request.resourceSpans.flatMap(resource => resource.scopeSpans.flatMap(scope => scope.spans.map(span => ({
    service: pairs(resource.resource.attributes)['service.name'],
    traceId: hex(span.traceId), spanId: hex(span.spanId), parentSpanId: hex(span.parentSpanId),
    name: span.name, kind: span.kind, startNs: String(span.startTimeUnixNano), endNs: String(span.endTimeUnixNano),
    attributes: pairs(span.attributes), error: span.status?.code === 2,
    links: span.links.map(link => ({traceId: hex(link.traceId), spanId: hex(link.spanId)})),
  }))));
}

/// OTLP's JSON writes ids in hex, where protobuf's own JSON has base64.
function fromJson(line) {
  const plain = JSON.parse(line, (key, value) =>
    /^(traceId|spanId|parentSpanId)$/.test(key) ? Buffer.from(value, 'hex') : value);
  const wrong = Request.verify(Request.fromObject(plain));
  if (wrong) throw new Error(wrong);
  return Request.fromObject(plain);
}

function read(file) {
  const bytes = fs.readFileSync(file);
  if (file.endsWith('.pb')) return spansOf(Request.decode(bytes));
  return bytes.toString().split('\n').filter(Boolean).flatMap(line => spansOf(fromJson(line)));
}

console.log(JSON.stringify(process.argv.slice(2).flatMap(read)));
