import {
  BookingCancellationService,
  BookingCreationService,
  BookingEventEntity,
  BookingProgressService,
} from '../../src/features/bookings/index.js';
import { PolicyPreviews } from '../../src/features/bookings/policy-previews/policy-preview.service.js';
import { PoliciesService, PolicyDrafts, PolicyEntity } from '../../src/features/policies/index.js';
import type { CancellationBody, PolicyDraft } from '../../src/features/policies/index.js';
import { SubcategoryEntity } from '../../src/features/services/index.js';
import type { Actor } from '../../src/kernel/actor.js';
import { newId } from '../../src/kernel/ids.js';
import { insertRows } from '../../src/platform/database/rows.js';
import { BookingsApp } from '../factories/bookings-app.js';
import { codeOf, outcomesOf } from '../factories/outcomes.js';

/** A Tuesday, 11:30 in India. */
const now = new Date('2026-03-10T06:00:00.000Z');
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

describe('policies that staff write', () => {
  let world: BookingsApp;
  beforeAll(async () => {
    world = await BookingsApp.open(now.toISOString());
    const services = await world.work.read((reader) => reader.getRepository(SubcategoryEntity).find());
    serviceIds = services.map(({ id }) => id).filter((id) => id !== world.ids.service('tap-repair'));
  });
  beforeEach(() => world.clock.set(now));
  afterAll(() => world.close());

  let documents = 0;
  /** A service of the catalogue that no other test of these has a policy for. */
  let serviceIds: string[];
  const aService = (): string => serviceIds.pop() ?? '';
  const warranty = (over: Partial<PolicyDraft> = {}): PolicyDraft => ({
    kind: 'warranty',
    scopeKind: 'service',
    scopeId: aService(),
    code: `warranty-${(documents += 1)}`,
    effectiveFrom: now,
    effectiveTo: null,
    body: { defaultDays: 10, maxReworks: 2 },
    ...over,
  });
  const drafts = () => world.get(PolicyDrafts);
  const resolve = (serviceId: string | null, at: Date) =>
    world.work.read((reader) => world.get(PoliciesService).resolve(reader, 'warranty', { serviceId }, at));

  it('decide nothing as drafts, may be changed as such, and not once they are published (PO-1)', async () => {
    const draft = await drafts().draft(warranty());
    expect((await resolve(draft.scopeId, now)).id).not.toBe(draft.id);
    await drafts().change(draft.id, { body: { defaultDays: 20, maxReworks: 3 } });
    expect(await codeOf(drafts().change(draft.id, { body: { defaultDays: -1, maxReworks: 3 } }))).toBe(
      'request.invalid',
    );
    const published = await drafts().publish(draft.id);
    expect(published.publishedAt).toEqual(now);
    expect(await resolve(draft.scopeId, now)).toMatchObject({ id: draft.id, body: { defaultDays: 20 } });
    for (const late of [drafts().change(draft.id, { effectiveTo: null }), drafts().publish(draft.id)])
      expect(await codeOf(late)).toBe('policy.published');
    expect(await drafts().get(draft.id)).toMatchObject({ body: { defaultDays: 20, maxReworks: 3 } });
  });

  it('never begin before they are published: the past stays as it was decided', async () => {
    const draft = await drafts().draft(warranty({ effectiveFrom: new Date(now.getTime() - 9 * dayMs) }));
    world.clock.set(new Date(now.getTime() + minuteMs));
    const { effectiveFrom } = await drafts().publish(draft.id);
    expect(effectiveFrom).toEqual(world.clock.now());
    expect((await resolve(draft.scopeId, now)).id).not.toBe(draft.id);
  });

  it('take over from the version before on their day, and give back to it when they end', async () => {
    const first = await drafts().draft(warranty());
    await drafts().publish(first.id);
    const { scopeId, code } = first;
    const from = new Date(now.getTime() + dayMs);
    const to = new Date(now.getTime() + 2 * dayMs);
    const second = await drafts().draft(warranty({ scopeId, code, effectiveFrom: from, effectiveTo: to }));
    expect(second.version).toBe(2);
    await drafts().publish(second.id);
    const inForce = async (at: Date) => (await resolve(scopeId, at)).id;
    expect(await inForce(new Date(from.getTime() - 1))).toBe(first.id);
    expect(await inForce(from)).toBe(second.id);
    expect(await inForce(to)).toBe(first.id);
  });

  it('of another document for the same scope and time are refused', async () => {
    const first = await drafts().draft(warranty());
    await drafts().publish(first.id);
    const rival = await drafts().draft(warranty({ scopeId: first.scopeId }));
    const { codes, refusals } = await outcomesOf([drafts().publish(rival.id)]);
    expect([codes, refusals[0]?.details]).toEqual([['policy.overlaps'], { document: first.code }]);
    expect((await drafts().get(rival.id)).publishedAt).toBeNull();
  });

  it('for a category or service that does not exist are refused', async () => {
    for (const scopeKind of ['category', 'service'] as const) {
      const { refusals } = await outcomesOf([drafts().draft(warranty({ scopeKind, scopeId: newId() }))]);
      expect(refusals[0]?.details['errors']).toMatchObject([{ pointer: '/scopeId' }]);
    }
  });

  it('with fees and without symmetry are refused (CX-4)', async () => {
    const { body } = await world.work.read((reader) =>
      world.get(PoliciesService).resolve(reader, 'cancellation', {}, now),
    );
    const oneSided = { ...warranty({ kind: 'cancellation' }), body: { ...body, symmetry: false } };
    const { refusals } = await outcomesOf([drafts().draft(oneSided)]);
    expect(refusals[0]?.details['errors']).toMatchObject([{ pointer: '/body/symmetry' }]);
  });

  it('are published once by ten who publish at once, and two rivals are not both', async () => {
    const draft = await drafts().draft(warranty());
    const { won, codes } = await outcomesOf(Array.from({ length: 10 }, () => drafts().publish(draft.id)));
    expect([won.length, new Set(codes)]).toEqual([1, new Set(['policy.published'])]);
    const scopeId = aService();
    const rivals = [await drafts().draft(warranty({ scopeId })), await drafts().draft(warranty({ scopeId }))];
    const both = await outcomesOf(rivals.map(({ id }) => drafts().publish(id)));
    expect([both.won.length, both.codes]).toEqual([1, ['policy.overlaps']]);
  });

  it('of one document get numbers of their own when they are drafted at once', async () => {
    const { code, scopeId } = warranty();
    const attempts = Array.from({ length: 6 }, () => drafts().draft(warranty({ code, scopeId })));
    const { won, codes } = await outcomesOf(attempts);
    expect(new Set(codes)).toEqual(new Set(codes.length > 0 ? ['policy.version_taken'] : []));
    expect(won.map(({ version }) => version).toSorted()).toEqual(won.map((_, at) => at + 1));
  });

  describe('are tried on the past before (PO-5)', () => {
    let cancelled: { id: string; feePaise: number }[] = [];
    let body: CancellationBody;

    beforeAll(async () => {
      world.clock.set(now);
      ({ body } = await world.work.read((reader) =>
        world.get(PoliciesService).resolve(reader, 'cancellation', {}, now),
      ));
      cancelled = [];
      for (const hour of [9, 11, 13]) cancelled.push(await cancelledOnTheWay(hour));
    });

    /** A booking of tomorrow whose customer cancels with the provider on the way. */
    async function cancelledOnTheWay(hour: number): Promise<{ id: string; feePaise: number }> {
      await world.provider({ skills: ['plumbing'] });
      const { actor, addressId } = await world.householder();
      const { booking } = await world.get(BookingCreationService).create(actor, {
        addressId,
        startAt: new Date(Date.UTC(2026, 2, 11, hour) - 5.5 * 60 * minuteMs),
        items: [{ rateCardId: world.ids.rateCard('tap-repair-repair'), quantity: 1 }],
        paymentMethod: 'cash',
      });
      const provider: Actor = { kind: 'provider', id: booking.providerId ?? '', channel: 'rest' };
      for (const event of ['assign', 'depart'] as const)
        await world.get(BookingProgressService).advance(provider, booking.id, event, 'As it happened.');
      const cancellation = world.get(BookingCancellationService);
      const { id: quoteId, feePaise } = await cancellation.quote(actor, booking.id);
      await cancellation.cancel(actor, booking.id, { quoteId, reason: 'Plans.' });
      return { id: booking.id, feePaise };
    }

    const dearer = (): CancellationBody => ({
      ...body,
      bands: body.bands.map((band) => ({ ...band, enRoute: { percentBps: 10_000, capPaise: 500_000 } })),
    });
    const draftOf = (over: Partial<PolicyDraft>) =>
      drafts().draft({ ...warranty({ kind: 'cancellation', scopeKind: 'default', scopeId: null }), ...over });
    const preview = async (
      over: Partial<PolicyDraft>,
      wish: { from?: Date; to?: Date; limit?: number } = {},
    ) => {
      const draft = await draftOf(over);
      return world.get(PolicyPreviews).preview(draft.id, { limit: 10_000, ...wish });
    };

    it('and answer with the difference, writing nothing', async () => {
      const draft = await draftOf({ body: dearer() });
      const rows = () =>
        world.work.read(async (reader) => [
          await reader.getRepository(BookingEventEntity).count(),
          await reader.getRepository(PolicyEntity).count(),
        ]);
      const before = await rows();
      const found = await world.get(PolicyPreviews).preview(draft.id, { limit: 10_000 });
      expect(await rows()).toEqual(before);
      const paid = cancelled.reduce((sum, { feePaise }) => sum + feePaise, 0);
      const events = await world.work.read((reader) =>
        reader.getRepository(BookingEventEntity).findBy({ event: 'cancel' }),
      );
      const values = events.map(({ receipts }) => Number(receipts?.[0]?.inputs['serviceValuePaise']));
      const dear = values.reduce((sum, value) => sum + Math.min(value, 500_000), 0);
      expect(found).toMatchObject({
        ...{ replayed: 3, changed: 3 },
        before: { feePaise: paid },
        after: { feePaise: dear },
      });
      expect(dear).toBeGreaterThan(paid);
      expect(found.sample.map(({ bookingId }) => bookingId).toSorted()).toEqual(
        cancelled.map(({ id }) => id).toSorted(),
      );
    });

    it('over their time, their scope and no more than was asked', async () => {
      expect(await preview({ body }, { limit: 2 })).toMatchObject({ replayed: 2, changed: 0 });
      expect(await preview({ body: dearer() }, { from: new Date(now.getTime() + dayMs) })).toMatchObject({
        replayed: 0,
        changed: 0,
      });
      const plumbing = world.ids.category('plumbing');
      const scoped = (scopeId: string) => ({ body: dearer(), scopeKind: 'category' as const, scopeId });
      expect((await preview(scoped(plumbing))).replayed).toBe(3);
      expect((await preview(scoped(world.ids.category('painting')))).replayed).toBe(0);
      const service = {
        body: dearer(),
        scopeKind: 'service' as const,
        scopeId: world.ids.service('tap-repair'),
      };
      expect((await preview(service)).changed).toBe(3);
    });

    it('whatever they decide: a price with a dearer visit costs so much more, the same body nothing', async () => {
      for (const kind of [
        'cancellation',
        'reschedule',
        'penalty',
        'compensation',
        'pricing',
        'tax',
      ] as const) {
        const inForce = await world.work.read((reader) =>
          world.get(PoliciesService).resolve(reader, kind, {}, now),
        );
        const same = await preview({ kind, body: inForce.body });
        expect([kind, same.changed]).toEqual([kind, 0]);
        expect([kind, same.replayed >= 3]).toEqual([
          kind,
          kind === 'cancellation' || kind === 'pricing' || kind === 'tax',
        ]);
      }
      const pricing = await world.work.read((reader) =>
        world.get(PoliciesService).resolve(reader, 'pricing', {}, now),
      );
      const { conveniencePaise } = pricing.body;
      const body = { ...pricing.body, conveniencePaise: conveniencePaise + 10_000 };
      const found = await preview({ kind: 'pricing', body });
      // Rs 100 more and 18 % of it as tax, for each booking.
      expect(found.after.totalPaise - found.before.totalPaise).toBe(found.changed * 11_800);
      expect(found.changed).toBe(found.replayed);
    });

    it('and not when they decide nothing about bookings', async () => {
      const draft = await drafts().draft(warranty());
      const tried = world.get(PolicyPreviews).preview(draft.id, { limit: 10 });
      expect(await codeOf(tried)).toBe('policy.not_replayable');
    });

    it('10,000 past decisions in less than five seconds', async () => {
      const [event] = await world.work.read((reader) =>
        reader.getRepository(BookingEventEntity).findBy({ event: 'cancel' }),
      );
      if (!event) throw new Error('Nobody cancelled.');
      const many = Array.from({ length: 10_000 }, (_, at) => ({
        ...event,
        id: newId(),
        sequence: 1_000 + at,
      }));
      await world.work.run((tx) => insertRows(tx, BookingEventEntity, ...many));
      const draft = await draftOf({ body: dearer() });
      const startedMs = performance.now();
      const found = await world.get(PolicyPreviews).preview(draft.id, { limit: 10_000 });
      const tookMs = performance.now() - startedMs;
      expect([found.replayed, found.changed]).toEqual([10_000, 10_000]);
      expect(tookMs).toBeLessThan(5_000);
      if (process.env['SHOW_TIMES']) process.stdout.write(`10,000 decisions: ${Math.round(tookMs)} ms\n`);
    });
  });
});
