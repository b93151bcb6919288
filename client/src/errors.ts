import type { paths } from './schema.js';

/** The body of every failure. */
export type ApiError = paths['/api/products/{slug}']['get']['responses'][404]['content']['application/json'];

/** What went wrong, as a word that never changes. */
export type ErrorCode = ApiError['code'];

/** A failure as an exception, for code that does not look at `error` itself: thrown by `orThrow` and `pages`. */
export class ShopError extends Error {
  override readonly name = 'ShopError';
  readonly status: number;
  readonly code: ErrorCode;
  /** The fields that were refused. */
  readonly details: ApiError['details'];
  readonly requestId: string;
  /** How long to wait before another try, where the API says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(error: ApiError, response: Response) {
    // A French sentence that customers may read.
    super(error.error);
    this.status = response.status;
    this.code = error.code;
    this.details = error.details;
    this.requestId = error.requestId;
    this.retryAfterSeconds = Number(response.headers.get('retry-after')) || undefined;
  }
}

/** Answers of openapi-fetch. */
interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/**
 * @example const { product } = orThrow(await shop.GET('/api/products/{slug}', { params: { path: { slug } } }));
 * @returns the data of an answer
 * @throws ShopError for a failure
 */
export function orThrow<Data>({ data, error, response }: Answer<Data>): Data {
  if (response.ok) return data as Data;
  throw new ShopError(isApiError(error) ? error : unknownError(response), response);
}

/** Something between the page and the API may answer too: a proxy, a firewall. */
function isApiError(error: unknown): error is ApiError {
  return typeof error === 'object' && error !== null && 'code' in error && 'error' in error;
}

function unknownError({ status, headers }: Response): ApiError {
  const code = status === 503 ? 'SERVICE_BUSY' : 'INTERNAL_SERVER_ERROR';
  return { code, error: 'Une erreur inattendue est survenue.', requestId: headers.get('x-request-id') ?? '' };
}
