export interface ErrorDetails {
  type?: 'invalid_request_error' | 'idempotency_error' | 'card_error' | 'api_error';
  code?: string;
  param?: string;
  declineCode?: string;
  status?: number;
}

/** An error as Stripe returns it: docs.stripe.com/api/errors */
export class ApiError extends Error {
  readonly status: number;

  constructor(
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.status = details.status ?? 400;
  }

  toBody(): { error: Record<string, string> } {
    const { type = 'invalid_request_error', code, param, declineCode } = this.details;
    return {
      error: {
        ...(code && { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
        ...(declineCode && { decline_code: declineCode }),
        message: this.message,
        ...(param && { param }),
        type,
      },
    };
  }
}

export function missing(kind: string, id: string, param = 'id', status = 404): ApiError {
  return new ApiError(`No such ${kind}: '${id}'`, { code: 'resource_missing', param, status });
}

/** @param error of ours, of Express (a body too long, say), or a mistake in the sandbox */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const { status, message } = error as { status?: unknown; message?: string };
  if (typeof status === 'number' && status >= 400 && status < 500) return new ApiError(String(message), { status });
  return new ApiError('The sandbox has failed.', { type: 'api_error', status: 500 });
}
