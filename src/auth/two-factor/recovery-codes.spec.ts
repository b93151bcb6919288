import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.js';

describe('newRecoveryCodes', () => {
  it('are ten, each unlike all others, of letters that can’t be mistaken', () => {
    const codes = Array.from({ length: 20 }, newRecoveryCodes);
    for (const ten of codes) expect(ten).toHaveLength(10);
    expect(new Set(codes.flat()).size).toBe(200);
    for (const code of codes.flat()) expect(code).toMatch(/^(?:[0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
  });

  it('use the whole alphabet', () => {
    const letters = new Set(Array.from({ length: 50 }, newRecoveryCodes).flat().join('').replaceAll('-', ''));
    expect(letters.size).toBe(32);
  });
});

describe('recoveryCodeHash', () => {
  const code = '4f7k-93mq-x0ta-216d';

  it('is the same however the code was typed', () => {
    const hash = recoveryCodeHash('u1', code);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    for (const typed of ['4F7K93MQX0TA216D', ' 4f7k 93mq x0ta 216d ', '4f7k–93mq–xOta–2I6d', '4f7k-93mq-x0ta-2l6d']) {
      expect(recoveryCodeHash('u1', typed)).toBe(hash);
    }
  });

  it('is another one for another account and another code', () => {
    const hashes = [
      recoveryCodeHash('u1', code),
      recoveryCodeHash('u2', code),
      recoveryCodeHash('u1', `5${code.slice(1)}`),
    ];
    expect(new Set(hashes).size).toBe(3);
  });

  it.each(['', '123456', '4f7k-93mq-x0ta', `${code}0`, '4u7k-93mq-x0ta-216d', '4f7k-93mq-x0ta-21é6'])(
    'is null for %j',
    (typed) => {
      expect(recoveryCodeHash('u1', typed)).toBeNull();
    },
  );
});
