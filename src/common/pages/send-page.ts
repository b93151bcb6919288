import type { RequestHandler, Response } from 'express';
import type { Html } from './html-template.js';

/**
 * Headers of pages with styles and forms from this server, and no scripts.
 * @param allowed further directives of the content security policy: `form-action 'self'`
 */
export const pageHeaders =
  (allowed: string): RequestHandler =>
  (_request, response, next) => {
    response.set({
      'Content-Security-Policy': `default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; ${allowed}`,
      'X-Content-Type-Options': 'nosniff',
      // No page of another origin may load them, as a script for example.
      'Cross-Origin-Resource-Policy': 'same-origin',
      // Without a referrer browsers hide the origin of a form as well, and a hidden one is refused.
      'Referrer-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    });
    next();
  };

export function sendPage(response: Response, page: Html, status = 200): void {
  response.status(status).type('html').send(page.text);
}

export function sendStyles(response: Response, styles: string): void {
  response.type('css').set('Cache-Control', 'max-age=300').send(styles);
}
