import { money } from '../../common/money.js';
import type { MailContent } from './content.js';
import { french } from './french.js';
import { renderHtml } from './render-html.js';
import { renderText } from './render-text.js';

const EVIL = `<script>alert("x")</script> & 'y'`;
const ESCAPED = '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;';
const content: MailContent = {
  heading: `1 ${EVIL}`,
  blocks: [
    { text: `2 ${EVIL}` },
    { lines: [`3 ${EVIL}`, `4 ${EVIL}`] },
    { link: { label: `5 ${EVIL}`, url: `https://shop.example/?6=${EVIL}` } },
    { table: { rows: [[`7 ${EVIL}`, `8 ${EVIL}`]], total: [`9 ${EVIL}`, `10 ${EVIL}`] } },
    { note: `11 ${EVIL}`, link: { label: `13 ${EVIL}`, url: `https://shop.example/?14=${EVIL}` } },
  ],
};

describe('a mail’s two parts', () => {
  it('hold every value, escaped in HTML and as it is in plain text', () => {
    const html = renderHtml(content, [`12 ${EVIL}`]);
    const text = renderText(content, [`12 ${EVIL}`]);
    for (const place of ['1 ', '2 ', '3 ', '4 ', '5 ', '6=', '7 ', '8 ', '9 ', '10 ', '11 ', '12 ', '13 ', '14=']) {
      expect(html).toContain(place + ESCAPED);
      expect(text).toContain(place + EVIL);
    }
    expect(html).not.toMatch(/<script|alert\("/);
    // No attribute ends before it should: every tag is one of the frame's.
    expect(new Set(html.match(/<\/?[a-z0-9]+/g))).toEqual(new Set(html.match(FRAME)));
  });

  it('have the URL of a link alone on its line in plain text', () => {
    const blocks = [{ link: { label: 'Voir', url: 'https://shop.example/orders/1?token=a.b' } }];
    expect(renderText({ heading: 'H', blocks }, [])).toMatch(/^https:\/\/shop\.example\/orders\/1\?token=a\.b$/m);
  });
});

const FRAME = /<\/?(?:html|head|meta|title|body|div|p|h1|a|br|table|tr|td)\b/g;

describe('money', () => {
  it.each([
    [1290, 'EUR', '12,90\u00a0€'],
    [0, 'EUR', '0,00\u00a0€'],
    [-500, 'EUR', '\u22125,00\u00a0€'],
    [123_456_789, 'EUR', '1\u202f234\u202f567,89\u00a0€'],
    [1290, 'eur', '12,90\u00a0€'],
    [1290, 'JPY', '1\u202f290\u00a0JPY'],
  ])('writes %i %s as %s', (amount, currency, text) => {
    expect(money(amount, currency)).toBe(text);
  });
});

describe('french', () => {
  it('keeps punctuation and the word before it on one line, and leaves values alone', () => {
    expect(french`Merci ! Déjà ? Oui : « ${'a : b !'} » ; fin.`).toBe(
      'Merci\u202f! Déjà\u202f? Oui\u00a0: «\u00a0a : b !\u00a0»\u202f; fin.',
    );
  });
});
