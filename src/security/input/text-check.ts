import type { InputStep } from '../entries.js';
import { hasLongRunOfMarks } from './combining-marks.js';
import { PayloadTooComplexError } from './input.errors.js';

/** Fields have lower limits, the largest 10,000. */
export const MAX_TEXT_LENGTH = 100_000;
export const MAX_KEY_LENGTH = 100;

/** Refuses what the following steps would take long over: passwords and tokens too. */
export const textCheck: InputStep =
  () =>
  ({ key, value }) => {
    if (key.length > MAX_KEY_LENGTH) throw new PayloadTooComplexError('key length');
    if (hasLongRunOfMarks(key)) throw new PayloadTooComplexError('marks');
    if (typeof value !== 'string') return;
    if (value.length > MAX_TEXT_LENGTH) throw new PayloadTooComplexError('text length');
    if (hasLongRunOfMarks(value)) throw new PayloadTooComplexError('marks');
  };
