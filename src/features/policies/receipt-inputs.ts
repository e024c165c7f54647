import { asRecord } from './body-checks.js';

/**
 * The inputs of a stored receipt, read back as what they were. A receipt that lacks one is a bug of whoever wrote it.
 */
export class ReceiptInputs {
  constructor(private readonly inputs: Readonly<Record<string, unknown>>) {}

  has(name: string): boolean {
    return this.inputs[name] !== undefined && this.inputs[name] !== null;
  }

  number(name: string): number {
    const value = this.inputs[name];
    return typeof value === 'number' ? value : this.missing(name, 'a number');
  }

  text(name: string): string {
    const value = this.inputs[name];
    return typeof value === 'string' ? value : this.missing(name, 'a text');
  }

  flag(name: string): boolean {
    const value = this.inputs[name];
    return typeof value === 'boolean' ? value : this.missing(name, 'true or false');
  }

  instant(name: string): Date {
    return new Date(this.text(name));
  }

  instantOrNull(name: string): Date | null {
    return this.has(name) ? this.instant(name) : null;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.text(name);
    return allowed.find((each) => each === value) ?? this.missing(name, `one of ${allowed.join(', ')}`);
  }

  part(name: string): ReceiptInputs {
    const record = asRecord(this.inputs[name]);
    return new ReceiptInputs(record ?? this.missing(name, 'an object'));
  }

  parts(name: string): ReceiptInputs[] {
    return this.list(name).map((each) => new ReceiptInputs(asRecord(each) ?? this.missing(name, 'objects')));
  }

  texts(name: string): string[] {
    return this.list(name).map((each) => (typeof each === 'string' ? each : this.missing(name, 'texts')));
  }

  private list(name: string): readonly unknown[] {
    const value = this.inputs[name];
    return Array.isArray(value) ? (value as readonly unknown[]) : this.missing(name, 'a list');
  }

  private missing(name: string, wanted: string): never {
    throw new Error(`The receipt's input ${name} is not ${wanted}.`);
  }
}
