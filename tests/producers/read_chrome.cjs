// SPDX-License-Identifier: Apache-2.0
// read_chrome.cjs FILE: reads Chrome's trace events with Chrome's own trace viewer (chrome://tracing,
// the legacy viewer in Perfetto); prints what it understood, and what it complained about.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, 'node_modules', 'traceviewer');
const parts = path.join(root, 'tracing', 'third_party');

/// The viewer is made of HTML imports; it brings a loader of them, which resolves paths from here.
function loadViewer() {
  process.chdir(root);
  require(path.join(root, 'catapult_build', 'node_bootstrap.js'));
  HTMLImportsLoader.addArrayToSourcePath([
    path.join(root, 'tracing'), parts,
    ...['jszip', 'gl-matrix/dist', 'd3', 'chai', 'mocha'].map(name => path.join(parts, name)),
  ]);
  HTMLImportsLoader.loadHTML('/tracing/importer/import.html');
  HTMLImportsLoader.loadHTML('/tracing/extras/importer/trace_event_importer.html');
  return global.tr;
}

function read(file) {
  const text = fs.readFileSync(file, 'utf8');
  const tr = loadViewer();
  const model = new tr.Model();
  const options = new tr.importer.ImportOptions();
  options.showImportWarnings = false;
  options.shiftWorldToZero = false;
  new tr.importer.Import(model, options).importTraces([text]);
  return model;
}

const placeOf = slice => ({process: slice.parentContainer.parent.name, span: slice.args['rheo.span']});

const model = read(path.resolve(process.argv[2]));
const threads = model.getAllThreads();
console.log(JSON.stringify({
  // That all times are whole milliseconds is the scenario's own doing.
  warnings: model.importWarnings.filter(warning => warning.type !== 'low_resolution_timer').map(warning => `${warning.type}: ${warning.message}`),
  slices: threads.flatMap(thread => thread.sliceGroup.slices.map(slice => ({
    process: thread.parent.name, name: slice.title, startMs: slice.start, durationMs: slice.duration,
    nested: slice.parentSlice != null, args: slice.args,
  }))),
  arrows: model.flowEvents.map(flow => ({
    from: flow.startSlice && placeOf(flow.startSlice), to: flow.endSlice && placeOf(flow.endSlice),
  })),
}));
