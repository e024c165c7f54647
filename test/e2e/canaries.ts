/** Whose values a canary stands for. */
export type CanaryOwner = 'customer' | 'provider' | 'staff' | 'guest' | 'payer';

export interface Canary {
  readonly owner: CanaryOwner;
  /** Where it was planted, e.g. `firstName`. */
  readonly field: string;
  readonly value: string;
  /** What no other text of the marketplace holds. */
  readonly mark: string;
}

/** Values that stand nowhere else, so that wherever one of them is found, it came from where it was planted. */
export class Canaries {
  readonly planted: Canary[] = [];

  email(owner: CanaryOwner, field = 'email'): string {
    const word = this.word();
    return this.plant(owner, field, `${word}@canary.example`, word);
  }

  mobile(owner: CanaryOwner, field = 'mobile'): string {
    const digits = `7042${String(this.planted.length).padStart(4, '0')}`;
    return this.plant(owner, field, `+9196${digits}`, digits);
  }

  name(owner: CanaryOwner, field: string): string {
    const word = this.word();
    return this.plant(owner, field, `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`, word);
  }

  words(owner: CanaryOwner, field: string): string {
    const word = this.word();
    return this.plant(owner, field, `Ask for ${word} at the blue door`, word);
  }

  gstin(owner: CanaryOwner, field = 'gstNumber'): string {
    const word = this.word().slice(0, 5);
    return this.plant(owner, field, `29${word.toUpperCase()}7042Q1Z5`, word);
  }

  /** Those that stand somewhere in a text. */
  foundIn(text: string): Canary[] {
    const small = text.toLowerCase();
    return this.planted.filter(({ mark }) => small.includes(mark));
  }

  /** The same, as `owner.field`, each once. */
  namesIn(...texts: readonly string[]): string[] {
    const found = texts.flatMap((text) => this.foundIn(text));
    return [...new Set(found.map(({ owner, field }) => `${owner}.${field}`))].sort();
  }

  private plant(owner: CanaryOwner, field: string, value: string, mark: string): string {
    this.planted.push({ owner, field, value, mark: mark.toLowerCase() });
    return value;
  }

  /** `zqabvx...`: no word of any language, and not the beginning of another one of these. */
  private word(): string {
    const at = this.planted.length;
    const letters = String.fromCharCode(97 + Math.floor(at / 26), 97 + (at % 26));
    return `zq${letters}vxjk`;
  }
}
