import { ApiError } from '../api/api-error.js';
import { emptyForm, type Form } from './form.js';

/** How one parameter has to look, and what it becomes. Optional unless wrapped in `must`. */
export interface Rule<T> {
  readonly must?: boolean;
  check(value: Form, param: string): T;
}
export interface MustRule<T> extends Rule<T> {
  readonly must: true;
}
export type Shape = Record<string, Rule<unknown>>;
export type Params<S extends Shape> = {
  [K in keyof S]: S[K] extends MustRule<infer T> ? T : S[K] extends Rule<infer T> ? T | undefined : never;
};

export function must<T>(rule: Rule<T>): MustRule<T> {
  return { ...rule, must: true };
}

/** Named parameters; one that the table doesn't know is refused, as Stripe does. */
export function object<S extends Shape>(shape: S): Rule<Params<S>> {
  return {
    check(value, param) {
      if (typeof value === 'string') {
        throw new ApiError(value === '' ? emptyText(param) : 'Invalid object', { param });
      }
      const inside = (name: string): string => (param ? `${param}[${name}]` : name);
      const unknown = Object.keys(value).find((name) => !Object.hasOwn(shape, name));
      if (unknown !== undefined) {
        const name = inside(unknown);
        throw new ApiError(`Received unknown parameter: ${name}`, { code: 'parameter_unknown', param: name });
      }
      const checked = Object.entries(shape).map(([name, rule]) => {
        const given = value[name];
        if (given !== undefined) return [name, rule.check(given, inside(name))] as const;
        if (rule.must) {
          const missing = inside(name);
          throw new ApiError(`Missing required param: ${missing}.`, { code: 'parameter_missing', param: missing });
        }
        return [name, undefined] as const;
      });
      return Object.fromEntries(checked) as Params<S>;
    },
  };
}

/** `a[0]`, `a[1]`, … or `a[]`. */
export function list<T>(rule: Rule<T>, { min = 1, max = 100, tooMany = '' } = {}): Rule<T[]> {
  return {
    check(value, param) {
      const entries = Object.entries(value === '' ? emptyForm() : value);
      if ((typeof value === 'string' && value !== '') || entries.some(([name]) => !/^\d{1,6}$/.test(name))) {
        throw new ApiError('Invalid array', { param });
      }
      if (entries.length < min) throw new ApiError(emptyText(param), { code: 'parameter_invalid_empty', param });
      if (entries.length > max) {
        throw new ApiError(tooMany || `Array ${param} exceeded maximum ${max} allowed elements.`, { param });
      }
      return entries
        .toSorted(([a], [b]) => Number(a) - Number(b))
        .map(([name, inner]) => rule.check(inner, `${param}[${name}]`));
    },
  };
}

/** A parameter of Stripe's that the sandbox has no part of: said, instead of silently left out. */
export const notSimulated: Rule<never> = {
  check(_value, param) {
    throw new ApiError(`The sandbox does not simulate the parameter ${param}.`, { param });
  },
};

export function emptyText(param: string): string {
  return (
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; ` +
    `however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`
  );
}
