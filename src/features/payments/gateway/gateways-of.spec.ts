import { PaymentsConfig } from '../../../config/outside-sections.js';
import { AppConfig } from '../../../config/sections.js';
import { gatewaysOf } from './gateways-of.js';
import { SandboxGateway } from './sandbox-gateway.js';

const razorpay = {
  RAZORPAY_KEY_ID: 'rzp_test_key',
  RAZORPAY_KEY_SECRET: 'secret',
  RAZORPAY_WEBHOOK_SECRET: 'a-secret-of-webhooks',
};
const gateways = (environment: Record<string, string>) => {
  const faults: string[] = [];
  const sections = [new PaymentsConfig(environment, faults), new AppConfig(environment, faults)] as const;
  expect(faults).toEqual([]);
  return gatewaysOf(...sections, new SandboxGateway(Buffer.alloc(32)));
};

describe('the gateways of an installation (MO-2)', () => {
  it('are the sandbox alone where nothing is set', () => {
    expect(gateways({}).current?.name).toBe('sandbox');
  });

  it('are Razorpay for new payments where it is set up; the sandbox settles its old ones', () => {
    const known = gateways(razorpay);
    expect([known.current?.name, known.keyOf('razorpay')]).toEqual(['razorpay', 'rzp_test_key']);
    expect(known.get('sandbox').name).toBe('sandbox');
  });

  it('are never the sandbox in production', () => {
    expect(gateways({ NODE_ENV: 'production' }).current).toBeNull();
    const known = gateways({ ...razorpay, NODE_ENV: 'production' });
    expect(known.current?.name).toBe('razorpay');
    expect(() => known.get('sandbox')).toThrow(expect.objectContaining({ code: 'gateway.not_found' }));
  });

  it('are refused where Razorpay is set up by half', () => {
    for (const variable of Object.keys(razorpay))
      expect(() => gateways({ ...razorpay, [variable]: '' })).toThrow(/RAZORPAY_KEY_ID/);
  });
});
