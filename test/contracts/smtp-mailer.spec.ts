import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { parseSmtpUrl } from '../../src/config/smtp-url.js';
import { MailRefused, MailUnavailable } from '../../src/platform/mail/mail.errors.js';
import { SmtpMailer } from '../../src/platform/mail/smtp-mailer.js';
import { PostOffice } from '../fakes/post-office.js';
import type { Behaviour } from '../fakes/post-office.js';
import { letter, mailerContract } from './mailer.contract.js';

const from = 'Nexora <no-reply@nexora.example>';
const open: { close(): unknown }[] = [];

async function closeAll(): Promise<void> {
  for (const each of open.splice(0).toReversed()) await each.close();
}

function mailerTo(url: string, timeoutMs = 5_000): SmtpMailer {
  const mailer = new SmtpMailer({ server: parseSmtpUrl(url), from, timeoutMs });
  open.push(mailer);
  return mailer;
}

async function openOffice(...options: Parameters<typeof PostOffice.open>): Promise<PostOffice> {
  const office = await PostOffice.open(...options);
  open.push(office);
  return office;
}

mailerContract(
  'SmtpMailer',
  async () => {
    const office = await openOffice();
    const sent = new Map<string, string>();
    return {
      mailer: mailerTo(`smtp://127.0.0.1:${office.port}`),
      write: ({ id }) => void sent.set(`<${id}@nexora.example>`, id),
      received: (reference) =>
        Promise.resolve(
          office
            .distinct()
            .filter(({ messageId }) => messageId === reference)
            .map(({ to, subject, text, messageId }) => ({
              to,
              subject,
              text,
              id: sent.get(messageId) ?? '',
            })),
        ),
    };
  },
  closeAll,
);

describe('handing letters to an SMTP server', () => {
  afterEach(closeAll);

  async function outcome(behaviour: Behaviour, timeoutMs?: number): Promise<unknown> {
    const office = await openOffice();
    office.behaviour = behaviour;
    return mailerTo(`smtp://127.0.0.1:${office.port}`, timeoutMs)
      .send(letter())
      .then(
        () => 'sent',
        (error: unknown) => error,
      );
  }

  it('says who it is from, and that nobody need answer it', async () => {
    const office = await openOffice();
    await mailerTo(`smtp://127.0.0.1:${office.port}`).send(letter());
    const [{ headers } = { headers: new Map<string, string>() }] = office.letters;
    expect(headers.get('from')).toBe(from);
    expect(headers.get('to')).toBe('asha@example.in');
    expect(headers.get('auto-submitted')).toBe('auto-generated');
  });

  it('uses a connection for many letters, and a few for many at once', async () => {
    const office = await openOffice();
    const mailer = mailerTo(`smtp://127.0.0.1:${office.port}`);
    for (let at = 0; at < 5; at += 1) await mailer.send(letter());
    expect(office.connections).toBe(1);
    await Promise.all(Array.from({ length: 40 }, () => mailer.send(letter())));
    expect(office.letters).toHaveLength(45);
    expect(office.connections).toBeLessThanOrEqual(6);
  });

  it.each<[string, Behaviour]>([
    ['defers at the recipient', { does: 'answer', code: 451, at: 'recipient' }],
    ['defers after the text', { does: 'answer', code: 451, at: 'text' }],
    ['is full', { does: 'answer', code: 452, at: 'recipient' }],
    ['drops the line in the middle of the text', { does: 'drop' }],
    ['takes the letter and drops the line', { does: 'accept and drop' }],
  ])('may be tried again when the server %s', async (_what, behaviour) => {
    expect(await outcome(behaviour)).toBeInstanceOf(MailUnavailable);
  });

  it('may be tried again when the server says nothing any more', async () => {
    expect(await outcome({ does: 'say nothing' }, 300)).toBeInstanceOf(MailUnavailable);
  });

  it.each<[string, Behaviour]>([
    ['knows no such mailbox', { does: 'answer', code: 550, at: 'recipient' }],
    ['refuses the words', { does: 'answer', code: 554, at: 'text' }],
  ])('is over when the server %s', async (_what, behaviour) => {
    expect(await outcome(behaviour)).toBeInstanceOf(MailRefused);
  });

  it('tells what was wrong without the address or the words', async () => {
    const refusal = await outcome({ does: 'answer', code: 550, at: 'recipient' });
    expect(String(refusal)).toContain('550');
    expect(String(refusal)).not.toContain('asha');
  });

  it('is known by its name when it comes twice', async () => {
    const office = await openOffice();
    const mailer = mailerTo(`smtp://127.0.0.1:${office.port}`);
    const mail = letter();
    office.behaviour = { does: 'accept and drop' };
    await expect(mailer.send(mail)).rejects.toThrow(MailUnavailable);
    office.behaviour = { does: 'accept' };
    await mailer.send(mail);
    expect(office.letters).toHaveLength(2);
    expect(office.distinct()).toHaveLength(1);
  });

  it('may be tried again when nobody listens, or nobody greets', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    await expect(mailerTo(`smtp://127.0.0.1:${port}`, 200).send(letter())).rejects.toThrow(MailUnavailable);
    await new Promise<void>((resolve) => silent.close(() => resolve()));
    await expect(mailerTo(`smtp://127.0.0.1:${port}`, 200).send(letter())).rejects.toThrow(MailUnavailable);
  });

  it('signs in over TLS, and never shows its password on an open line', async () => {
    const passwords: (string | undefined)[] = [];
    const signingIn: SMTPServerOptions = {
      authOptional: false,
      onAuth: ({ password }, _session, done) => {
        passwords.push(password ?? undefined);
        done(null, { user: 'nexora' });
      },
    };
    const open = await openOffice({ ...signingIn, allowInsecureAuth: true });
    await expect(mailerTo(`smtp://nexora:s3cret@127.0.0.1:${open.port}`).send(letter())).rejects.toThrow(
      MailUnavailable,
    );
    expect(passwords).toEqual([]);
    await mailerTo(`smtp://nexora:s3cret@127.0.0.1:${open.port}?tls=never`).send(letter());
    expect(passwords).toEqual(['s3cret']);
    expect(open.letters).toHaveLength(1);
  });

  it('takes no server for another: a certificate nobody vouches for is no way to send', async () => {
    const secured = await openOffice({ disabledCommands: [] });
    await expect(mailerTo(`smtp://127.0.0.1:${secured.port}?tls=required`).send(letter())).rejects.toThrow(
      MailUnavailable,
    );
    expect(secured.letters).toEqual([]);
  });

  it('may be tried again when the server does not know the password: that is not the letter', async () => {
    const office = await openOffice({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('no')),
    });
    await expect(
      mailerTo(`smtp://nexora:wrong@127.0.0.1:${office.port}?tls=never`).send(letter()),
    ).rejects.toThrow(MailUnavailable);
  });

  it('sends to no address that is made of two', async () => {
    const office = await openOffice();
    const mailer = mailerTo(`smtp://127.0.0.1:${office.port}`);
    const outcomes = await Promise.allSettled(
      [
        'asha@example.in, all@example.in',
        'asha@example.in>\r\nRCPT TO:<all@example.in',
        'x <all@example.in>',
      ].map((to) => mailer.send(letter({ to }))),
    );
    expect(office.letters.filter(({ to }) => to === 'all@example.in' || to.includes(' '))).toEqual([]);
    for (const each of outcomes) expect(each).toMatchObject({ reason: { code: 'mail.refused' } });
  });
});
