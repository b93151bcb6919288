import { Router } from 'express';
import helmet from 'helmet';
import { dataHeaders, docsHeaders } from '../../src/security/headers.js';
import { DOCS } from '../../src/security/paths.js';
import { serverWith } from './one-step.js';

describe('security headers', () => {
  const http = serverWith(Router().use(helmet(dataHeaders)).use(DOCS, helmet(docsHeaders)));

  it('lets nothing run in what is data', async () => {
    const { headers } = await http.get('/api/products').expect(200);
    expect(headers).toMatchObject({
      'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'cross-origin',
    });
  });

  it.each(['/api/docs', '/api/docs/', '/API/Docs', '/api/docs/swagger-ui.css'])(
    'lets the explorer load its own files at %s, and run nothing inline',
    async (path) => {
      const { headers } = await http.get(path).expect(200);
      expect(headers['content-security-policy']).toContain("script-src 'self';");
    },
  );

  it.each(['/api/docs-json', '/api/docsx'])('takes %s for data', async (path) => {
    const { headers } = await http.get(path).expect(200);
    expect(headers['content-security-policy']).not.toContain('script-src');
  });
});
