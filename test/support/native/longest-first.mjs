import Sequencer from '@jest/test-sequencer';

/** They wait for processes, browsers and pauses of their own: begun late, the last of them would run alone. */
const LONGEST = [
  'stripe-faults',
  'crash',
  'bad-input',
  'trade-failures',
  'start',
  'reconcile-command',
  'redis',
  'demo',
  'race',
  'outbox',
  'create-session',
  'whole-refunds',
  'postgresql',
  'swagger-ui',
  'hashing',
].map((name) => `/test/${name}.e2e-spec.ts`);

/** Jest's own order is by how long each file took the last time, which a fresh clone does not know. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const isLong = ({ path }) => LONGEST.some((end) => path.endsWith(end));
    return [...sorted.filter(isLong).sort(byRank), ...sorted.filter((test) => !isLong(test))];
  }
}

function byRank(a, b) {
  return rankOf(a) - rankOf(b);
}

function rankOf({ path }) {
  return LONGEST.findIndex((end) => path.endsWith(end));
}
