import fc from 'fast-check';
import { disarm, isFormula, rearm } from './formulas.js';

describe('disarm', () => {
  it.each(['=1+1', '+33 6', '-5', '@SUM(A1)', '\tx', '＝1'])('makes a text of %j', (text) => {
    expect(isFormula(text)).toBe(true);
    expect(disarm(text)).toBe(`'${text}`);
  });

  it.each(['Pikachu', "l'œuvre", "'quoted'", '12,50', ''])('leaves %j as it is', (text) => {
    expect(disarm(text)).toBe(text);
  });

  it('is undone by rearm, whatever the text, and leaves no formula', () => {
    const texts = fc.oneof(fc.string(), fc.stringMatching(/^'{0,3}[=+\-@]?[a-z]{0,3}$/));
    fc.assert(
      fc.property(texts, (text) => {
        expect(isFormula(disarm(text))).toBe(false);
        expect(rearm(disarm(text))).toBe(text);
      }),
    );
  });
});
