import fc from 'fast-check';
import { masked, maskedText } from './masking.js';
import { Pii } from './pii.js';

class Visitor {
  @Pii('email') email: string;
  @Pii('mobile') mobile: string;
  @Pii('name') firstName: string;
  @Pii('address') line1: string;
}

const visitor = (): Visitor =>
  Object.assign(new Visitor(), {
    email: 'canary@example.com',
    mobile: '+919811122233',
    firstName: 'Canarina',
    line1: '7 Canary Lane',
  });
const canaries = /canar|98111|\+91/i;
const shownText = (value: unknown): string => JSON.stringify(masked(value));

describe('the mask of the log', () => {
  it('shows the kind of a tagged field in the place of its value, however deep it lies', () => {
    expect(masked({ seen: [{ by: visitor() }] })).toEqual({
      seen: [{ by: { email: '[email]', mobile: '[mobile]', firstName: '[name]', line1: '[address]' } }],
    });
  });

  it('knows a tagged field by the end of a longer name, and shows that there is none', () => {
    expect(masked({ customerEmail: 'x', providerFirstName: 'y', email: null, emailed: true })).toEqual({
      customerEmail: '[email]',
      providerFirstName: '[name]',
      email: null,
      emailed: true,
    });
  });

  it('hides secrets whatever they hold', () => {
    expect(
      masked({ password: 'x', accessToken: { a: 1 }, leaseToken: 'z', Authorization: 'Bearer q' }),
    ).toEqual({
      password: '[hidden]',
      accessToken: '[hidden]',
      leaseToken: '[hidden]',
      Authorization: '[hidden]',
    });
  });

  it('finds emails and Indian numbers in free text, as people write them', () => {
    for (const text of ['canary@example.com', 'canary%40example.com', 'Canary.B+c@sub.example.co.in'])
      expect(maskedText(`to <${text}>!`)).toBe('to <[email]>!');
    for (const text of [
      '9811122233',
      '98111 22233',
      '+919811122233',
      '+91 98111-22233',
      '09811122233',
      '+14155550100',
    ])
      expect(maskedText(`call ${text}.`)).toBe('call [mobile].');
  });

  it('leaves ids, instants, amounts and pincodes as they are', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.date({ noInvalidDate: true }),
        fc.integer({ min: 0, max: 1e9 }),
        (id, at, paise) => {
          const text = `${id} ${at.toISOString()} ${paise} 560001 NX-DETA9VH2 customer:${id}`;
          expect(maskedText(text)).toBe(text);
        },
      ),
    );
  });

  it('takes the values sent to the database out of its error, of the driver error under it, and of the stacks', () => {
    const driver = new Error("Duplicate entry 'Canarina' for key 'name'");
    const error = Object.assign(new Error(driver.message), {
      name: 'QueryFailedError',
      query: "INSERT INTO users VALUES ('Canarina')",
      parameters: ['Canarina', '7 Canary Lane', 12],
      driverError: driver,
      cause: driver,
      code: 'ER_DUP_ENTRY',
    });
    const shown = masked({ err: error });
    expect(JSON.stringify(shown)).not.toMatch(canaries);
    expect(shown).toMatchObject({
      err: {
        type: 'QueryFailedError',
        code: 'ER_DUP_ENTRY',
        message: "Duplicate entry '[value]' for key 'name'",
        cause: { message: "Duplicate entry '[value]' for key 'name'" },
      },
    });
  });

  it('does not repeat what a parser could not read', () => {
    let fault: unknown;
    try {
      JSON.parse('Canarina lives here');
    } catch (error) {
      fault = error;
    }
    expect((fault as Error).message).toMatch(canaries);
    expect(shownText({ err: fault })).not.toMatch(canaries);
  });

  it('comes to an end with circles, depths, strange values and very long texts', () => {
    const circle: Record<string, unknown> = { id: 1n, when: new Date(NaN), run: () => 1, sign: Symbol('x') };
    circle['self'] = circle;
    circle['bytes'] = Buffer.from('canary@example.com');
    circle['list'] = Array.from({ length: 1_000 }, () => 'x');
    expect(shownText(circle)).not.toMatch(canaries);
    const before = performance.now();
    maskedText('a'.repeat(1_000_000));
    expect(performance.now() - before).toBeLessThan(500);
  });

  it('shows no canary, wherever in a tree of facts it stands', () => {
    const canary = fc.constantFrom('canary@example.com', '+919811122233');
    const person = fc.constant(null).map(visitor);
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        canary,
        person,
        fc.string().map((text) => `${text} canary@example.com`),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'note'), tie('tree')),
        canary.map((text) => new Error(`failed for ${text}`)),
      ),
    }));
    fc.assert(fc.property(tree, (facts) => expect(shownText({ facts })).not.toMatch(canaries)));
  });
});
