import { ApiError } from '../api-error.js';

/** A form's value: a text, or more of them under names (`a[b]`) or numbers (`a[0]`). */
export type Form = string | FormObject;
export interface FormObject {
  [name: string]: Form;
}

const KEY = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;
const MAX_DEPTH = 10;

/**
 * Reads a body or query string with brackets, as Stripe's API takes them.
 * @throws ApiError for a name with unbalanced brackets, or one that is a text and an object at once
 */
export function parseForm(text: string): FormObject {
  const root = emptyForm();
  for (const [key, value] of new URLSearchParams(text)) {
    const path = pathOf(key);
    let here = root;
    for (const step of path.slice(0, -1)) {
      const next = (here[nameIn(here, step)] ??= emptyForm());
      if (typeof next === 'string') throw malformed(key);
      here = next;
    }
    const name = nameIn(here, path.at(-1)!);
    if (here[name] !== undefined && typeof here[name] !== 'string') throw malformed(key);
    here[name] = value;
  }
  return root;
}

/**
 * The same from JSON: numbers and truths become texts, null is left out.
 * @throws ApiError for one that is nested too deep
 */
export function formOfJson(value: unknown, depth = 0): Form {
  if (depth > MAX_DEPTH) throw new ApiError('Invalid request: nested too deep.');
  if (typeof value !== 'object' || value === null) return String(value);
  const form = emptyForm();
  for (const [name, inner] of Object.entries(value)) {
    if (inner !== null && inner !== undefined) form[name] = formOfJson(inner, depth + 1);
  }
  return form;
}

/** Without a prototype, so that no name means anything. */
export function emptyForm(): FormObject {
  return Object.create(null) as FormObject;
}

function pathOf(key: string): string[] {
  const [, first, rest] = KEY.exec(key) ?? [];
  if (first === undefined || rest === undefined) throw malformed(key);
  const path = [first, ...rest.slice(1, -1).split('][')].slice(0, rest ? undefined : 1);
  if (path.length > MAX_DEPTH) throw malformed(key);
  return path;
}

/** `a[]` appends: its name is the next free number. */
function nameIn(form: FormObject, step: string): string {
  return step === '' ? String(Object.keys(form).length) : step;
}

function malformed(key: string): ApiError {
  return new ApiError(`Invalid request: the parameter name '${key.slice(0, 100)}' can't be read.`, { param: key });
}

/** Without empty fields: a form in a browser sends those as well. */
export function withoutBlanks(form: FormObject): FormObject {
  const filled = emptyForm();
  for (const [name, value] of Object.entries(form)) {
    const kept: Form = typeof value === 'string' ? value.trim() : withoutBlanks(value);
    if (typeof kept === 'string' ? kept !== '' : Object.keys(kept).length > 0) filled[name] = kept;
  }
  return filled;
}
