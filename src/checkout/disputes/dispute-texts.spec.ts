import { disputeNote as noteIn, type DisputeDetails } from './dispute-texts.js';

const dispute = {
  amountCents: 10770,
  currency: 'eur',
  reason: 'product_not_received',
  status: 'needs_response',
  evidenceDueAt: new Date('2026-12-09T22:59:59Z'),
};

const disputeNote = (of: DisputeDetails, before: string | null) => noteIn(of, before, 'Europe/Paris');

describe('disputeNote', () => {
  it('says how much, why, how far it is, and until when an answer is possible', () => {
    expect(disputeNote(dispute, null)).toBe(
      'Litige bancaire : 107,70\u00a0€, motif « commande non reçue », statut « réponse attendue ». ' +
        'Réponse possible jusqu’au 9 décembre 2026.',
    );
    expect(disputeNote({ ...dispute, evidenceDueAt: null }, null)).toMatch(/« réponse attendue »\.$/);
  });

  it('says that an inquiry became a dispute, and that it has ended', () => {
    expect(disputeNote({ ...dispute, status: 'warning_needs_response' }, null)).toMatch(/^Demande d’informations de/);
    expect(disputeNote(dispute, 'warning_needs_response')).toMatch(/^La demande d’informations devient un litige/);
    expect(disputeNote({ ...dispute, status: 'lost' }, 'under_review')).toMatch(
      /^Litige bancaire clos : .*statut « perdu »\.$/,
    );
    expect(disputeNote({ ...dispute, status: 'warning_closed' }, null)).toMatch(/^Demande d’informations close : /);
  });

  it('keeps Stripe’s own words for what is new there', () => {
    expect(disputeNote({ ...dispute, reason: 'bad_weather', status: 'appeal_won' }, null)).toMatch(
      /bad_weather.*appeal_won/,
    );
  });
});
