/**
 * What a field says about a person. `words` is free text that a person wrote, which may say anything; `note` is what
 * staff or the house wrote about an act: it is shown, without the emails and numbers in it.
 */
export type PiiKind = 'email' | 'mobile' | 'name' | 'address' | 'gstin' | 'words' | 'note';

/** Whom a value is about. What the company says of itself is nobody's secret. */
export type Whose = 'customer' | 'provider' | 'staff' | 'company';

const kinds = new Map<string, PiiKind>();
/** Of which kind, by the rest of the row: the same field may hold a person's words or the house's. */
type KindOfRow = (row: Readonly<Record<string, unknown>>) => PiiKind;

const taggedIn = new WeakMap<object, Map<string, PiiKind | 'nothing' | KindOfRow>>();
const tagged = new Set<string>();
const ownersOfClasses = new WeakMap<object, Whose>();
const ownersOfFields = new WeakMap<object, Map<string, Whose>>();

/**
 * Tags a field that says something about a person. A field of that name, in whatever object, never reaches a log, and
 * in an answer is masked for staff who may not see it.
 * @throws when the name is tagged as another kind elsewhere: the log could not know which is meant
 */
export function Pii(kind: PiiKind): PropertyDecorator {
  return (prototype, property) => {
    const field = String(property);
    const known = kinds.get(field);
    if (known !== undefined && known !== kind)
      throw new Error(`The field ${field} is tagged as ${known} elsewhere.`);
    kinds.set(field, kind);
    tag(prototype, field, kind);
  };
}

/** As `Pii`, of this class alone: the same name means other things elsewhere, such as `name` or `reason`. */
export function PiiHere(kind: PiiKind | KindOfRow): PropertyDecorator {
  return (prototype, property) => tag(prototype, String(property), kind);
}

/** Says that a field of this class tells nothing of a person, although others of its name do: the `to` of a change. */
export function NotPii(): PropertyDecorator {
  return (prototype, property) => addTo(taggedIn, prototype, String(property), 'nothing');
}

function tag(prototype: object, field: string, kind: PiiKind | KindOfRow): void {
  addTo(taggedIn, prototype, field, kind);
  tagged.add(`${prototype.constructor.name}.${field}`);
}

function addTo<T>(map: WeakMap<object, Map<string, T>>, prototype: object, field: string, value: T): void {
  const fields = map.get(prototype) ?? new Map<string, T>();
  map.set(prototype, fields.set(field, value));
}

/**
 * Says whom the personal fields of an answer are about: of a class, or of what stands under one of its fields. What
 * says nothing is about whom the object around it is about.
 */
export function About(whose: Whose): ClassDecorator & PropertyDecorator {
  return (target: object, property?: string | symbol) => {
    if (property === undefined) ownersOfClasses.set((target as { prototype: object }).prototype, whose);
    else addTo(ownersOfFields, target, String(property), whose);
  };
}

/** Whom the answers of a class are about, when it says. */
export function ownerOfClass(prototype: object): Whose | null {
  return inherited(prototype, (each) => ownersOfClasses.get(each));
}

/** Whom what stands under a field is about, when its class says. */
export function ownerOfField(prototype: object, field: string): Whose | null {
  return inherited(prototype, (each) => ownersOfFields.get(each)?.get(field));
}

/** Of which kind a field of a class is: by its own tag, else by its name, which alone does not tell free text. */
export function kindOfField(
  prototype: object | null,
  field: string,
  row: Readonly<Record<string, unknown>> = {},
): PiiKind | null {
  const own = prototype && inherited(prototype, (each) => taggedIn.get(each)?.get(field));
  if (own === 'nothing') return null;
  return (typeof own === 'function' ? own(row) : own) ?? personalKindOf(field);
}

function inherited<T>(prototype: object, read: (prototype: object) => T | undefined): T | null {
  for (let at: object | null = prototype; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const found = read(at);
    if (found !== undefined) return found;
  }
  return null;
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
  gstin: 'gstin',
  vpa: 'email',
  message: 'words',
  reply: 'words',
};

const secrets = /^(authorization|cookie|set-cookie)$|(password|passwordHash|token|secret|apiKey)$/i;

/** What stands in the log in the place of that field's value, or null when it may be shown. */
export function placeholderOf(field: string): string | null {
  if (secrets.test(field)) return '[hidden]';
  const kind = kindOf(field);
  return kind === null || kind === 'note' ? null : placeholderOfKind(kind);
}

export function placeholderOfKind(kind: Exclude<PiiKind, 'note'>): string {
  return `[${kind}]`;
}

/** Of which kind a field's value is that says who somebody is or where they live; null of others and of free text. */
export function personalKindOf(field: string): Exclude<PiiKind, 'words' | 'note'> | null {
  const kind = kindOf(field);
  return kind === 'words' || kind === 'note' ? null : kind;
}

/** `to` is whom a notice goes to; `validTo` is an instant. */
const shortestEnding = 3;

/** Also of a field whose name ends in a tagged one: `customerEmail`, `providerFirstName`. */
function kindOf(field: string): PiiKind | null {
  const own = kinds.get(field) ?? alsoCalled[field];
  if (own !== undefined) return own;
  for (const [name, kind] of kinds)
    if (name.length >= shortestEnding && field.endsWith(`${name[0]?.toUpperCase()}${name.slice(1)}`))
      return kind;
  return null;
}
