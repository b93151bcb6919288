import { symbols, type Logger } from 'pino';
import { PINO } from '../../src/common/logging/pino.provider.js';
import type { RunningApp } from './start-app.js';

export interface CapturedLog {
  /** Every line as it would be written. */
  lines: string[];
  /** Those of the access log, parsed. */
  requests(): Record<string, unknown>[];
}

/** Keeps all that the application logs from now on, the finest too, instead of printing it. */
export function captureLog(shop: RunningApp): CapturedLog {
  const logger = shop.app.get<Logger & Record<symbol, { write(line: string): void }>>(PINO);
  const lines: string[] = [];
  logger.level = 'trace';
  logger[symbols.streamSym] = { write: (line: string) => lines.push(line) };
  const requests = () =>
    lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'request');
  return { lines, requests };
}
