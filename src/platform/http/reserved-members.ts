/** Names by which an object would reach the prototypes of the program; no field of this API is called so. */
const reserved: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON Pointers of the members that bear such a name, wherever they stand; what they hold is not looked at. Nest takes
 * them away without a word, so whoever wants to refuse them asks before.
 */
export function reservedMembers(value: unknown, pointer = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => {
    const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return reserved.has(name) ? [at] : reservedMembers(each, at);
  });
}
