import * as v from 'valibot';
import { ApiError } from '../api-error.js';
import type { Form } from './form.js';

/** The schema of a parameter. */
export type Schema = v.GenericSchema;
type Entries = Record<string, Schema>;
type Optional<E extends Entries> = { [K in keyof E]: v.OptionalSchema<E[K], undefined> };

/**
 * Checks and converts the parameters of a call.
 * @throws ApiError for the first problem, in Stripe's words
 */
export function parseParams<S extends Schema>(schema: S, form: Form): v.InferOutput<S> {
  const result = v.safeParse(schema, form, { abortPipeEarly: true });
  if (result.success) return result.output;
  throw toApiError(result.issues.find(isUnknown) ?? result.issues[0]);
}

/** Named parameters. An unknown one is refused, as Stripe does. */
export function object<O extends Entries>(optional: O): v.StrictObjectSchema<Optional<O>, undefined>;
export function object<O extends Entries, R extends Entries>(
  optional: O,
  required: R,
): v.StrictObjectSchema<Optional<O> & R, undefined>;
export function object(optional: Entries, required: Entries = {}): v.StrictObjectSchema<Entries, undefined> {
  const entries = Object.entries(optional).map(([name, schema]) => [name, v.optional(schema)] as const);
  // Without a prototype, so that `toString` is unknown as well.
  return v.strictObject(Object.assign(Object.create(null) as Entries, Object.fromEntries(entries), required));
}

/** `a[0]`, `a[1]`, … or `a[]`. */
export function list<S extends Schema>(
  item: S,
  { min = 1, max = 100, tooMany = '' } = {},
): v.GenericSchema<unknown, v.InferOutput<S>[]> {
  return v.pipe(
    v.unknown(),
    v.transform(inOrder),
    v.array(v.unknown(), 'Invalid array'),
    v.minLength(min),
    v.maxLength(max, tooMany),
    v.array(item),
  );
}

/** A parameter of Stripe that the sandbox does not simulate: an error instead of silently ignoring it. */
export const notSimulated = v.never();

/** A rule with Stripe's message and error code. */
export function check<T>(holds: (value: T) => boolean, message: (value: T) => string, code?: string) {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    // The issue has no field for a code.
    if (dataset.typed && !holds(dataset.value)) addIssue({ message: message(dataset.value), expected: code ?? '' });
  });
}

/** The values of `{ 0: …, 1: … }`; anything else stays what it is. */
function inOrder(value: unknown): unknown {
  if (value === '') return [];
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.some(([name]) => !/^\d{1,6}$/.test(name))) return value;
  return entries.toSorted(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner as unknown);
}

function isUnknown({ type, expected }: v.BaseIssue<unknown>): boolean {
  return type === 'strict_object' && expected === 'never';
}

function toApiError(issue: v.BaseIssue<unknown>): ApiError {
  const { type, message, expected, input, requirement } = issue;
  const param = nameOf(issue);
  switch (type) {
    case 'strict_object':
      if (isUnknown(issue)) {
        return new ApiError(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
      }
      if (input === undefined) {
        return new ApiError(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
      }
      return new ApiError(input === '' ? emptyText(param) : 'Invalid object', { param });
    case 'non_empty':
    case 'min_length':
      return new ApiError(emptyText(param), { code: 'parameter_invalid_empty', param });
    case 'max_length':
      if (Array.isArray(input)) {
        const tooMany = `Array ${param} exceeded maximum ${String(requirement)} allowed elements.`;
        return new ApiError(message || tooMany, { param });
      }
      return new ApiError(`Invalid string: must be at most ${String(requirement)} characters`, {
        code: 'parameter_invalid_string_too_long',
        param,
      });
    // The latter for a switch that must stay off.
    case 'never':
    case 'literal':
      return new ApiError(`The sandbox does not simulate the parameter ${param}.`, { param });
    case 'picklist':
      return new ApiError(`Invalid ${labelOf(param)}: ${message}`, { param });
    case 'raw_check':
      return new ApiError(message, { ...(expected && { code: expected }), param });
    default:
      return new ApiError(message, { param });
  }
}

/** `line_items[0][quantity]` */
function nameOf({ path = [] as never }: v.BaseIssue<unknown>): string {
  return path.map(({ key }, index) => (index === 0 ? String(key) : `[${String(key)}]`)).join('');
}

/** The last name in brackets that is no number. */
function labelOf(param: string): string {
  return param.replace(/.*\[(\D[^\]]*)\].*$/, '$1');
}

function emptyText(param: string): string {
  return (
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; ` +
    `however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`
  );
}
