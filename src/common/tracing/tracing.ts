import type { Request, RequestHandler } from 'express';

/** Attributes of a span: ids, names and numbers. No personal data, no URLs, no values of queries. */
export type SpanFacts = Record<string, string | number | boolean>;

export interface OpenSpan {
  add(facts: SpanFacts): void;
}

/** Creates spans. Without `OTEL_EXPORTER_OTLP_ENDPOINT` it creates none and loads nothing. */
export abstract class Tracing {
  /**
   * Runs `work` in a span, a child of the current one. An error marks the span as failed.
   * @param kind `client` for a call to another service
   */
  abstract span<T>(
    name: string,
    kind: 'client' | 'internal',
    facts: SpanFacts,
    work: (span: OpenSpan) => Promise<T>,
  ): Promise<T>;

  /** The same in a new trace. */
  abstract trace<T>(name: string, work: () => Promise<T>): Promise<T>;

  /** @returns the trace id of the current span */
  abstract traceId(): string | undefined;

  /** Middleware that creates a span for each request, in the caller's trace if it sends one (W3C `traceparent`). */
  abstract requestSteps(routeOf: (request: Request) => string): RequestHandler[];
}

const NO_SPAN: OpenSpan = { add: () => undefined };

export class NoTracing extends Tracing {
  span<T>(_name: string, _kind: string, _facts: SpanFacts, work: (span: OpenSpan) => Promise<T>): Promise<T> {
    return work(NO_SPAN);
  }

  trace<T>(_name: string, work: () => Promise<T>): Promise<T> {
    return work();
  }

  traceId(): undefined {
    return undefined;
  }

  requestSteps(): [] {
    return [];
  }
}
