import { Column, ForeignKey, PrimaryColumn } from 'typeorm';

/*
 * The column types of the house, one decorator each, the same on every database (docs/adr/0002, 0003).
 * `columns` in migration.ts makes the same columns in migrations; a test compares the two.
 */

interface Optional {
  nullable?: boolean;
}

const toNumber = {
  to: (value: number | null) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};

/** UUIDv7 primary key, made by the application. */
export const Id = (): PropertyDecorator => PrimaryColumn({ type: 'varchar', length: 36 });

/** A key made of the trade's own word, e.g. a pincode. */
export const NaturalKey = (length: number): PropertyDecorator => PrimaryColumn({ type: 'varchar', length });

/** An integer that is (part of) the primary key. */
export const IntegerKey = (): PropertyDecorator => PrimaryColumn({ type: 'int' });

/** Another row's id, kept by a foreign key that never cascades. */
export function Refers(
  target: () => new () => object,
  { nullable = false, length = 36 }: Optional & { length?: number } = {},
): PropertyDecorator {
  return (prototype, property) => {
    Column({ type: 'varchar', length, nullable })(prototype, property);
    ForeignKey(target, { onDelete: 'RESTRICT' })(prototype, property);
  };
}

/** As `Refers`, for a column that is part of the primary key. */
export function RefersKey(target: () => new () => object, length = 36): PropertyDecorator {
  return (prototype, property) => {
    PrimaryColumn({ type: 'varchar', length })(prototype, property);
    ForeignKey(target, { onDelete: 'RESTRICT' })(prototype, property);
  };
}

/** An id of a thing that is not a foreign key: another feature's subject, or one of several kinds. */
export const SubjectId = ({ nullable = false }: Optional = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 36, nullable });

/** Short text or an enumeration, at most `length` characters. */
export const Text = (length: number, { nullable = false }: Optional = {}): PropertyDecorator =>
  Column({ type: 'varchar', length, nullable });

/** Text of any length; not indexed. */
export const LongText = ({ nullable = false }: Optional = {}): PropertyDecorator =>
  Column({ type: 'text', nullable });

/** A point in time, UTC, to the millisecond. */
export const Instant = ({ nullable = false }: Optional = {}): PropertyDecorator =>
  Column({ type: 'datetime', precision: 3, nullable });

/** A local calendar date, `YYYY-MM-DD`. */
export const Day = ({ nullable = false }: Optional = {}): PropertyDecorator =>
  Column({ type: 'varchar', length: 10, nullable });

/** Money: integer paise. */
export const Paise = ({ nullable = false }: Optional = {}): PropertyDecorator =>
  Column({ type: 'bigint', nullable, transformer: toNumber });

export const Int = ({ nullable = false }: Optional = {}): PropertyDecorator =>
  Column({ type: 'int', nullable });

/** A measured value that is not money: a coordinate, a score. */
export const Real = ({ nullable = false }: Optional = {}): PropertyDecorator =>
  Column({ type: 'double', nullable });

export const Flag = (): PropertyDecorator => Column({ type: 'boolean' });

/** A value nobody filters by, kept as JSON. */
export const Json = ({ nullable = false }: Optional = {}): PropertyDecorator =>
  Column({ type: 'simple-json', nullable });
