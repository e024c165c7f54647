import { createLog } from './log.js';
import { requestContext } from './request-context.js';

function lines(level: string): {
  to: { write: (line: string) => void };
  list: Record<string, unknown>[];
  level: string;
} {
  const list: Record<string, unknown>[] = [];
  return { level, list, to: { write: (line) => list.push(JSON.parse(line) as Record<string, unknown>) } };
}

describe('the log', () => {
  it('writes a line with level, time, correlation id, facts and sentence', () => {
    const { list, to } = lines('info');
    requestContext.run({ correlationId: 'abc-12345', principal: 'customer:1' }, () =>
      createLog('info', to).warn({ jobId: 'j1' }, 'A job failed.'),
    );
    expect(list).toEqual([
      {
        level: 'warn',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        correlationId: 'abc-12345',
        principal: 'customer:1',
        jobId: 'j1',
        msg: 'A job failed.',
      },
    ]);
  });

  it('leaves out what is below its level', () => {
    const { list, to } = lines('warn');
    const log = createLog('warn', to);
    log.info({}, 'unseen');
    log.error({}, 'seen');
    expect(list.map(({ msg }) => msg)).toEqual(['seen']);
  });

  it('masks facts, errors and sentences, also of an error given alone and of a sentence alone', () => {
    const { list, to } = lines('debug');
    const log = createLog('debug', to);
    log.debug(
      { email: 'canary@example.com', err: new Error('no canary@example.com') },
      'for canary@example.com',
    );
    log.error(new Error('no 9811122233'), 'failed');
    log.info('canary@example.com came' as unknown as object, '');
    expect(list).toHaveLength(3);
    expect(JSON.stringify(list)).not.toMatch(/canary|98111/);
    expect(list[1]).toMatchObject({ err: { type: 'Error', message: 'no [mobile]' }, msg: 'failed' });
    expect(list[2]).toMatchObject({ msg: '[email] came' });
  });
});
