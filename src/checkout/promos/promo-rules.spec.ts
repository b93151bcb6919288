import { discountOf, lastMomentOf, refusalOf, withoutFloatNoise, type PromoConditions } from './promo-rules.js';

const percent = (value: number, maxDiscount: number | null = null) => ({
  type: 'PERCENTAGE' as const,
  value,
  maxDiscount,
});
const fixed = (value: number, maxDiscount: number | null = null) => ({ type: 'FIXED' as const, value, maxDiscount });

describe('discountOf', () => {
  it.each([
    [percent(10), 5490, 549],
    [percent(10), 5499, 549],
    [percent(33), 100, 33],
    [percent(1), 99, 0],
    [percent(100), 4990, 4990],
    [percent(50, 2000), 5000, 2000],
    [percent(50, 2000), 3000, 1500],
    [percent(10), 0, 0],
    [fixed(500), 5490, 500],
    [fixed(500), 499, 499],
    [fixed(500, 300), 5490, 300],
    [fixed(500, 300), 200, 200],
    [percent(29), 100_000_000, 29_000_000],
  ])('of %j on %i cents is %i', (promo, goods, cents) => expect(discountOf(promo, goods)).toBe(cents));
});

describe('refusalOf', () => {
  const promo: PromoConditions = {
    isActive: true,
    validFrom: new Date('2026-11-10T00:00:00Z'),
    validUntil: new Date('2026-11-20T23:59:59.999Z'),
    minPurchase: 3000,
    usageLimit: 5,
    usedCount: 2,
    reservedCount: 2,
  };
  const during = new Date('2026-11-15T12:00:00Z');
  const codeOf = (changes: Partial<PromoConditions>, goods = 3000, now = during) =>
    refusalOf({ ...promo, ...changes }, goods, now)?.code;

  it('finds nothing wrong with one in its days, with goods and a use left', () => expect(codeOf({})).toBeUndefined());

  it.each([
    ['2026-11-09T23:59:59.999Z', 'PROMO_EXPIRED'],
    ['2026-11-10T00:00:00.000Z', undefined],
    ['2026-11-20T23:59:59.999Z', undefined],
    ['2026-11-21T00:00:00.000Z', 'PROMO_EXPIRED'],
  ])('at %s says %s', (now, code) => expect(codeOf({}, 3000, new Date(now))).toBe(code));

  it('asks for the minimum itself', () => {
    expect(codeOf({}, 2999)).toBe('MIN_PURCHASE_NOT_MET');
    expect(codeOf({ minPurchase: null }, 0)).toBeUndefined();
    expect(refusalOf(promo, 2999, during)?.text).toMatch(/30,00\s€/);
  });

  it('counts paid and reserved uses', () => {
    expect(codeOf({ usedCount: 3 })).toBe('PROMO_LIMIT_REACHED');
    expect(codeOf({ usedCount: 0, reservedCount: 5 })).toBe('PROMO_LIMIT_REACHED');
    expect(codeOf({ usageLimit: null, usedCount: 1000 })).toBeUndefined();
    expect(refusalOf({ ...promo, usedCount: 3 }, 3000, during, 4)).toBeNull();
  });

  it('names what comes first: switched off, its days, the minimum, the limit', () => {
    const late = new Date('2027-01-01T00:00:00Z');
    expect(codeOf({ isActive: false, usedCount: 9 }, 0, late)).toBe('PROMO_INACTIVE');
    expect(codeOf({ usedCount: 9 }, 0, late)).toBe('PROMO_EXPIRED');
    expect(codeOf({ usedCount: 9 }, 0)).toBe('MIN_PURCHASE_NOT_MET');
  });
});

describe('lastMomentOf', () => {
  it.each([
    ['2026-12-31T00:00:00.000Z', '2026-12-31T23:59:59.999Z'],
    ['2026-12-31T23:59:59.999Z', '2026-12-31T23:59:59.999Z'],
    ['2026-12-31T00:00:00.001Z', '2026-12-31T00:00:00.001Z'],
    ['2028-02-29T00:00:00.000Z', '2028-02-29T23:59:59.999Z'],
    ['2026-12-31T00:00:00Z', '2026-12-31T23:59:59.999Z'],
    ['2026-12-31', '2026-12-31T23:59:59.999Z'],
    ['2026-11-28T01:00:00+01:00', '2026-11-28T00:00:00.000Z'],
    ['2026-11-28T00:00:00+00:00', '2026-11-28T00:00:00.000Z'],
    ['2026-11-28T00:00:00+02:00', '2026-11-27T22:00:00.000Z'],
  ])('of %s is %s', (given, last) => expect(lastMomentOf(given).toISOString()).toBe(last));
});

describe('withoutFloatNoise', () => {
  it.each([4.35, 19.99, 1.1, 29.29, 0.07, 1_000_000.01 - 0.01])('finds the cents of %d euros', (euros) =>
    expect(withoutFloatNoise(euros * 100)).toBe(Math.round(euros * 100)),
  );

  it.each([99.5, 0.4, 434.99, 434.9999, NaN, Infinity])('leaves %d as it is', (cents) =>
    expect(withoutFloatNoise(cents)).toBe(cents),
  );
});
