// SPDX-License-Identifier: Apache-2.0
// produce.cjs FOLDER: lets real exporters export one scenario, and writes down what they sent, and
// beside it (expected.json) what was meant.
'use strict';
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const {BasicTracerProvider, SimpleSpanProcessor} = require('@opentelemetry/sdk-trace-base');
const {resourceFromAttributes} = require('@opentelemetry/resources');
const {OTLPTraceExporter: OtlpJson} = require('@opentelemetry/exporter-trace-otlp-http');
const {OTLPTraceExporter: OtlpProto} = require('@opentelemetry/exporter-trace-otlp-proto');
const {ZipkinExporter} = require('@opentelemetry/exporter-zipkin');
const {JaegerExporter} = require('@opentelemetry/exporter-jaeger');
const {CloudEvent, HTTP} = require('cloudevents');
const {scenario} = require('./scenario.cjs');
const {jaegerDownload} = require('./jaeger_download.cjs');

const folder = process.argv[2];

/// Collects the bodies that are posted to each path.
function listen() {
  const bodies = {};
  const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      (bodies[request.url] ??= []).push(Buffer.concat(parts));
      response.writeHead(202).end('{}');
    });
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve({server, bodies})));
}

function exporters(url) {
  return [
    new OtlpJson({url: `${url}/json`}), new OtlpProto({url: `${url}/proto`}),
    new ZipkinExporter({url: `${url}/zipkin`}), new JaegerExporter({endpoint: `${url}/jaeger`}),
  ];
}

function cloudEvents() {
  const made = number => new CloudEvent({
    id: `event-${number}`, source: '/orders', type: 'OrderPlaced', subject: `order-${number}`,
    time: new Date(1763880000000 + number).toISOString(), data: {number, text: 'Größe "1"\n'},
  });
  return [1, 2, 3].map(made);
}

async function main() {
  const {server, bodies} = await listen();
  const url = `http://127.0.0.1:${server.address().port}`;
  const providers = [];
  const tracerOf = service => {
    const provider = new BasicTracerProvider({
      resource: resourceFromAttributes({'service.name': service, 'service.instance.id': `${service}-0`}),
      spanProcessors: exporters(url).map(exporter => new SimpleSpanProcessor(exporter)),
    });
    providers.push(provider);
    return provider.getTracer('scenario', '1.0');
  };
  const expected = scenario(tracerOf);
  for (const provider of providers) await provider.forceFlush();
  for (const provider of providers) await provider.shutdown();
  server.close();
  const write = (name, bytes) => fs.writeFileSync(path.join(folder, name), bytes);
  write('otlp.jsonl', bodies['/json'].map(body => `${body}\n`).join(''));
  write('otlp.pb', Buffer.concat(bodies['/proto']));
  write('zipkin.json', JSON.stringify(bodies['/zipkin'].flatMap(body => JSON.parse(body))));
  write('jaeger.json', jaegerDownload(bodies['/jaeger']));
  const events = cloudEvents();
  write('cloudevent.json', HTTP.structured(events[0]).body);
  write('cloudevents.json', JSON.stringify(events));
  write('expected.json', JSON.stringify(expected));
}

main().catch(error => {
  console.error(error);
  process.exit(1);
});
