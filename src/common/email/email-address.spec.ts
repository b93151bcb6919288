import { isEmailAddress, isPlainAddress, normaliseEmail } from './email-address.js';

describe('normaliseEmail', () => {
  it.each([
    ['  Sacha+Tag@Example.COM ', 'sacha+tag@example.com'],
    ['m@café.fr', 'm@xn--caf-dma.fr'],
    ['m@CAFÉ.fr', 'm@xn--caf-dma.fr'],
    ['m@cafe\u0301.fr', 'm@xn--caf-dma.fr'],
    ['m@XN--CAF-DMA.fr', 'm@xn--caf-dma.fr'],
    ['ｍ＠ｃａｆé．ｆｒ', 'm@xn--caf-dma.fr'],
    ['m@exemple。fr', 'm@exemple.fr'],
    ['josé@example.com', 'josé@example.com'],
    ['jose\u0301@example.com', 'josé@example.com'],
    ['m@faß.de', 'm@xn--fa-hia.de'],
  ])('%s is %s', (text, address) => {
    expect(normaliseEmail(text)).toBe(address);
    expect(normaliseEmail(address)).toBe(address);
  });

  it.each(['m@a.fr/x', 'm@a.fr?x', 'm@a.fr#x', 'm@%61.fr', 'm@a b.fr', 'm@é é.fr', 'café', '@', 'a@'])(
    'makes no address of %s',
    (text) => expect(normaliseEmail(text)).toBe(text),
  );
});

describe('isEmailAddress', () => {
  it.each(['m@xn--caf-dma.fr', "o'connor@example.com", 'josé@example.com', 'a.b+c_d-e@sub.example.co.uk'])(
    'takes %s',
    (text) => expect(isEmailAddress(text)).toBe(true),
  );

  it.each([
    ['"a b"@example.com', 'quoted'],
    ['"ab"@example.com', 'quoted'],
    ['a@b@example.com', 'two signs'],
    ['a,b@example.com', 'a list'],
    ['Sacha <a@example.com>', 'a name'],
    ['a\u3000b@example.com', 'a wide space'],
    ['a\u2028b@example.com', 'a line'],
    ['a@localhost', 'no top level'],
    ['a@127.0.0.1', 'a number'],
    ['a@[127.0.0.1]', 'a literal'],
    [`${'a'.repeat(250)}@b.fr`, 'too long'],
    ['', 'empty'],
    [null, 'nothing'],
    [['a@example.com'], 'a list of one'],
  ])('refuses %j: %s', (value: unknown, _reason) => expect(isEmailAddress(value)).toBe(false));

  it('and normaliseEmail take no time for a million characters', () => {
    const texts = [
      'a'.repeat(1e6),
      '@'.repeat(1e6),
      `a@${'é.'.repeat(5e5)}`,
      ' '.repeat(1e6),
      `e${'\u0301\u0316'.repeat(5e5)}@a`,
    ];
    const began = performance.now();
    for (const text of texts) isEmailAddress(normaliseEmail(text));
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('isPlainAddress', () => {
  it.each(['camille@example.test', 'c.d+tag@sub.example.test', 'boutique@localhost', 'zoé@exemple.test'])(
    'takes %s',
    (address) => {
      expect(isPlainAddress(address)).toBe(true);
    },
  );

  it.each([
    'a@b@c.test',
    '"a b"@c.test',
    'a@b.test;c@d.test',
    'a@b.test ',
    'g: a@b.test;',
    `a@b.test\u0000`,
    '@',
    'a@',
  ])('refuses %j', (address) => {
    expect(isPlainAddress(address)).toBe(false);
  });

  it('refuses what is longer than an address may be', () => {
    expect(isPlainAddress(`${'a'.repeat(250)}@b.test`)).toBe(false);
  });
});
