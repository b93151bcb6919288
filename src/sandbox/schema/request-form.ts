import type { Request } from 'express';
import { ApiError } from '../api-error.js';
import { formOfJson, parseForm, type FormObject } from './form.js';

/** Browsers get a page, tests JSON. */
export function wantsJson(request: Request): boolean {
  return request.accepts(['html', 'json']) === 'json';
}

/**
 * A body that came as a form or as JSON.
 * @throws ApiError for one that can't be read
 */
export function formOf(request: Request): FormObject {
  const text = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
  if (!request.is('application/json')) return parseForm(text);
  try {
    const form = formOfJson(JSON.parse(text || '{}'));
    if (typeof form !== 'string') return form;
  } catch {
    // Refused below, like JSON that is no object.
  }
  throw new ApiError('The body must be a JSON object.');
}
