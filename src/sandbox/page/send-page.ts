import type { NextFunction, Request, Response } from 'express';
import type { Html } from './html.js';

/**
 * Own styles and forms, nothing else. `form-action` is open, as a browser applies it to the redirect after a payment
 * too, and the shop's success page may be anywhere.
 */
const POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action http: https:";

export function pageHeaders(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  });
  next();
}

export function sendPage(response: Response, page: Html, status = 200): void {
  response.status(status).type('html').send(page.text);
}
