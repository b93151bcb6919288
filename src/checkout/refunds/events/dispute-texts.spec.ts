import { disputeNote } from './dispute-texts.js';

const dispute = { amount: 10770, currency: 'eur', reason: 'product_not_received', status: 'needs_response' };

describe('disputeNote', () => {
  it('says how much, why, and how far it is', () => {
    expect(disputeNote(dispute, false)).toBe(
      'Litige bancaire : 107,70\u00a0€, motif « commande non reçue », statut « réponse attendue ».',
    );
    expect(disputeNote({ ...dispute, status: 'lost' }, true)).toMatch(/^Litige bancaire clos : .*statut « perdu »\.$/);
  });

  it('keeps Stripe’s own words for what is new there', () => {
    expect(disputeNote({ ...dispute, reason: 'bad_weather', status: 'appeal_won' }, false)).toMatch(
      /bad_weather.*appeal_won/,
    );
  });
});
