import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Instruments } from './instruments.js';
import { methodLabel, routeLabel } from './route-label.js';

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Listens at the HTTP server, so that requests refused early in the pipeline count as well. */
export function observeRequests(make: Instruments, server: Server): void {
  const durations = make.histogram(
    'http_request_duration_seconds',
    'Time from the head of a request to the end of its response; _count is the number of requests',
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
