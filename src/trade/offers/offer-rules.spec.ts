import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import { CARDS_MAX_BYTES, checkSize, receiverOf } from './offer-rules.js';

describe('receiverOf', () => {
  it('takes an id as it is and a username in any case', () => {
    expect(receiverOf({ receiverId: 'Abc', receiverUsername: null })).toEqual({ id: 'Abc' });
    expect(receiverOf({ receiverUsername: 'Ondine_7' })).toEqual({ usernameKey: 'ondine_7' });
  });

  it.each([
    ['receiverId', {}],
    ['receiverId', { receiverId: null, receiverUsername: null }],
    ['receiverUsername', { receiverId: 'a', receiverUsername: 'b' }],
  ])('refuses neither and both, naming %s', (path, given) => {
    expect.assertions(2);
    try {
      receiverOf(given);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidFieldsError);
      expect((error as InvalidFieldsError).details).toEqual([{ path, msg: expect.any(String) }]);
    }
  });
});

describe('checkSize', () => {
  /** A list whose JSON, without its brackets, has so many bytes. */
  const cards = (bytes: number, letter = 'x') => [{ n: letter.repeat((bytes - 8) / Buffer.byteLength(letter)) }];

  it('lets 16 KB pass and not a byte more, both sides together', () => {
    // Two brackets and a comma are the rest.
    expect(() => checkSize(cards(8_000), cards(CARDS_MAX_BYTES - 8_003))).not.toThrow();
    expect(() => checkSize(cards(8_001), cards(CARDS_MAX_BYTES - 8_003))).toThrow(InvalidFieldsError);
  });

  it('counts bytes, not characters', () => {
    expect(() => checkSize(cards(16_008, 'é'), [{}])).not.toThrow();
    expect(() => checkSize(cards(16_408, 'é'), [{}])).toThrow(InvalidFieldsError);
  });
});
