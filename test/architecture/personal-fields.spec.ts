import { getMetadataArgsStorage } from 'typeorm';
import { entities } from '../../src/entities.js';
import { isTagged } from '../../src/platform/telemetry/pii.js';

/** Columns whose name says that they hold something about a person. */
const personal =
  /(^|[a-z])(email|mobile|phone|firstName|lastName|contactName|line[12]|address|instructions)$/i;

describe('personal columns', () => {
  const columns = getMetadataArgsStorage()
    .columns.filter(({ target }) => (entities as readonly unknown[]).includes(target))
    .map(({ target, propertyName }) => ({ owner: (target as { name: string }).name, field: propertyName }))
    .filter(({ field }) => personal.test(field));

  it('are tagged, every one, so that no log line shows them', () => {
    expect(columns.filter(({ owner, field }) => !isTagged(owner, field))).toEqual([]);
  });

  it('are found where they are known to be', () => {
    const owners = new Set(columns.map(({ owner }) => owner));
    for (const owner of [
      'UserEntity',
      'AddressEntity',
      'StaffMemberEntity',
      'ProviderEntity',
      'BookingEntity',
    ])
      expect(owners).toContain(owner);
  });
});
