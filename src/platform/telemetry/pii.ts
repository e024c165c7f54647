/** What a field says about a person. `words` is free text that somebody wrote, which may say anything. */
export type PiiKind = 'email' | 'mobile' | 'name' | 'address' | 'words';

const kinds = new Map<string, PiiKind>();
const tagged = new Set<string>();

/**
 * Tags a field that says something about a person. A field of that name, in whatever object, never reaches a log.
 * @throws when the name is tagged as another kind elsewhere: the log could not know which is meant
 */
export function Pii(kind: PiiKind): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    const known = kinds.get(field);
    if (known !== undefined && known !== kind)
      throw new Error(`The field ${field} is tagged as ${known} elsewhere.`);
    kinds.set(field, kind);
    tagged.add(`${prototype.constructor.name}.${field}`);
  };
}

/** Whether `Class.field` has a tag. */
export function isTagged(owner: string, field: string): boolean {
  return tagged.has(`${owner}.${field}`);
}

/** Names that only requests, answers and libraries use for what a tagged field holds. */
const alsoCalled: Readonly<Record<string, PiiKind>> = {
  identifier: 'email',
  phone: 'mobile',
  phoneNumber: 'mobile',
  fullName: 'name',
  displayName: 'name',
  recipient: 'email',
  message: 'words',
  reply: 'words',
};

const secrets = /^(authorization|cookie|set-cookie)$|(password|passwordHash|token|secret|apiKey)$/i;

/** What stands in the log in the place of that field's value, or null when it may be shown. */
export function placeholderOf(field: string): string | null {
  if (secrets.test(field)) return '[hidden]';
  const kind = kindOf(field);
  return kind === null ? null : `[${kind}]`;
}

/** Of which kind a field's value is that says who somebody is or where they live; null of others and of free text. */
export function personalKindOf(field: string): Exclude<PiiKind, 'words'> | null {
  const kind = kindOf(field);
  return kind === 'words' ? null : kind;
}

/** Also of a field whose name ends in a tagged one: `customerEmail`, `providerFirstName`. */
function kindOf(field: string): PiiKind | null {
  const own = kinds.get(field) ?? alsoCalled[field];
  if (own !== undefined) return own;
  for (const [name, kind] of kinds)
    if (field.endsWith(`${name[0]?.toUpperCase()}${name.slice(1)}`)) return kind;
  return null;
}
