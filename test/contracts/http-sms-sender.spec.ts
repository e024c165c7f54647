import { HttpSmsSender } from '../../src/platform/sms/http-sms-sender.js';
import { SmsRefused, SmsUnavailable } from '../../src/platform/sms/sms.errors.js';
import { SmsOperator } from '../fakes/sms-operator.js';
import type { Conduct } from '../fakes/sms-operator.js';
import { smsContract, textMessage } from './sms.contract.js';

let operator: SmsOperator;

async function open(timeoutMs = 5_000): Promise<HttpSmsSender> {
  operator = await SmsOperator.open();
  return senderTo(operator.url, timeoutMs);
}

function senderTo(url: string, timeoutMs = 5_000): HttpSmsSender {
  return new HttpSmsSender({
    ...{ url, timeoutMs, apiKey: 'operator-key' },
    ...{ senderId: 'NEXORA', entityId: '1101000000000000001' },
  });
}

const close = (): Promise<void> => operator.close();

smsContract(
  'HttpSmsSender',
  async () => ({
    sender: await open(),
    write: () => undefined,
    received: (reference) =>
      Promise.resolve(
        [...operator.messages.values()]
          .filter(({ clientId }) => `op-${clientId}` === reference)
          .map(({ clientId, to, text, templateId }) => ({ id: clientId, to, text, dltId: templateId })),
      ),
  }),
  close,
);

describe('handing text messages to an operator', () => {
  afterEach(close);

  async function outcome(conduct: Conduct, timeoutMs?: number): Promise<unknown> {
    const sender = await open(timeoutMs);
    operator.conduct = conduct;
    return sender.send(textMessage()).then(
      () => 'sent',
      (error: unknown) => error,
    );
  }

  it('says who sends, under which registration (NT-4), and which message it is', async () => {
    const sender = await open();
    const sms = textMessage();
    await sender.send(sms);
    const [request] = operator.requests;
    expect(request?.headers).toMatchObject({
      authorization: 'Bearer operator-key',
      'idempotency-key': sms.id,
    });
    expect(request?.body).toEqual({
      ...{ clientId: sms.id, sender: 'NEXORA', entityId: '1101000000000000001' },
      ...{ templateId: sms.dltId, to: sms.to, text: sms.text },
    });
  });

  it.each<[string, Conduct]>([
    ['is too busy', { does: 'answer', status: 429 }],
    ['fails', { does: 'answer', status: 500 }],
    ['is being mended', { does: 'answer', status: 503, body: '<html>Later</html>' }],
    ['does not know our key: that is not the message', { does: 'answer', status: 401 }],
    ['sends us elsewhere', { does: 'answer', status: 307, headers: { location: 'http://127.0.0.1:1/' } }],
    ['takes the message and cuts the line', { does: 'accept and cut' }],
    ['answers what is no JSON', { does: 'answer', status: 200, body: 'OK' }],
    ['answers without a word of the message', { does: 'answer', status: 200, body: '{"status":"queued?"}' }],
    ['accepts without a name', { does: 'answer', status: 200, body: '{"status":"accepted"}' }],
    ['answers without end', { does: 'answer', status: 200, body: `{"x":"${'x'.repeat(100_000)}"}` }],
  ])('may be tried again when the operator %s', async (_what, conduct) => {
    expect(await outcome(conduct)).toBeInstanceOf(SmsUnavailable);
  });

  it('may be tried again when the operator says nothing, or is not there', async () => {
    expect(await outcome({ does: 'say nothing' }, 100)).toBeInstanceOf(SmsUnavailable);
    await expect(senderTo('http://127.0.0.1:1/').send(textMessage())).rejects.toThrow(SmsUnavailable);
  });

  it.each<[string, Conduct]>([
    ['rejects it in words', { does: 'reject' }],
    ['knows no such number', { does: 'answer', status: 422 }],
    ['cannot read it', { does: 'answer', status: 400 }],
  ])('is over when the operator %s', async (_what, conduct) => {
    expect(await outcome(conduct)).toBeInstanceOf(SmsRefused);
  });

  it('tells what was wrong without the number or the words', async () => {
    const refusal = String(
      await outcome({ does: 'answer', status: 422, body: '+919876543210 is no number' }),
    );
    expect(refusal).not.toMatch(/9876543210|booked/);
  });

  it('shows one message when the first answer was lost', async () => {
    const sender = await open();
    const sms = textMessage();
    operator.conduct = { does: 'accept and cut' };
    await expect(sender.send(sms)).rejects.toThrow(SmsUnavailable);
    operator.conduct = { does: 'accept' };
    await sender.send(sms);
    expect(operator.requests).toHaveLength(2);
    expect(operator.messages.size).toBe(1);
  });
});
