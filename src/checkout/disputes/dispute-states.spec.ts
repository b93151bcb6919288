import { isNews } from './dispute-states.js';

describe('isNews', () => {
  it.each([
    [null, 'needs_response'],
    [null, 'under_review'],
    ['warning_needs_response', 'needs_response'],
    ['warning_under_review', 'under_review'],
    ['warning_closed', 'needs_response'],
    ['under_review', 'needs_response'],
    ['under_review', 'won'],
    ['needs_response', 'lost'],
    ['lost', 'appeal_needs_response'],
    ['needs_response', 'a_new_status'],
  ])('of %s to %s the shop is told', (before, now) => {
    expect(isNews(before, now)).toBe(true);
  });

  it.each([
    ['needs_response', 'needs_response'],
    ['needs_response', 'under_review'],
    ['warning_needs_response', 'warning_under_review'],
    ['appeal_needs_response', 'appeal_under_review'],
  ])('of %s to %s it is not', (before, now) => {
    expect(isNews(before, now)).toBe(false);
  });
});
