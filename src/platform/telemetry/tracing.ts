import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Context, Span, Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  RandomIdGenerator,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import { createHash } from 'node:crypto';
import { watchActivities } from './activity.js';
import type { Activity, ActivityKind, ActivityOutcome } from './activity.js';
import { requestContext } from './request-context.js';

export interface TracingOptions {
  /** Base address of an OTLP/HTTP collector; `/v1/traces` is added. */
  endpoint: string;
  serviceName: string;
  environment: string;
  samplePercent: number;
}

const patienceMs = 3_000;

const spanKinds: Readonly<Record<ActivityKind, SpanKind>> = {
  request: SpanKind.SERVER,
  unit: SpanKind.CLIENT,
  job: SpanKind.CONSUMER,
  turn: SpanKind.INTERNAL,
};

/**
 * Sends every activity as a span to an OpenTelemetry collector. The trace's id is made of the correlation id, so a
 * request and the jobs it leaves behind, in whatever process they run, are one trace, and are sampled alike.
 */
export class Tracing {
  private readonly provider: NodeTracerProvider;
  private readonly tracer: Tracer;
  private readonly spans = new WeakMap<Activity, Span>();
  private readonly unwatch: () => void;

  constructor({ endpoint, serviceName, environment, samplePercent }: TracingOptions) {
    const random = new RandomIdGenerator();
    this.provider = new NodeTracerProvider({
      resource: resourceFromAttributes({
        'service.name': serviceName,
        'deployment.environment.name': environment,
      }),
      sampler: new TraceIdRatioBasedSampler(samplePercent / 100),
      idGenerator: {
        generateTraceId: () =>
          traceIdOf(requestContext.getStore()?.correlationId) ?? random.generateTraceId(),
        generateSpanId: () => random.generateSpanId(),
      },
      spanProcessors: [
        new BatchSpanProcessor(
          new OTLPTraceExporter({
            url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
            timeoutMillis: patienceMs,
          }),
          { exportTimeoutMillis: patienceMs },
        ),
      ],
    });
    this.tracer = this.provider.getTracer('nexora');
    this.unwatch = watchActivities({
      began: (activity) => this.begin(activity),
      ended: (activity, outcome, durationMs) => this.end(activity, outcome, durationMs),
    });
  }

  /** Sends what is left; a collector that does not answer does not keep the process from ending. */
  async close(): Promise<void> {
    this.unwatch();
    await this.provider.shutdown().catch(() => undefined);
  }

  /** Sends what has ended so far. */
  flush(): Promise<void> {
    return this.provider.forceFlush();
  }

  private begin(activity: Activity): void {
    const { kind, name, startedMs, correlationId } = activity;
    const span = this.tracer.startSpan(
      spanName(activity),
      {
        kind: spanKinds[kind],
        startTime: performance.timeOrigin + startedMs,
        attributes: {
          'nexora.kind': kind,
          ...(kind === 'job' && { 'nexora.job': name }),
          ...(correlationId !== null && { 'nexora.correlation_id': correlationId }),
        },
      },
      this.parentOf(activity),
    );
    this.spans.set(activity, span);
  }

  private end(activity: Activity, outcome: ActivityOutcome, durationMs: number): void {
    const span = this.spans.get(activity);
    if (!span) return;
    span.updateName(spanName(activity));
    for (const [fact, value] of Object.entries(activity.facts)) span.setAttribute(attributeOf(fact), value);
    if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR });
    span.end(performance.timeOrigin + activity.startedMs + durationMs);
  }

  private parentOf({ within }: Activity): Context {
    const parent = within ? this.spans.get(within) : undefined;
    return parent ? trace.setSpan(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
  }
}

function spanName({ kind, name }: Activity): string {
  return kind === 'request' ? name : `${kind} ${name}`;
}

const conventional: Readonly<Record<string, string>> = {
  method: 'http.request.method',
  route: 'http.route',
  status: 'http.response.status_code',
};

function attributeOf(fact: string): string {
  return conventional[fact] ?? `nexora.${fact}`;
}

/** A UUID is a trace id without its hyphens; any other id is hashed to one. */
function traceIdOf(correlationId: string | undefined): string | null {
  if (correlationId === undefined) return null;
  const plain = correlationId.replaceAll('-', '').toLowerCase();
  if (/^[0-9a-f]{32}$/.test(plain) && !/^0+$/.test(plain)) return plain;
  return createHash('sha256').update(correlationId).digest('hex').slice(0, 32);
}
