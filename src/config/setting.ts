/** One environment variable: how it is read, what it falls back to, and what it means to an operator. */
export interface Setting<T> {
  readonly variable: string;
  readonly doc: string;
  /** What stands when the variable is absent or empty; text for `.env.example` is made from it. */
  readonly fallback: T;
  /** Turns text into a value, or throws an Error whose message completes "VARIABLE …". */
  readonly parse: (text: string) => T;
  /** Never printed, never logged. */
  readonly secret?: boolean;
}

export type Environment = Readonly<Record<string, string | undefined>>;

interface Described<T> {
  doc: string;
  fallback: T;
}

export function text(variable: string, { doc, fallback }: Described<string>): Setting<string> {
  return { variable, doc, fallback, parse: (given) => given };
}

export function shortLink(variable: string, { doc, fallback }: Described<string>): Setting<string> {
  const pattern = /^(?:https?:\/\/)?[a-z0-9.-]+(?:\/[\w.-]+)*$/i;
  return {
    variable,
    doc,
    fallback,
    parse: (given) => {
      if (given.length > 18 || !pattern.test(given))
        throw new Error('must be an address of at most 18 characters, without a slash at its end');
      return given;
    },
  };
}

export function optionalText(
  variable: string,
  doc: string,
  check: (given: string) => string = (given) => given,
): Setting<string | undefined> {
  return { variable, doc, fallback: undefined, parse: check };
}

export function secret(
  variable: string,
  doc: string,
  check: (given: string) => string,
): Setting<string | undefined> {
  return { variable, doc, fallback: undefined, parse: check, secret: true };
}

export function integer(
  variable: string,
  { doc, fallback, min, max }: Described<number> & { min: number; max: number },
): Setting<number> {
  return {
    variable,
    doc: `${doc} From ${min} to ${max}.`,
    fallback,
    parse: (given) => {
      const value = Number(given);
      if (!/^-?\d+$/.test(given) || value < min || value > max)
        throw new Error(`must be a whole number from ${min} to ${max}, not "${given}"`);
      return value;
    },
  };
}

export function flag(variable: string, { doc, fallback }: Described<boolean>): Setting<boolean> {
  return {
    variable,
    doc: `${doc} true or false.`,
    fallback,
    parse: (given) => {
      if (given !== 'true' && given !== 'false') throw new Error(`must be true or false, not "${given}"`);
      return given === 'true';
    },
  };
}

export function oneOf<const T extends string>(
  variable: string,
  choices: readonly T[],
  { doc, fallback }: Described<T>,
): Setting<T> {
  return {
    variable,
    doc: `${doc} One of ${choices.join(', ')}.`,
    fallback,
    parse: (given) => {
      const found = choices.find((each) => each === given);
      if (found === undefined) throw new Error(`must be one of ${choices.join(', ')}, not "${given}"`);
      return found;
    },
  };
}

export function list(
  variable: string,
  { doc, fallback }: Described<readonly string[]>,
): Setting<readonly string[]> {
  return {
    variable,
    doc: `${doc} Separated by commas.`,
    fallback,
    parse: (given) =>
      given
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean),
  };
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type ValuesOf<S extends Settings> = {
  readonly [K in keyof S]: S[K] extends Setting<infer T> ? T : never;
};

export interface SectionClass<S extends Settings> {
  new (environment: Environment, faults: string[]): ValuesOf<S>;
  readonly title: string;
  readonly settings: S;
}

/**
 * Makes the class of one section of the configuration, to be extended and injected by its name.
 * Its constructor reads every setting and adds each fault to `faults`, so that all are told at once.
 */
export function section<const S extends Settings>(title: string, settings: S): SectionClass<S> {
  class Section {
    static readonly title = title;
    static readonly settings = settings;

    constructor(environment: Environment, faults: string[]) {
      for (const [name, setting] of Object.entries(settings)) {
        Object.defineProperty(this, name, { value: read(setting, environment, faults), enumerable: true });
      }
    }
  }
  return Section as unknown as SectionClass<S>;
}

function read(setting: Setting<unknown>, environment: Environment, faults: string[]): unknown {
  const given = environment[setting.variable]?.trim();
  if (given === undefined || given === '') return setting.fallback;
  try {
    return setting.parse(given);
  } catch (fault) {
    faults.push(`${setting.variable} ${fault instanceof Error ? fault.message : 'is not valid'}`);
    return setting.fallback;
  }
}
