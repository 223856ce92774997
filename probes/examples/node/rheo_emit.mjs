// SPDX-License-Identifier: Apache-2.0
// The event probe from Node, without a native module: `rheo emit` reads JSON lines from a pipe, and
// answers each event with the context that its message carries on.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The probe of one service. Never throws into the service: `problem` says what is wrong. */
export class Probe {
  problem = '';
  #child;
  #ended;
  #waiting = [];

  constructor(service, { rheo = process.env.RHEO_COMMAND ?? 'rheo', endpoint } = {}) {
    const options = ['emit', '--print-context', '--service', service];
    if (endpoint) options.push('--endpoint', endpoint);
    this.#child = spawn(rheo, options);
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#waiting.shift()?.(JSON.parse(line)));
    let said = '';
    this.#child.stderr.on('data', (text) => { said = (said + text).slice(-4096); });
    this.#child.stdin.on('error', (error) => this.#fail(error));
    this.#ended = new Promise((done) => {
      this.#child.on('error', (error) => { this.#fail(error); done(said); });
      this.#child.on('close', (code) => { if (code !== 0) this.#fail(said.trim()); done(said); });
    });
  }

  #fail(error) {
    this.problem ||= String(error);
    for (const resolve of this.#waiting.splice(0)) resolve({});
  }

  /** One sighting of an event, in the fields of the filter language; resolves to its context. */
  #sighting(fields) {
    if (this.problem) return Promise.resolve({});
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#child.stdin.write(JSON.stringify(fields) + '\n');
    });
  }

  /** An event published because of `parent`, the context of another. Resolves to { traceparent, tracestate }:
   * headers of its message. */
  published(topic, type, payload, { key, parent } = {}) {
    return this.#sighting({ stage: 'published', topic, type, payload, key, ...parent });
  }

  /** Runs a handler around a received event and tells how it ended; what the handler throws goes on. */
  async handled(topic, type, subscription, context, payload, handler) {
    const seen = { topic, type, subscription, payload, ...context };
    try {
      const result = await handler();
      await this.#sighting({ stage: 'processed', ...seen });
      return result;
    } catch (error) {
      await this.#sighting({ stage: 'failed', error: error.name, ...seen });
      throw error;
    }
  }

  /** When all is stored; resolves to what `rheo emit` says of it. */
  async close() {
    this.#child.stdin.end();
    return (await this.#ended).trim();
  }
}
