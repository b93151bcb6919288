import { getMetadataStorage } from 'class-validator';
import type { ErrorDetail } from '../errors/domain-error.js';

const strict = new WeakSet<object>();

/**
 * Refuses query parameters that the class does not have: a misspelt one would be ignored, and the answer be about
 * something else. Not for links in mails: mail programs add parameters.
 */
export function KnownParametersOnly(): ClassDecorator {
  return (target) => void strict.add(target);
}

/** @returns a detail that names the parameters that there are, unless the query has only those */
export function unknownParameters(query: unknown, form: (new (...args: never[]) => object) | undefined): ErrorDetail[] {
  if (!form || !strict.has(form)) return [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(form, '', false, false);
  const known = new Set(rules.map(({ propertyName }) => propertyName));
  if (Object.keys(query ?? {}).every((name) => known.has(name))) return [];
  return [{ path: 'query', msg: `Un paramètre est inconnu. Possibles : ${[...known].join(', ')}.` }];
}
