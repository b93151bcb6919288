import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { ERROR_TEXTS, type ErrorCode } from '../common/errors/error-texts.js';
import { REQUEST_ID_HEADER, type RequestWithId } from '../common/request-id.js';

/** Node's code for what it refuses, and the response. https://nodejs.org/docs/latest-v20.x/api/http.html#event-clienterror */
const RESPONSES: Record<string, [status: number, code: ErrorCode]> = {
  HPE_HEADER_OVERFLOW: [431, 'HEADERS_TOO_LARGE'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'REQUEST_TIMEOUT'],
};

/**
 * Answers what Node refuses before Express sees it (a head that is too large or no HTTP) or that Express waits for in
 * vain (a request that takes too long), in the same form as every other error, and closes the connection.
 * @param latest request of the connection, if there was one
 */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket, latest?: RequestWithId): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code] = RESPONSES[error.code ?? ''] ?? [400, 'INVALID_REQUEST'];
  const unfinished = latest?.complete ? undefined : latest;
  const requestId = unfinished?.id ?? randomUUID();
  // The line of a request that has reached Express is written when its connection closes.
  if (unfinished?.res) unfinished.res.statusCode = status;
  else new Logger('Http').log({ status, code, requestId }, 'request');
  const body = JSON.stringify({ error: ERROR_TEXTS[code], code, requestId });
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      `${REQUEST_ID_HEADER}: ${requestId}`,
      '',
      body,
    ].join('\r\n'),
    () => socket.destroy(),
  );
}
