import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import {
  context,
  diag,
  DiagLogLevel,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { PrismaInstrumentation } from '@prisma/instrumentation';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { TracingConfig } from '../../config/tracing.config.js';
import type { RequestWithId } from '../request-id.js';
import { withTimeout } from '../with-timeout.js';
import { Tracing, type OpenSpan, type SpanFacts } from './tracing.js';

const NAME = 'boulevardtcg';

/** How long the end of the server waits for the last spans to be sent. */
const SHUTDOWN_MS = 3_000;

/** A collector that is away is said once in this time. */
const COMPLAIN_MS = 60_000;

/**
 * OpenTelemetry, loaded only where spans are to be sent. Spans are made where the work is, by `Tracing`, and by Prisma's
 * own instrumentation: nothing is patched, which ES modules don't take well.
 */
export class OpenTelemetry extends Tracing implements OnApplicationShutdown {
  private readonly tracer: Tracer;

  private constructor(
    private readonly provider: NodeTracerProvider,
    private readonly prisma: PrismaInstrumentation,
  ) {
    super();
    this.tracer = provider.getTracer(NAME);
  }

  /** The sampler and the exporter's headers are the SDK's own variables: `OTEL_TRACES_SAMPLER`, `OTEL_EXPORTER_OTLP_HEADERS`. */
  static start({ endpoint, serviceName }: TracingConfig): OpenTelemetry {
    diag.setLogger(complaints(), { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
    const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
    const provider = new NodeTracerProvider({
      resource: resourceFromAttributes({ 'service.name': serviceName }),
      spanProcessors: [new BatchSpanProcessor(exporter)],
    });
    // The context that spans find their parents in, and the headers of W3C.
    provider.register();
    const prisma = new PrismaInstrumentation();
    prisma.setTracerProvider(provider);
    prisma.enable();
    return new OpenTelemetry(provider, prisma);
  }

  async span<T>(
    name: string,
    kind: 'client' | 'internal',
    facts: SpanFacts,
    work: (span: OpenSpan) => Promise<T>,
  ): Promise<T> {
    const options = { kind: kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL, attributes: facts };
    return this.within(this.tracer.startSpan(name, options), context.active(), work);
  }

  async trace<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.within(this.tracer.startSpan(name, {}, ROOT_CONTEXT), ROOT_CONTEXT, work);
  }

  traceId(): string | undefined {
    return trace.getActiveSpan()?.spanContext().traceId;
  }

  requestSteps(routeOf: (request: Request) => string): RequestHandler[] {
    return [
      (request: Request, response: Response, next: NextFunction): void => {
        const parent = propagation.extract(ROOT_CONTEXT, request.headers);
        const { method } = request;
        const facts = { 'http.request.method': method, 'request.id': (request as RequestWithId).id };
        const span = this.tracer.startSpan(method, { kind: SpanKind.SERVER, attributes: facts }, parent);
        response.once('close', () => {
          const [route, status] = [routeOf(request), response.statusCode];
          span.updateName(`${method} ${route}`);
          span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        });
        context.with(trace.setSpan(parent, span), next);
      },
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    this.prisma.disable();
    await withTimeout(this.provider.shutdown(), SHUTDOWN_MS).catch(() => undefined);
    for (const global of [trace, context, propagation, diag]) global.disable();
  }

  private async within<T>(span: Span, parent: Context, work: (span: OpenSpan) => Promise<T>): Promise<T> {
    try {
      return await context.with(trace.setSpan(parent, span), () => work({ add: (facts) => span.setAttributes(facts) }));
    } catch (error) {
      // Its name alone: messages may quote what somebody typed.
      const message = error instanceof Error ? error.name : typeof error;
      span.setStatus({ code: SpanStatusCode.ERROR, message });
      throw error;
    } finally {
      span.end();
    }
  }
}

/** What the SDK can't do goes to the log, now and then. */
function complaints() {
  const logger = new Logger('OpenTelemetry');
  let quietUntil = 0;
  const complain = (): void => {
    if (Date.now() < quietUntil) return;
    quietUntil = Date.now() + COMPLAIN_MS;
    logger.warn('Traces could not be sent');
  };
  const nothing = (): void => undefined;
  return { error: complain, warn: nothing, info: nothing, debug: nothing, verbose: nothing };
}
