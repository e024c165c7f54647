import { parseSmtpUrl } from './smtp-url.js';

describe('the address of a mail server', () => {
  it.each([
    ['smtp://mail.example', { host: 'mail.example', port: 587, tls: 'offered' }],
    ['smtp://127.0.0.1:2525', { host: '127.0.0.1', port: 2525, tls: 'offered' }],
    ['smtp://mail.example?tls=required', { host: 'mail.example', port: 587, tls: 'required' }],
    ['smtps://mail.example', { host: 'mail.example', port: 465, tls: 'implicit' }],
    ['smtp://[::1]:25?tls=never', { host: '::1', port: 25, tls: 'never' }],
  ])('%s', (given, server) => {
    expect(parseSmtpUrl(given)).toEqual(server);
  });

  it('demands TLS for a password unless it is said otherwise', () => {
    const user = { name: 'no-reply@nexora.example', password: 'a/b:c' };
    const login = 'no-reply%40nexora.example:a%2Fb%3Ac';
    expect(parseSmtpUrl(`smtp://${login}@mail.example`)).toMatchObject({ tls: 'required', user });
    expect(parseSmtpUrl(`smtp://${login}@mail.example?tls=never`)).toMatchObject({ tls: 'never', user });
    expect(parseSmtpUrl(`smtps://${login}@mail.example`)).toMatchObject({ tls: 'implicit', user });
  });

  it.each([
    'mail.example',
    'http://mail.example',
    'smtp://',
    'smtp://mail.example?tls=maybe',
    'smtps://m?tls=never',
  ])('refuses %s', (given) => {
    expect(() => parseSmtpUrl(given)).toThrow();
  });
});
