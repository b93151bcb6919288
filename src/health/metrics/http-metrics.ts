import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Instruments } from './instruments.js';
import { methodLabel, routeLabel } from './route-label.js';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** At the server itself rather than as a step of the pipeline, which each request would have to go through. */
export function observeRequests(make: Instruments, server: Server): void {
  const durations = make.histogram(
    'http_request_duration_seconds',
    'Time from the head of a request to the end of its answer; _count is the number of requests',
    ['method', 'route', 'status'],
    BUCKETS,
  );
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const start = performance.now();
    response.once('close', () => {
      const labels = { method: methodLabel(request), route: routeLabel(request), status: response.statusCode };
      durations.observe(labels, (performance.now() - start) / 1000);
    });
  });
}
