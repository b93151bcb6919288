import type { Mail } from '../mail.js';
import { oneLine } from './one-line.js';
import { outgoingMail } from './outgoing-mail.js';

const sender = { from: 'BoulevardTCG <boutique@shop.example>', shopAddress: 'contact@shop.example', isTest: false };
const mail: Mail = { to: 'camille@example.test', subject: 'Bonjour', content: { heading: 'H', blocks: [] } };
const outgoing = (changes: Partial<Mail> = {}) => outgoingMail({ id: 'mail1' }, { ...mail, ...changes }, sender);

describe('outgoingMail', () => {
  it('says in its subject and both parts that the shop takes no real money, while it is a test', () => {
    const test = outgoingMail({ id: 'mail1' }, mail, { ...sender, isTest: true });
    expect(test?.subject).toBe('[TEST] Bonjour');
    expect(test?.text).toContain('Ceci est un test');
    expect(test?.html).toContain('Ceci est un test');
    expect(outgoing()?.subject).toBe('Bonjour');
  });

  it('has the same Message-ID every time, of the sender’s domain', () => {
    expect(outgoing()?.messageId).toBe('<mail1@shop.example>');
    const plain = outgoingMail({ id: 'mail1' }, mail, { ...sender, from: 'boutique@shop.example' });
    expect(plain?.messageId).toBe('<mail1@shop.example>');
  });

  it('sends answers to the shop unless the mail says otherwise', () => {
    expect(outgoing()?.replyTo).toEqual({ address: 'contact@shop.example', name: '' });
    expect(outgoing({ replyTo: 'sacha@example.test' })?.replyTo).toEqual({ address: 'sacha@example.test', name: '' });
    expect(outgoing({ replyTo: 'a@b.test, c@d.test' })?.replyTo).toEqual({ address: 'contact@shop.example', name: '' });
  });

  it('is nothing for an address that is more than one, or none', () => {
    for (const to of ['', 'camille', 'a@b.test, c@d.test', 'a@b.test\r\nBcc: c@d.test', '<a@b.test>', 'A <a@b.test>']) {
      expect(outgoing({ to })).toBeNull();
    }
  });
});

describe('oneLine', () => {
  it('leaves no line break, of whatever kind, and a bounded length', () => {
    expect(oneLine('Sujet\r\nBcc: x@y.test\u2028\u0085fin\t.')).toBe('Sujet Bcc: x@y.test fin .');
    expect(oneLine('é'.repeat(300))).toHaveLength(200);
  });
});
