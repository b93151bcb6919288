import type { Request } from 'express';
import { ApiError } from '../api/api-error.js';
import { formOfJson, parseForm, type FormObject } from '../params/form.js';

/** A browser asks for a page; tests ask for JSON. */
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
    // What can't be read and what isn't an object are refused alike.
  }
  throw new ApiError('The body must be a JSON object.');
}
