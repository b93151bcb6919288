import type { Request, RequestHandler } from 'express';

/** What a span says of its work: ids of ours, names and numbers. Nothing personal, no addresses, no values of queries. */
export type SpanFacts = Record<string, string | number | boolean>;

export interface OpenSpan {
  add(facts: SpanFacts): void;
}

/** Where spans of work come from. Without `OTEL_EXPORTER_OTLP_ENDPOINT` there are none, and nothing is loaded for them. */
export abstract class Tracing {
  /**
   * Does `work` as a span, inside the one that is open around it; what it throws marks the span as failed.
   * @param kind `client` for a call to somebody else
   */
  abstract span<T>(
    name: string,
    kind: 'client' | 'internal',
    facts: SpanFacts,
    work: (span: OpenSpan) => Promise<T>,
  ): Promise<T>;

  /** The same as a trace of its own, whatever it was called from. */
  abstract trace<T>(name: string, work: () => Promise<T>): Promise<T>;

  /** @returns of the span that is open now */
  abstract traceId(): string | undefined;

  /** Steps of the pipeline that make a span of each request, in the caller's trace where it names one (W3C `traceparent`). */
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
