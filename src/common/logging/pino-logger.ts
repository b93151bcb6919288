import { inspect } from 'node:util';
import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { withoutSecrets } from './safe-error.js';

/** Nest's lines about each of its parts at start: useful only for finding a fault there. */
const CHATTER = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Lets Nest, and everything that uses Nest's `Logger`, write through pino. */
export class PinoLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log = (message: unknown, ...rest: unknown[]): void =>
    this.write(CHATTER.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  /** Nest's parts throw the errors that they log here: start-server.ts prints them, once. */
  error = (message: unknown, ...rest: unknown[]): void =>
    this.write(CHATTER.has(String(rest.at(-1))) ? 'debug' : 'error', message, rest);
  warn = (message: unknown, ...rest: unknown[]): void => this.write('warn', message, rest);
  debug = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]): void => this.write('trace', message, rest);
  fatal = (message: unknown, ...rest: unknown[]): void => this.write('fatal', message, rest);

  /** Nest passes the context (a class name) last; before it may come a message for an object, or a stack. */
  private write(
    level: 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = rest.length ? String(rest.at(-1)) : undefined;
    const [more] = rest.slice(0, -1);
    if (message instanceof Error) this.pino[level]({ context, err: message }, 'Error');
    else if (typeof message === 'object')
      this.pino[level]({ context, ...message }, typeof more === 'string' ? more : undefined);
    else {
      const stack = level === 'error' && more ? { stack: stackOf(more) } : {};
      this.pino[level]({ context, ...stack }, withoutSecrets(textOf(message)));
    }
  }
}

/** Nest's own calls give a stack as text, the message on top. */
const stackOf = (more: unknown): string => withoutSecrets(typeof more === 'string' ? more : '');

const textOf = (message: unknown): string => (typeof message === 'string' ? message : inspect(message));
