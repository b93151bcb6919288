import { TimeoutError } from '../common/with-timeout.js';

const SENTENCES: Record<string, string> = {
  ECONNREFUSED: 'nobody listens there',
  ENOTFOUND: 'its host is not known',
  EAI_AGAIN: 'its host is not known',
  EHOSTUNREACH: 'its host can not be reached',
  ENETUNREACH: 'its host can not be reached',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  WRONGPASS: 'user or password is wrong',
  NOAUTH: 'it wants a password',
  NOPERM: 'this user may not do what the shop does there',
  READONLY: 'it is a replica, which takes no changes',
  OOM: 'its memory is full',
  MISCONF: 'it can not write to its disk, and takes no changes',
  LOADING: 'it is still reading its data',
};

/**
 * Why Redis did not do what it was asked, for a log or an operator. Made of codes alone: a message might repeat the host
 * or the password of `REDIS_URL`.
 */
export function failureReason(error: unknown): string {
  if (error instanceof TimeoutError) return 'no answer in time';
  const { code, message, name } = (error ?? {}) as { code?: unknown; message?: unknown; name?: unknown };
  // Redis begins its errors with a code: "WRONGPASS invalid username-password pair …".
  const [word = ''] = typeof code === 'string' ? [code] : String(message).split(' ');
  if (/^[A-Z][A-Z0-9_]+$/.test(word)) return SENTENCES[word] ?? word;
  return typeof name === 'string' && name !== 'Error' ? name : 'the connection was cut';
}
