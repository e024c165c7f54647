import type { MigrationInterface, QueryRunner } from 'typeorm';
import { columns, createTable, dropTables } from '../src/platform/database/migration.js';

const {
  id,
  naturalKey,
  integerKey,
  ref,
  subjectId,
  text,
  longText,
  instant,
  paise,
  int,
  real,
  flag,
  json,
  nullable,
} = columns;
const refKey = (name: string, length = 36) => naturalKey(name, length);

/** Policies, catalogue, providers with their exclusion space, and quotes. */
export class Catalogue1763700000003 implements MigrationInterface {
  name = 'Catalogue1763700000003';

  async up(runner: QueryRunner): Promise<void> {
    await policies(runner);
    await catalogue(runner);
    await prices(runner);
    await providers(runner);
    await schedules(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'quotes',
      'provider_cells',
      'provider_days',
      'provider_pincodes',
      'provider_leave',
      'provider_hours',
      'provider_skills',
      'providers',
      'rate_card_pincodes',
      'rate_card_versions',
      'rate_cards',
      'synonyms',
      'subcategories',
      'categories',
      'pincodes',
      'policies',
    );
  }
}

async function policies(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'policies', {
    columns: [
      id(),
      text('kind', 20),
      text('scopeKind', 10),
      nullable(subjectId('scopeId')),
      text('code', 60),
      int('version'),
      instant('effectiveFrom'),
      nullable(instant('effectiveTo')),
      json('body'),
      nullable(instant('publishedAt')),
    ],
    unique: [['code', 'version']],
    index: [['kind', 'scopeId']],
  });
}

async function catalogue(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'pincodes', {
    columns: [
      naturalKey('pincode', 6),
      text('city', 60),
      text('state', 60),
      text('area', 120),
      flag('isServiceable'),
      real('lat'),
      real('lng'),
    ],
    index: [['city']],
  });
  await createTable(runner, 'categories', {
    columns: [
      id(),
      text('slug', 60),
      text('name', 80),
      text('nameHi', 120),
      longText('description'),
      text('gstGroup', 20),
      int('commissionBps'),
      int('minNoticeMinutes'),
      int('sort'),
      flag('isActive'),
    ],
    unique: [['slug']],
  });
  await createTable(runner, 'subcategories', {
    columns: [
      id(),
      ref('categoryId'),
      text('slug', 80),
      text('name', 80),
      text('nameHi', 120),
      longText('description'),
      int('durationMinutes'),
      text('skill', 60),
      int('warrantyDays'),
      json('attributes'),
      flag('isPopular'),
      flag('isActive'),
    ],
    unique: [['slug']],
    index: [['categoryId']],
    foreign: { categoryId: ['categories', 'id'] },
  });
  await createTable(runner, 'synonyms', {
    columns: [
      id(),
      nullable(ref('subcategoryId')),
      nullable(ref('categoryId')),
      text('language', 10),
      text('phrase', 160),
    ],
    index: [['subcategoryId'], ['categoryId']],
    foreign: { subcategoryId: ['subcategories', 'id'], categoryId: ['categories', 'id'] },
  });
}

async function prices(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'rate_cards', {
    columns: [
      id(),
      ref('subcategoryId'),
      text('slug', 100),
      text('name', 80),
      longText('description'),
      int('durationMinutes'),
      int('sort'),
      flag('isActive'),
    ],
    unique: [['slug']],
    index: [['subcategoryId']],
    foreign: { subcategoryId: ['subcategories', 'id'] },
  });
  await createTable(runner, 'rate_card_versions', {
    columns: [
      id(),
      ref('rateCardId'),
      text('city', 60),
      nullable(ref('pincode', 6)),
      paise('pricePaise'),
      nullable(paise('strikePricePaise')),
      instant('validFrom'),
      nullable(instant('validTo')),
    ],
    index: [['rateCardId', 'city', 'validFrom']],
    foreign: { rateCardId: ['rate_cards', 'id'], pincode: ['pincodes', 'pincode'] },
  });
  await createTable(runner, 'rate_card_pincodes', {
    columns: [refKey('rateCardId'), refKey('pincode', 6)],
    index: [['pincode']],
    foreign: { rateCardId: ['rate_cards', 'id'], pincode: ['pincodes', 'pincode'] },
  });
  await createTable(runner, 'quotes', {
    columns: [
      id(),
      nullable(text('principalKind', 20)),
      nullable(subjectId('principalId')),
      json('items'),
      text('pincode', 6),
      nullable(instant('slotStartAt')),
      json('breakdown'),
      paise('totalPaise'),
      instant('expiresAt'),
      nullable(subjectId('usedByBookingId')),
      instant('createdAt'),
    ],
    index: [['expiresAt']],
  });
}

async function providers(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'providers', {
    columns: [
      id(),
      text('firstName', 60),
      text('lastName', 60),
      text('mobile', 20),
      text('email', 160),
      text('city', 60),
      nullable(ref('pincode', 6)),
      nullable(real('baseLat')),
      nullable(real('baseLng')),
      int('ratingSum'),
      int('ratingCount'),
      flag('isVerified'),
      flag('isActive'),
      nullable(text('gstNumber', 15)),
      json('languages'),
      instant('createdAt'),
    ],
    unique: [['mobile'], ['email']],
    index: [['city']],
    foreign: { pincode: ['pincodes', 'pincode'] },
  });
  await createTable(runner, 'provider_skills', {
    columns: [refKey('providerId'), naturalKey('skill', 60)],
    index: [['skill']],
    foreign: { providerId: ['providers', 'id'] },
  });
  await createTable(runner, 'provider_pincodes', {
    columns: [refKey('providerId'), refKey('pincode', 6)],
    index: [['pincode']],
    foreign: { providerId: ['providers', 'id'], pincode: ['pincodes', 'pincode'] },
  });
}

async function schedules(runner: QueryRunner): Promise<void> {
  await createTable(runner, 'provider_hours', {
    columns: [refKey('providerId'), integerKey('weekday'), integerKey('fromMinute'), int('toMinute')],
    foreign: { providerId: ['providers', 'id'] },
  });
  await createTable(runner, 'provider_leave', {
    columns: [id(), ref('providerId'), instant('startAt'), instant('endAt'), text('reason', 200)],
    index: [['providerId', 'endAt']],
    foreign: { providerId: ['providers', 'id'] },
  });
  await createTable(runner, 'provider_days', {
    columns: [refKey('providerId'), naturalKey('onDay', 10)],
    foreign: { providerId: ['providers', 'id'] },
  });
  await createTable(runner, 'provider_cells', {
    columns: [
      refKey('providerId'),
      integerKey('cell'),
      text('ownerKind', 10),
      subjectId('ownerId'),
      text('pincode', 6),
      nullable(instant('expiresAt')),
    ],
    index: [['ownerId']],
    foreign: { providerId: ['providers', 'id'] },
  });
}
