import { Router, raw } from 'express';
import { formOf } from '../pay/request-form.js';
import { readFault } from './fault.js';
import type { FaultStore } from './fault.store.js';

/** `/faults`: what shall go wrong, in JSON. */
export function faultsRouter(faults: FaultStore): Router {
  const router = Router();
  router.get('/faults', (_request, response) => {
    response.json({ faults: faults.list() });
  });
  router.post('/faults', raw({ type: () => true, limit: '100kb' }), (request, response) => {
    response.status(201).json(faults.plant(readFault(formOf(request))));
  });
  router.delete('/faults', (_request, response) => {
    faults.clear();
    response.json({ faults: [] });
  });
  return router;
}
