import { JobHandlers } from './job-handlers.js';
import { declareJob } from './job-names.js';
import { JobUnknown } from './jobs.errors.js';

const nothing = async (): Promise<void> => undefined;

describe('the register of job handlers', () => {
  it('refuses a second handler of a job and names both', () => {
    const handlers = new JobHandlers();
    handlers.register('email.send', 'A.send', nothing);
    expect(() => handlers.register('email.send', 'B.send', nothing)).toThrow(/email\.send.*A\.send.*B\.send/);
  });

  it('names every job that nobody does', () => {
    const handlers = new JobHandlers();
    handlers.register('email.send', 'A.send', nothing);
    expect(() => handlers.refuseMissing(['email.send', 'sms.send', 'chat.sweep'])).toThrow(
      /: sms\.send, chat\.sweep\./,
    );
  });

  it('gives what was registered, and refuses a name it does not know', () => {
    const handlers = new JobHandlers();
    handlers.register('email.send', 'A.send', nothing);
    expect(handlers.get('email.send')).toBe(nothing);
    expect(() => handlers.get('sms.send')).toThrow(JobUnknown);
  });

  it('refuses an interval that is no whole positive number of milliseconds', () => {
    for (const everyMs of [0, -1, 0.5, Number.NaN])
      expect(() => new JobHandlers().schedule('x', everyMs)).toThrow();
  });
});

describe('the declaration of a job', () => {
  it('is refused for a name that is taken', () => {
    declareJob('test.declared');
    expect(() => declareJob('test.declared')).toThrow(/declared twice/);
  });
});
