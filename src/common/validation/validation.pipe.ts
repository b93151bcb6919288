import { ValidationPipe, type ValidationError } from '@nestjs/common';
import type { ErrorDetail } from '../errors/domain-error.js';
import { InvalidFieldsError } from '../errors/validation.error.js';
import { frenchMessage } from './french-message.js';

/** Turns body, query and params into DTO classes, or refuses with every field that is wrong, in French. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    transform: true,
    // A field that a transform made absent takes the class's default, as one that was never there.
    transformOptions: { exposeUnsetFields: false },
    stopAtFirstError: true,
    // `target` is what the messages read limits from; neither it nor a value ever gets into an answer.
    validationError: { target: true, value: false },
    exceptionFactory: (errors) => new InvalidFieldsError(toDetails(errors)),
  });
}

/** Flattens nested errors to dotted paths, in the order of the fields. */
export function toDetails(errors: ValidationError[], parent = ''): ErrorDetail[] {
  return errors.flatMap((error) => {
    const path = parent ? `${parent}.${error.property}` : error.property;
    const own = Object.keys(error.constraints ?? {}).map((rule) => ({ path, msg: frenchMessage(error, rule, path) }));
    return [...own, ...toDetails(error.children ?? [], path)];
  });
}
