/** @throws Error unless it is the address of something spoken to over HTTP */
export function checkHttpUrl(given: string): string {
  if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
    throw new Error('must be an http:// or https:// address');
  return given;
}
