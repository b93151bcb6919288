import { offeredMethods } from './payment-methods.js';

const configured = ['card', 'sepa_debit', 'paypal', 'multibanco'];

it('offers all while more than three units of each article are left', () => {
  expect(offeredMethods(configured, 4)).toEqual(configured);
});

it.each([3, 0])('offers no delayed method when %i units are left', (unitsLeft) => {
  expect(offeredMethods(configured, unitsLeft)).toEqual(['card', 'paypal']);
});

it('offers the card when all are delayed', () => {
  expect(offeredMethods(['sepa_debit'], 3)).toEqual(['card']);
});
