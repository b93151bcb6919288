import Sequencer from '@jest/test-sequencer';

/** They wait for processes, browsers and clocks: started last, each would keep Jest waiting with nothing beside it. */
const LONGEST = [];

/** Jest's own order is by how long each file took the last time: a fresh clone does not know that. */
export default class LongestFirst extends Sequencer.default {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => duration !== undefined)) return sorted;
    const rank = ({ path }) => LONGEST.findIndex((file) => path.endsWith(file)) >>> 0;
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
