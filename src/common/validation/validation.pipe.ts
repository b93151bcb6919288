import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import type { ErrorDetail } from '../errors/domain-error.js';
import { InvalidFieldsError } from '../errors/validation.error.js';
import { frenchMessage } from './french-message.js';
import { earlyRefusals } from './early-refusals.js';
import { unknownParameters } from './known-parameters.js';

/** Refuses what is far too large, or has lists in wrong places, before class-validator looks at all of it. */
class BoundedValidationPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { metatype } = metadata;
    const details = [...earlyRefusals(value, metatype), ...unknownParameters(value, metatype)];
    if (details.length) throw new InvalidFieldsError(details);
    return super.transform(value, metadata);
  }
}

/** Turns body, query and params into DTO classes, or refuses with every field that is wrong, in French. */
export function validationPipe(): ValidationPipe {
  return new BoundedValidationPipe({
    whitelist: true,
    transform: true,
    // A field that a transform made absent takes the class's default, as one that was never there.
    transformOptions: { exposeUnsetFields: false },
    // `target` is what the messages read limits from; neither it nor a value ever gets into an answer.
    validationError: { target: true, value: false },
    exceptionFactory: (errors) => new InvalidFieldsError(toDetails(errors)),
  });
}

/** Of several broken rules the one that a person would name: that a text is no number, not that it isn't below 100. */
const TYPES =
  /^(?:isDefined|isNotEmpty|isString|isInt|isNumber|isBoolean|isArray|isObject|nestedValidation|isEnum|isIn)$/;

function firstRule({ constraints = {} }: ValidationError): string[] {
  const rules = Object.keys(constraints);
  return [rules.find((rule) => TYPES.test(rule)) ?? rules[0]].filter((rule) => rule !== undefined);
}

/** Flattens nested errors to dotted paths, in the order of the fields. */
export function toDetails(errors: ValidationError[], parent = ''): ErrorDetail[] {
  return errors.flatMap((error) => {
    const path = parent ? `${parent}.${error.property}` : error.property;
    const own = firstRule(error).map((rule) => ({ path, msg: frenchMessage(error, rule, path) }));
    // What isn't even a list has no elements to complain about.
    return own.length ? own : toDetails(error.children ?? [], path);
  });
}
