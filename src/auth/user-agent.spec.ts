import { keptUserAgent } from './user-agent.js';

describe('keptUserAgent', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (X11; Linux x86_64)'],
    ['a'.repeat(300), 'a'.repeat(200)],
    [' \t\u0085x\u009b ', 'x'],
    ['', null],
    ['   ', null],
    [undefined, null],
  ])('keeps of %j %j', (header, kept) => expect(keptUserAgent(header)).toBe(kept));
});
