import { Catalogue1763700000003 } from '../../migrations/0003-catalogue.js';
import { CatalogueEdits } from '../../src/features/services/catalogue-edits.service.js';
import { CatalogueRowsRepository } from '../../src/features/services/catalogue-rows.repository.js';
import { revisionOf } from '../../src/features/services/catalogue-row.rule.js';
import { CategoryEdits } from '../../src/features/services/category-edits.service.js';
import { RateCardVersionEntity } from '../../src/features/services/index.js';
import { RateEdits } from '../../src/features/services/rate-edits.service.js';
import { RatesRepository } from '../../src/features/services/rates.repository.js';
import { RatesService } from '../../src/features/services/rates.service.js';
import { overlappingRates } from '../../src/features/services/rate.rule.js';
import { SynonymEdits } from '../../src/features/services/synonym-edits.service.js';
import { systemActor } from '../../src/kernel/actor.js';
import { FixedClock } from '../../src/kernel/clock.js';
import type { Tx } from '../../src/platform/database/transaction.js';
import type { DomainEvent } from '../../src/platform/events/domain-event.js';
import { DomainEvents } from '../../src/platform/events/domain-events.js';
import type { EventSubscribers } from '../../src/platform/events/event-subscribers.js';
import type { Jobs } from '../../src/platform/jobs/jobs.js';
import { openTestDatabase } from '../database.js';
import type { TestDatabase } from '../database.js';
import { catalogueEntities, insertCatalogue } from '../factories/catalogue.js';
import type { Ids } from '../factories/catalogue.js';

/** Keeps what is told; a unit of work that is rolled back has told it all the same. */
class Told extends DomainEvents {
  readonly payloads: object[] = [];

  constructor() {
    super({} as Jobs, { of: () => [] } as unknown as EventSubscribers);
  }

  override publish(_tx: Tx, { payload }: DomainEvent): Promise<void> {
    this.payloads.push(payload);
    return Promise.resolve();
  }
}

describe('writers of the catalogue who come at once', () => {
  const clock = new FixedClock('2026-12-01T06:00:00Z');
  const told = new Told();
  let database: TestDatabase;
  let ids: Ids;
  let categories: CategoryEdits;
  let prices: RateEdits;
  let synonyms: SynonymEdits;

  beforeAll(async () => {
    database = await openTestDatabase({ entities: catalogueEntities, migrations: [Catalogue1763700000003] });
    ids = await database.work.run(insertCatalogue);
    const rows = new CatalogueRowsRepository();
    const edits = new CatalogueEdits(database.work, rows, told, clock);
    const rates = new RatesRepository();
    categories = new CategoryEdits(database.work, edits);
    synonyms = new SynonymEdits(database.work, edits, rows);
    prices = new RateEdits(database.work, edits, rows, new RatesService(rates, told, clock), rates, clock);
  });
  afterAll(() => database.close());

  const outcomes = async (attempts: Promise<unknown>[]) =>
    (await Promise.allSettled(attempts)).map((each) =>
      each.status === 'fulfilled' ? 'done' : (each.reason as { code: string }).code,
    );
  const ten = <T>(make: (at: number) => Promise<T>) => Array.from({ length: 10 }, (_, at) => make(at));
  const onceOf = (code: string) => ['done', ...Array.from({ length: 9 }, () => code)].sort();

  it('overwrite nothing unseen: one of ten wins', async () => {
    const id = ids.category('plumbing');
    const revision = revisionOf(await categories.get(id));
    const all = await outcomes(ten((at) => categories.change(systemActor, id, { sort: 100 + at }, revision)));
    expect(all.sort()).toEqual(onceOf('catalogue.changed_meanwhile'));
  });

  it('never make two prices hold at one place and time, whether they add, follow or lengthen (PR-2)', async () => {
    const rateCardId = ids.rateCard('regular-cleaning-two-hours');
    const wish = { pincode: '560001', strikePricePaise: null, endsPrevious: false };
    const first = await prices.add(systemActor, rateCardId, {
      ...{ ...wish, pricePaise: 1_000 },
      validTo: new Date('2026-12-10T00:00:00Z'),
    });
    const attempts = ten<unknown>((at) =>
      at % 2 === 0
        ? prices.add(systemActor, rateCardId, {
            ...{ ...wish, pricePaise: 2_000 + at, validTo: null },
            validFrom: new Date('2026-12-10T00:00:00Z'),
          })
        : prices.end(systemActor, first.id, null, revisionOf(first)),
    );
    const all = await outcomes(attempts);
    expect(all.filter((each) => each === 'done')).toHaveLength(1);
    for (const each of all) expect(['done', 'rate.overlaps', 'catalogue.changed_meanwhile']).toContain(each);
    const versions = await database.work.read((reader) =>
      reader.getRepository(RateCardVersionEntity).findBy({ rateCardId }),
    );
    expect(overlappingRates(versions)).toEqual([]);
  });

  it('write a phrase once', async () => {
    const draft = {
      subcategoryId: ids.service('tap-repair'),
      categoryId: null,
      language: 'en' as const,
      phrase: 'the tap sings at night',
    };
    const all = await outcomes(ten(() => synonyms.add(systemActor, draft)));
    expect(all.sort()).toEqual(onceOf('catalogue.already_there'));
  });

  it('tell who changed what from what, and nothing of a change that changes nothing', async () => {
    const id = ids.category('car-care');
    const before = await categories.get(id);
    told.payloads.length = 0;
    const same = await categories.change(systemActor, id, { sort: before.sort }, revisionOf(before));
    expect(told.payloads).toEqual([]);
    await categories.change(systemActor, id, { name: 'Cars' }, revisionOf(same));
    expect(told.payloads).toEqual([
      {
        subject: 'category',
        subjectId: id,
        verb: 'changed',
        by: 'system',
        before: { name: before.name },
        after: { name: 'Cars' },
      },
    ]);
  });
});
