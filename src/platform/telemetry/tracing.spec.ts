import { TraceCollector } from '../../../test/fakes/trace-collector.js';
import { observed, recordActivity } from './activity.js';
import { requestContext } from './request-context.js';
import { Tracing } from './tracing.js';

describe('tracing', () => {
  let collector: TraceCollector;
  beforeEach(async () => {
    collector = await TraceCollector.open();
  });
  afterEach(() => collector.close());

  const tracing = (samplePercent = 100): Tracing =>
    new Tracing({
      endpoint: `${collector.endpoint}/`,
      serviceName: 'nexora',
      environment: 'test',
      samplePercent,
    });
  const inRequest = <T>(correlationId: string, work: () => Promise<T>) =>
    requestContext.run({ correlationId }, work);

  it('sends parts under their whole, and failures as errors', async () => {
    const open = tracing();
    await inRequest('a-request-of-mine', () =>
      observed('job', 'email.send', async () => {
        recordActivity('unit', 'run', { durationMs: 5, outcome: 'failed', facts: { retries: 1 } });
      }),
    );
    await open.close();
    const [unit, job] = collector.spans;
    expect([job?.name, unit?.name, unit?.parentSpanId]).toEqual(['job email.send', 'unit run', job?.spanId]);
    expect([job?.isError, unit?.isError]).toEqual([false, true]);
    expect(unit?.attributes).toMatchObject({
      'nexora.retries': 1,
      'nexora.correlation_id': 'a-request-of-mine',
    });
  });

  it('puts what follows of one request into one trace, also when its id is no UUID', async () => {
    const open = tracing();
    for (const correlationId of ['a-request-of-mine', 'a-request-of-mine', 'another-request'])
      await inRequest(correlationId, () => observed('job', 'email.send', async () => undefined));
    await open.close();
    const [first, second, third] = collector.spans.map(({ traceId }) => traceId);
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('sends nothing of what is not sampled, and nothing once closed', async () => {
    const none = tracing(0);
    await observed('job', 'email.send', async () => undefined);
    await none.close();
    const closed = tracing();
    await closed.close();
    await observed('job', 'email.send', async () => undefined);
    expect(collector.spans).toEqual([]);
  });

  it('lets the process end when the collector is away', async () => {
    const open = new Tracing({
      endpoint: 'http://127.0.0.1:9',
      serviceName: 'nexora',
      environment: 'test',
      samplePercent: 100,
    });
    await observed('job', 'email.send', async () => undefined);
    await expect(open.close()).resolves.toBeUndefined();
  });
});
