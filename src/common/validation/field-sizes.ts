import { ARRAY_MAX_SIZE, getMetadataStorage, IS_LENGTH, MAX_LENGTH } from 'class-validator';
import type { ErrorDetail } from '../errors/domain-error.js';
import { sentence } from './french-message.js';

/** Rules of size, with the place of the largest among their constraints. */
const LARGEST: Record<string, number> = { [ARRAY_MAX_SIZE]: 0, [MAX_LENGTH]: 0, [IS_LENGTH]: 1 };

/** A character counts as one, and takes up to so many: a surrogate pair and what selects its variation. */
const UNITS_PER_CHARACTER = 4;

/** class-validator is quick about shorter ones. */
const LONG_TEXT = 1000;

/**
 * @returns a detail for each list of a body that is longer than its class allows, and for each text that is longer by
 *   far: class-validator applies all rules to all elements and characters, however many there are
 */
export function tooLargeFields(body: unknown, form: (new (...args: never[]) => object) | undefined): ErrorDetail[] {
  const large = Object.entries(body ?? {}).filter(
    (entry): entry is [string, string | unknown[]] =>
      Array.isArray(entry[1]) || (typeof entry[1] === 'string' && entry[1].length > LONG_TEXT),
  );
  if (!form || !large.length) return [];
  const rules = getMetadataStorage()
    .getTargetValidationMetadatas(form, '', false, false)
    .filter(({ name }) => name !== undefined && name in LARGEST);
  return large.flatMap(([path, value]) => {
    const rule = rules.find(({ propertyName }) => propertyName === path);
    if (!rule) return [];
    const limits = rule.constraints as number[];
    const largest = limits[LARGEST[rule.name!]!]! * (Array.isArray(value) ? 1 : UNITS_PER_CHARACTER);
    return value.length > largest ? [{ path, msg: sentence(rule.name!, limits, path) }] : [];
  });
}
