import { planDeliveries } from './delivery-plan.js';

describe('planDeliveries', () => {
  const sent = (plan: ReturnType<typeof planDeliveries>) =>
    plan.map(({ index, state, afterMs }) => `${index} ${state} ${afterMs}`);

  it.each([
    ['once', ['0 due 0', '1 due 0']],
    ['twice', ['0 due 0', '0 due 0', '1 due 0', '1 due 0']],
    ['late', ['0 due 3000', '1 due 3000']],
    ['out_of_order', ['1 due 0', '0 due 0']],
    ['none', ['0 held 0', '1 held 0']],
  ] as const)('plans two events %s', (mode, expected) => {
    expect(sent(planDeliveries(2, { mode, lateSeconds: 3 }))).toEqual(expected);
  });

  it('holds what is to go out of order until the rest is there', () => {
    expect(sent(planDeliveries(1, { mode: 'out_of_order' }, true))).toEqual(['0 held 0']);
  });
});
