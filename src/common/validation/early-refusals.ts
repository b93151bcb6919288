import { ARRAY_MAX_SIZE, getMetadataStorage, IS_LENGTH, MAX_LENGTH, ValidationTypes } from 'class-validator';
import type { ErrorDetail } from '../errors/domain-error.js';
import { sentence } from './french-message.js';

/** Rules of size, with the place of the largest among their constraints. */
const LARGEST: Record<string, number> = { [ARRAY_MAX_SIZE]: 0, [MAX_LENGTH]: 0, [IS_LENGTH]: 1 };

/** A character counts as one, and takes up to so many: a surrogate pair and what selects its variation. */
const UNITS_PER_CHARACTER = 4;

/** class-validator is quick about shorter ones. */
const LONG_TEXT = 1000;

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/**
 * What must not reach class-validator, because it applies all rules to all elements and characters, however many there
 * are: lists that are longer than their class allows, texts that are longer by far, and lists where an object is due,
 * into which it would go.
 */
export function earlyRefusals(body: unknown, form: (new (...args: never[]) => object) | undefined): ErrorDetail[] {
  const fields = Object.entries(body ?? {}).filter(
    ([, value]) => Array.isArray(value) || (typeof value === 'string' && value.length > LONG_TEXT),
  ) as [string, string | unknown[]][];
  if (!form || !fields.length) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(form, '', false, false);
  return fields.flatMap(([path, value]) => {
    const own = rules.filter(({ propertyName }) => propertyName === path);
    return tooLarge(path, value, own) ?? misplacedList(path, value, own) ?? [];
  });
}

function tooLarge(path: string, value: string | unknown[], rules: Rule[]): ErrorDetail | undefined {
  const rule = rules.find(({ name }) => name !== undefined && name in LARGEST);
  if (!rule) return undefined;
  const limits = rule.constraints as number[];
  const largest = limits[LARGEST[rule.name!]!]! * (Array.isArray(value) ? 1 : UNITS_PER_CHARACTER);
  return value.length > largest ? { path, msg: sentence(rule.name!, limits, path) } : undefined;
}

function misplacedList(path: string, value: string | unknown[], rules: Rule[]): ErrorDetail | undefined {
  const nested = rules.find(({ type }) => type === ValidationTypes.NESTED_VALIDATION);
  if (!nested || !Array.isArray(value)) return undefined;
  if (!nested.each) return { path, msg: sentence('isObject', [], path) };
  const index = value.findIndex((element) => Array.isArray(element));
  const at = `${path}.${index}`;
  return index < 0 ? undefined : { path: at, msg: sentence('nestedValidation', [], at) };
}
