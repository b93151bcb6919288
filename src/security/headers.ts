import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet, { type HelmetOptions } from 'helmet';
import { isDocsPage } from './paths.js';

const COMMON: HelmetOptions = {
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  // The API is there for pages of other origins; which of them may read is for CORS to say.
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  xFrameOptions: { action: 'deny' },
  referrerPolicy: { policy: 'no-referrer' },
  // What only old browsers, or plug-ins, ever asked of a page; each header costs a share of every answer.
  crossOriginOpenerPolicy: false,
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
};

/** Answers are data: should a browser ever show one as a page, nothing in it runs or loads. */
const FOR_DATA: HelmetOptions = {
  ...COMMON,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
  },
};

/** Swagger UI loads its scripts from here; its page has style elements and style attributes of its own. */
const FOR_DOCS: HelmetOptions = {
  ...COMMON,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'", 'data:'],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
      imgSrc: ["'self'", 'data:'],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
    },
  },
};

/** Helmet's headers, with a policy each for data and for the explorer. */
export function secureHeaders(): RequestHandler {
  const forData = headersOf(FOR_DATA);
  const forDocs = headersOf(FOR_DOCS);
  return (request: Request, response: Response, next: NextFunction): void => {
    for (const [name, value] of isDocsPage(request) ? forDocs : forData) response.setHeader(name, value);
    next();
  };
}

/** What Helmet sets under these options: the same for every answer, so it is asked once. */
function headersOf(options: HelmetOptions): [name: string, value: string][] {
  const headers: [string, string][] = [];
  const response = {
    setHeader: (name: string, value: string) => headers.push([name, value]),
    removeHeader: () => undefined,
  };
  helmet(options)({} as Request, response as unknown as Response, (error) => {
    if (error) throw error as Error;
  });
  return headers;
}
