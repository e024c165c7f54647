/** The `Link` header of a list that goes on (PF-3, RFC 8288), as an address relative to the server; else null. */
export function linkOf(originalUrl: string, body: unknown): string | null {
  const cursor = nextCursorOf(body);
  return cursor === null ? null : nextPageLink(originalUrl, cursor);
}

export function nextPageLink(originalUrl: string, cursor: string): string {
  const [path = '', query] = originalUrl.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('cursor', cursor);
  return `<${path}?${parameters.toString()}>; rel="next"`;
}

function nextCursorOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('page' in body)) return null;
  const { page } = body;
  if (typeof page !== 'object' || page === null || !('next' in page)) return null;
  return typeof page.next === 'string' ? page.next : null;
}
