import { json, raw, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import { isFormPost, isUpload, isWebhook } from '../paths.js';
import {
  PayloadTooLargeError,
  TOO_COMPLEX,
  toInputError,
  UNKNOWN_CHARSET,
  UnsupportedMediaTypeError,
} from './input.errors.js';
import { excessOf } from './json-structure.js';
import { checkQuery } from './query-check.js';

/** Of the body as sent and, where it is compressed, of what comes out as well. */
const BODY_LIMIT = '1mb';

/** Stripe's events are a few kilobytes; the largest it documents stay far below. */
const WEBHOOK_LIMIT = '1mb';

/** The longest is `List-Unsubscribe=One-Click` in multipart. */
const FORM_LIMIT = '1kb';

/** Ten pictures of 5 MB and what is between them: src/uploads/ counts them one by one. */
const UPLOAD_LIMIT_BYTES = 52 * 1024 * 1024;

/**
 * Reads the body. JSON objects become `request.body`, no body at all leaves it undefined; anything else is refused
 * before it costs more. The webhook and forms get the bytes as they came, in a Buffer; an upload is left for its route
 * to read.
 */
export function inputCheck(): RequestHandler {
  const readJson = json({ limit: BODY_LIMIT, type: isJson, verify: checkBytes });
  // A body announced without length or type may still be empty, which is fine; a single byte isn't.
  const readNothing = raw({ limit: 0, type: () => true });
  const readBytes = raw({ limit: WEBHOOK_LIMIT, type: () => true, inflate: false });
  const readForm = raw({ limit: FORM_LIMIT, type: () => true });

  return (request: Request, response: Response, next: NextFunction): void => {
    const problem = checkQuery(request);
    if (problem) return next(problem);
    if (!hasBody(request)) return next();

    if (isWebhook(request)) readBytes(request, response, (error) => next(error && toInputError(error)));
    else if (isFormPost(request) && (isForm(request) || isMultipart(request)))
      readForm(request, response, (error) => next(error && toInputError(error)));
    else if (isUpload(request) && isMultipart(request)) next(tooLongUpload(request));
    else if (isJson(request)) readJson(request, response, (error) => next(error ? toInputError(error) : body(request)));
    else if (request.headers['content-length'] !== undefined) next(notJson());
    else
      readNothing(request, response, (error) => {
        request.body = undefined;
        next(error && notJson());
      });
  };
}

/** Looks at the bytes before they are parsed. JSON is UTF-8 (RFC 8259). */
function checkBytes(_request: unknown, _response: unknown, bytes: Buffer, encoding: string): void {
  if (encoding !== 'utf-8') throw Object.assign(new Error('JSON that is not UTF-8'), { type: UNKNOWN_CHARSET });
  const excess = excessOf(bytes);
  if (excess) throw Object.assign(new Error(excess), { type: TOO_COMPLEX });
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isJson(request: { headers: Record<string, string | string[] | undefined> }): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(String(request.headers['content-type'] ?? ''));
}

function isForm({ headers }: Request): boolean {
  return /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(headers['content-type'] ?? '');
}

function isMultipart({ headers }: Request): boolean {
  return /^multipart\/form-data\s*(?:;|$)/i.test(headers['content-type'] ?? '');
}

function tooLongUpload({ headers }: Request): PayloadTooLargeError | undefined {
  const isTooLong = Number(headers['content-length'] ?? 0) > UPLOAD_LIMIT_BYTES;
  return isTooLong ? new PayloadTooLargeError('Upload over the limit') : undefined;
}

/** The parser lets objects and lists through; every route takes an object. */
function body(request: Request): InvalidFieldsError | undefined {
  if (!Array.isArray(request.body)) return undefined;
  return new InvalidFieldsError([{ path: 'body', msg: 'Le corps de la requête doit être un objet.' }]);
}

const notJson = () => new UnsupportedMediaTypeError('Body without the JSON content type');
