import { inCardOrder } from './card-order.js';

const card = (number: string, rarity: string | null = null) => ({ id: `x-${number}`, number, rarity });
const numbers = (cards: { number: string }[]) => cards.map(({ number }) => number);

describe('inCardOrder', () => {
  it('compares numbers as numbers, at any position', () => {
    const cards = ['10', '2', 'TG10', '1', 'TG2', '010a', '!'].map((number) => card(number));
    expect(numbers(inCardOrder(cards))).toEqual(['!', '1', '2', '10', '010a', 'TG2', 'TG10']);
  });

  it('puts rarity before number, unknown first', () => {
    const cards = [card('1', 'Hyper rare'), card('2', 'Commune'), card('9'), card('3', 'Rare'), card('10', 'Commune')];
    expect(numbers(inCardOrder(cards))).toEqual(['9', '2', '10', '3', '1']);
  });

  it('leaves what it was given as it was', () => {
    const cards = [card('2'), card('1')];
    inCardOrder(cards);
    expect(numbers(cards)).toEqual(['2', '1']);
  });
});
