import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.js';
import { AppConfig, DatabaseConfig } from '../../src/config/sections.js';
import { entities } from '../../src/entities.js';
import { NotificationTemplateEntity } from '../../src/features/notifications/index.js';
import { BackupRefused, backup, restore } from '../../src/platform/database/backup.js';
import { openDatabase } from '../../src/platform/database/open-database.js';
import { makeTestHome } from '../database.js';
import type { TestHome } from '../database.js';

describe('a backup', () => {
  let home: TestHome;
  let file: string;
  let sections: readonly [AppConfig, DatabaseConfig];

  beforeEach(async () => {
    home = await makeTestHome();
    file = join(home.folder, 'kept.backup');
    sections = [new AppConfig(home.settings, []), new DatabaseConfig(home.settings, [])];
  });
  afterEach(() => home.remove());

  const template = (id: string, body: string) => ({
    ...{ id, kind: id, channel: 'sms' as const, language: 'hi', dltId: null, subject: null },
    body,
  });

  /** Does something with the open database, and closes it. */
  async function opened<T>(act: (rows: ReturnType<typeof rowsOf>) => Promise<T>): Promise<T> {
    const database = await openDatabase(...sections, { entities, migrations });
    try {
      return await act(rowsOf(database));
    } finally {
      await database.close();
    }
  }
  const rowsOf = ({ writer }: Awaited<ReturnType<typeof openDatabase>>) =>
    writer.getRepository(NotificationTemplateEntity);
  const bodies = () =>
    opened(async (rows) => (await rows.find({ order: { id: 'ASC' } })).map(({ body }) => body));

  it('made while the database is open brings every row back, and undoes what came after', async () => {
    const long = `नमस्ते 🙏 "quoted" \\ back\n${'x'.repeat(200_000)}`;
    await opened(async (rows) => {
      await rows.insert(template('a', long));
      await backup(...sections, file);
      await rows.update({ id: 'a' }, { body: 'changed' });
      await rows.insert(template('b', 'later'));
    });
    expect(await bodies()).toEqual(['changed', 'later']);
    await restore(...sections, file);
    expect(await bodies()).toEqual([long]);
  });

  it('never overwrites a file', async () => {
    await opened(async () => undefined);
    writeFileSync(file, 'mine');
    await expect(backup(...sections, file)).rejects.toThrow(BackupRefused);
    expect(existsSync(`${file}.part`)).toBe(false);
  });

  it('that is missing is refused, and everything stays', async () => {
    await opened((rows) => rows.insert(template('a', 'here')));
    await expect(restore(...sections, join(home.folder, 'none'))).rejects.toThrow(BackupRefused);
    expect(await bodies()).toEqual(['here']);
  });
});
