import { roles } from './kernel/permissions.js';

export interface Started {
  /** Base address the server answers at. */
  address: string;
  /** The demonstration's password; null where there are no demo logins. */
  demo: { password: string } | null;
  startedMs: number;
}

/** What a person sees when the server is ready. */
export function banner({ address, demo, startedMs }: Started): string {
  const base = address
    .replace('[::1]', 'localhost')
    .replace('[::]', 'localhost')
    .replace('0.0.0.0', 'localhost');
  const lines = [
    '',
    `  Nexora is ready after ${(startedMs / 1000).toFixed(1)} s.`,
    '',
    `  API      ${base}/api/v1`,
    `  Docs     ${base}/docs`,
    `  Health   ${base}/health/ready`,
  ];
  if (demo) {
    lines.push(
      `  Inbox    ${base}/dev/inbox   (mail and SMS that would have been sent)`,
      '',
      `  Demonstration logins, password ${demo.password}`,
      '  customer   +919000000001    POST /api/v1/auth/login',
      ...roles.map(
        ({ name }, at) =>
          `  staff      EMP00${at + 1}           ${name}${at === 0 ? ', POST /api/v1/ops/auth/login' : ''}`,
      ),
    );
  }
  return [...lines, ''].join('\n');
}
