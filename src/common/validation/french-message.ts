import type { ValidationError } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { fieldName } from './field-name.js';

/**
 * The French message of each class-validator rule. `{0}` and `{1}` are the rule's limits. A rule that isn't here uses
 * the `message` of its decorator.
 */
export const MESSAGES: Record<string, string> = {
  isString: 'doit être un texte.',
  isNotEmpty: 'est requis.',
  isDefined: 'est requis.',
  isInt: 'doit être un nombre entier.',
  isNumber: 'doit être un nombre.',
  isBoolean: 'doit être vrai ou faux.',
  isArray: 'doit être une liste.',
  isObject: 'doit être un objet.',
  isEmail: 'doit être une adresse e-mail valide.',
  isUrl: 'doit être une adresse web valide.',
  isISO8601: 'doit être une date valide.',
  isDateString: 'doit être une date valide.',
  isEnum: 'n’a pas une valeur connue.',
  isIn: 'n’a pas une valeur connue.',
  min: 'doit être au moins {0}.',
  max: 'doit être au plus {0}.',
  minLength: 'doit compter au moins {0} caractères.',
  maxLength: 'doit compter au plus {0} caractères.',
  isLength: 'doit compter entre {0} et {1} caractères.',
  matches: 'n’a pas la forme attendue.',
  arrayMinSize: 'doit contenir au moins {0} élément(s).',
  arrayMaxSize: 'doit contenir au plus {0} éléments.',
  arrayUnique: 'contient deux fois le même élément.',
  nestedValidation: 'n’a pas la forme attendue.',
  isPersonName: 'ne peut contenir ni « :// », ni « www. », ni « @ ».',
  isFreeUsername: 'est réservé à la boutique : choisissez-en un autre.',
  unknownValue: 'n’a pas la forme attendue.',
};

/** One sentence with the field's name and the problem, without the value. */
export function frenchMessage(error: ValidationError, rule: string, path: string): string {
  const { constraints, message } = metadataOf(error, rule);
  const given = error.constraints?.[rule];
  if (message !== undefined && given) return given;
  if (isMissing(error)) return `Le champ « ${fieldName(path)} » est requis.`;
  return sentence(rule, constraints, path);
}

/** @param limits of the rule */
export function sentence(rule: string, limits: unknown[] | undefined, path: string): string {
  const template = MESSAGES[rule] ?? 'n’est pas valide.';
  const text = template.replace(/\{(\d)\}/g, (_, index: string) => `${limits?.[Number(index)] as number}`);
  return `Le champ « ${fieldName(path)} » ${text}`;
}

/** Reported as missing instead of as a wrong type. */
function isMissing({ target, property }: ValidationError): boolean {
  const value: unknown = (target as Record<string, unknown> | undefined)?.[property];
  return target !== undefined && (value === undefined || value === null);
}

function metadataOf(
  { target, property }: ValidationError,
  rule: string,
): { constraints?: unknown[]; message?: unknown } {
  if (!target) return {};
  const all = getMetadataStorage().getTargetValidationMetadatas(target.constructor, '', false, false);
  return all.find((meta) => meta.propertyName === property && (meta.name === rule || meta.type === rule)) ?? {};
}
