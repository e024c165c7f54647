import { getMetadataArgsStorage } from 'typeorm';
import { entities } from '../../src/entities.js';
import { UserEntity } from '../../src/features/users/index.js';
import { ProviderEntity } from '../../src/features/providers/index.js';
import { StaffMemberEntity } from '../../src/features/staff/index.js';
import { isPersonal } from '../../src/features/privacy/registry/table-decision.js';
import { tableRegistry } from '../../src/features/privacy/registry/table-registry.js';
import { isTagged } from '../../src/platform/telemetry/pii.js';

interface Shape {
  name: string;
  columns: string[];
  /** Those that need a decision. */
  personal: string[];
  /** Those with room for what somebody wrote; they need one where the row stays after an erasure. */
  roomy: string[];
}

const registryFiles = 'src/features/privacy/registry/{customer,booking,impersonal}-tables.ts';
/** Shorter texts are the names of states, kinds and roles. */
const shortestWords = 60;

const people: readonly unknown[] = [UserEntity, ProviderEntity, StaffMemberEntity];

/** An id that no foreign key explains, or the words in which somebody is named. */
const namesSomebody =
  /^(principal|scope|ip|userAgent)$|^(user|customer|owner|payer|actor|author|principal)Id$|ById$/;

function shapes(): Shape[] {
  const storage = getMetadataArgsStorage();
  const listed = new Set<unknown>(entities);
  return storage.tables
    .filter(({ target }) => listed.has(target))
    .map(({ target, name }) => {
      const owner = (target as { name: string }).name;
      const columns = storage.columns.filter((each) => each.target === target);
      const keys = new Map(
        storage.foreignKeys
          .filter((each) => each.target === target)
          .map((each) => [each.propertyName, (each.type as () => unknown)()]),
      );
      const personal = columns.filter(({ propertyName, options }) => {
        if (isTagged(owner, propertyName)) return true;
        const refersTo = keys.get(propertyName);
        if (refersTo !== undefined) return people.includes(refersTo);
        const isId = options.type === 'varchar' && Number(options.length) === 36 && options.primary !== true;
        return (isId && /Id$|^openFor$|^subject$/.test(propertyName)) || namesSomebody.test(propertyName);
      });
      return {
        name: name ?? '',
        columns: columns.map(({ propertyName }) => propertyName),
        personal: personal.map(({ propertyName }) => propertyName),
        roomy: columns
          .filter(
            ({ options: { type, length } }) =>
              type === 'text' ||
              type === 'simple-json' ||
              (type === 'varchar' && Number(length) >= shortestWords),
          )
          .map(({ propertyName }) => propertyName),
      };
    });
}

describe('the registry of what is stored about people', () => {
  const tables = shapes();

  it('has a decision for every table (ID-9)', () => {
    const owed = tables
      .filter(({ name }) => !tableRegistry[name])
      .map(({ name, personal }) => {
        const columns = personal.map((column) => `${column}: '...'`).join(', ');
        return personal.length === 0
          ? `${name}: { because: '...' },`
          : `${name}: { rows: { by: '...' }, erasure: { act: 'delete' }, columns: { ${columns} } },`;
      });
    expect(owed.length === 0 ? '' : `Add to ${registryFiles}:\n${owed.join('\n')}`).toBe('');
  });

  it('has a decision for every column that names somebody or says something of them', () => {
    const owed = tables.flatMap(({ name, personal }) => {
      const decided = tableRegistry[name]?.columns ?? {};
      return tableRegistry[name]
        ? personal.filter((each) => !decided[each]).map((each) => `${name}: ${each}: '...',`)
        : [];
    });
    expect(owed.length === 0 ? '' : `Add to columns in ${registryFiles}:\n${owed.join('\n')}`).toBe('');
  });

  it('names nothing that is not there', () => {
    const known = new Map(tables.map(({ name, columns }) => [name, columns]));
    const strange = Object.entries(tableRegistry).flatMap(([name, decision]) => {
      const columns = known.get(name);
      if (!columns) return [name];
      const {
        rows,
        hidden = [],
        withheld,
        erasure,
      } = isPersonal(decision) ? decision : { rows: null, withheld: undefined, erasure: null };
      const named = [
        ...Object.keys(decision.columns ?? {}),
        ...(decision.retention ? [decision.retention.after] : []),
        ...(decision.retention?.empties ? [decision.retention.empties.column] : []),
        ...hidden,
        ...(withheld ? [withheld[0]] : []),
        ...(erasure?.act === 'blank' ? Object.keys(erasure.columns) : []),
        ...(rows ? ['by', 'kind', 'about', 'principal', 'column'].flatMap((key) => valueOf(rows, key)) : []),
      ];
      return named.filter((each) => !columns.includes(each)).map((each) => `${name}.${each}`);
    });
    expect(strange).toEqual([]);
  });

  const staying = tables.flatMap(({ name, roomy }) => {
    const decision = tableRegistry[name];
    if (!decision || !isPersonal(decision) || decision.erasure.act === 'delete') return [];
    const emptied = decision.erasure.act === 'blank' ? Object.keys(decision.erasure.columns) : [];
    return [{ name, roomy, columns: decision.columns, emptied }];
  });

  it('has a decision for every column of a row that stays in which somebody may have written', () => {
    const owed = staying.flatMap(({ name, roomy, columns }) =>
      roomy.filter((each) => !columns[each]).map((each) => `${name}: ${each}: 'exported' or 'no words',`),
    );
    expect(owed.length === 0 ? '' : `Add to columns in ${registryFiles}:\n${owed.join('\n')}`).toBe('');
  });

  it('empties what is the person’s own in a row that stays', () => {
    const left = staying.flatMap(({ name, columns, emptied }) =>
      Object.entries(columns)
        .filter(([column, what]) => what === 'exported' && !emptied.includes(column))
        .map(([column]) => `${name}.${column}`),
    );
    expect(left).toEqual([]);
  });

  it('says of a tagged column of a row that stays that it is emptied, or kept as the law demands', () => {
    const storage = getMetadataArgsStorage();
    const owners = new Map(
      storage.tables.map(({ name, target }) => [name ?? '', (target as { name: string }).name]),
    );
    const left = Object.entries(tableRegistry).flatMap(([name, decision]) => {
      if (!isPersonal(decision) || decision.erasure.act === 'delete') return [];
      const emptied = decision.erasure.act === 'blank' ? Object.keys(decision.erasure.columns) : [];
      const tagged = Object.keys(decision.columns).filter((each) => isTagged(owners.get(name) ?? '', each));
      return tagged
        .filter((each) => !emptied.includes(each) && decision.columns[each] !== 'kept')
        .map((each) => `${name}.${each}`);
    });
    expect(left).toEqual([]);
  });
});

function valueOf(rows: object, key: string): string[] {
  const value: unknown = Reflect.get(rows, key);
  return typeof value === 'string' ? [value] : [];
}
