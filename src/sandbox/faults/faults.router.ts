import { Router, raw } from 'express';
import { withoutBlanks } from '../schema/form.js';
import { formOf } from '../schema/request-form.js';
import { readFault } from './fault.js';
import type { FaultStore } from './fault.store.js';

/**
 * `/faults`: plants and removes faults.
 * @param base the path of the sandbox
 */
export function faultsRouter(faults: FaultStore, base: string): Router {
  const router = Router();
  router.get('/faults', (_request, response) => {
    response.json({ faults: faults.list() });
  });
  router.post('/faults', raw({ type: () => true, limit: '100kb' }), (request, response) => {
    const planted = faults.plant(readFault(withoutBlanks(formOf(request))));
    if (request.is('application/x-www-form-urlencoded')) response.redirect(303, base);
    else response.status(201).json(planted);
  });
  // For a browser form, which can only POST.
  router.post('/faults/clear', (_request, response) => {
    faults.clear();
    response.redirect(303, base);
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.json({ faults: [] });
  });
  return router;
}
