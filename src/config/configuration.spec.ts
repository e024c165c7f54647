import { Configuration, ConfigurationInvalid, environmentExample } from './configuration.js';
import { AppConfig, HttpConfig, RateLimitConfig, sections } from './sections.js';

describe('the configuration', () => {
  it('needs nothing set', () => {
    expect(Configuration.read({}).of(HttpConfig).port).toBe(3000);
    expect(Configuration.read({}).of(AppConfig).isProduction).toBe(false);
  });

  it('names every fault at once, and no value of a secret', () => {
    const read = () => Configuration.read({ PORT: 'eighty', NODE_ENV: 'staging', ENCRYPTION_KEY: 'hunter2' });
    expect(read).toThrow(ConfigurationInvalid);
    try {
      read();
    } catch (fault) {
      const { faults, message } = fault as ConfigurationInvalid;
      expect(faults.map((each) => each.split(' ')[0])).toEqual(['NODE_ENV', 'PORT', 'ENCRYPTION_KEY']);
      expect(message).not.toContain('hunter2');
    }
  });

  it('refuses production without a key of its own', () => {
    expect(() => Configuration.read({ NODE_ENV: 'production' })).toThrow(/ENCRYPTION_KEY must be set/);
  });

  it.each(['development', 'test', 'production'])(
    'counts requests in %s unless told otherwise (ID-3)',
    (name) => {
      const key = Buffer.alloc(32).toString('base64');
      const read = Configuration.read({ NODE_ENV: name, ENCRYPTION_KEY: key });
      expect(read.of(RateLimitConfig).enabled).toBe(true);
    },
  );

  it('refuses production without rate limits', () => {
    const off = { RATE_LIMIT_ENABLED: 'false' };
    expect(Configuration.read(off).of(RateLimitConfig).enabled).toBe(false);
    expect(() => Configuration.read({ ...off, NODE_ENV: 'production' })).toThrow(
      /RATE_LIMIT_ENABLED must not/,
    );
  });

  it('takes an empty variable for an absent one', () => {
    expect(Configuration.read({ PORT: '' }).of(HttpConfig).port).toBe(3000);
  });

  it('documents every setting', () => {
    const example = environmentExample();
    for (const each of sections)
      for (const { variable, doc } of Object.values(each.settings)) {
        expect(example).toContain(`# ${variable}=`);
        expect(doc.length).toBeGreaterThan(10);
      }
  });
});
