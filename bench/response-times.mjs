import { Agent, request } from 'node:http';
import { round } from './load.mjs';

const WARM_UP = 5;

/** Browsers keep connections open too. */
const agent = new Agent({ keepAlive: true });

export const disconnect = () => agent.destroy();

/** @returns {Promise<number[]>} milliseconds of each call of `task`, one after the other */
export async function sample(count, task) {
  const times = [];
  for (let index = -WARM_UP; index < count; index++) {
    const started = performance.now();
    await task(Math.abs(index));
    if (index >= 0) times.push(performance.now() - started);
  }
  return times;
}

/** @returns {Promise<string>} the body of a 200 */
export function get({ url }, path, token) {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  return new Promise((resolve, reject) => {
    const call = request(`${url}/api/${path}`, { agent, headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200) resolve(body);
        else reject(new Error(`${path}: ${answer.statusCode} ${body.slice(0, 200)}`));
      });
    });
    call.on('error', reject).end();
  });
}

export function p95(times) {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1];
}

/** A row of the report. `goal` is the highest acceptable value. */
export function atMost(what, value, goal, unit = 'ms') {
  const goalText = `p95 ≤ ${goal} ${unit}`;
  return { what, shop: `${round(value)} ${unit}`, baseline: '–', ratio: '–', goal: goalText, ok: value <= goal };
}
