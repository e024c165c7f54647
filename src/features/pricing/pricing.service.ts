import { Injectable } from '@nestjs/common';
import { AppConfig, CompanyConfig } from '../../config/sections.js';
import { localDate, minuteOfDay, weekdayOf } from '../../kernel/calendar.js';
import type { Reader } from '../../platform/database/transaction.js';
import { PoliciesService } from '../policies/index.js';
import type { PolicyDocument } from '../policies/index.js';
import { CatalogueService } from '../services/index.js';
import type { ListedCategory, ListedPincode } from '../services/index.js';
import { selectItems } from './item-selection.js';
import type { SelectedItem } from './item-selection.js';
import { durationMinutesOf, price, surgeAt } from './pricing.rule.js';
import type { PriceBreakdown } from './pricing.rule.js';
import type { QuotedItem } from './quoted-item.js';

export interface PriceRequest {
  pincode: string;
  items: readonly QuotedItem[];
  /** When the slot is known: its local day decides the tax, its hour the surge. */
  slotStartAt?: Date | null;
  /** The instant of the quote: prices and policies of then hold. */
  at: Date;
}

/** A price with everything it was made from. */
export interface Priced {
  readonly breakdown: PriceBreakdown;
  readonly durationMinutes: number;
  readonly category: ListedCategory;
  readonly items: readonly [SelectedItem, ...SelectedItem[]];
  readonly place: ListedPincode;
  readonly pricing: PolicyDocument<'pricing'>;
  readonly tax: PolicyDocument<'tax'>;
}

/** Finds prices and policies and asks the pricing rule; decides nothing about money itself. */
@Injectable()
export class PricingService {
  constructor(
    private readonly catalogue: CatalogueService,
    private readonly policies: PoliciesService,
    private readonly app: AppConfig,
    private readonly company: CompanyConfig,
  ) {}

  /**
   * The price of some work at a place (PR-2 to PR-4, PR-7).
   * @throws ValidationFailed with pointers, MixedCategories, BookingTooLong, PincodeNotServiceable: all 422
   */
  async quote(reader: Reader, { pincode, items, slotStartAt, at }: PriceRequest): Promise<Priced> {
    const snapshot = await this.catalogue.snapshot(reader);
    const { category, selected } = selectItems(snapshot, items);
    const place = snapshot.serviceablePincode(pincode);
    const scope = { categoryId: category.id, serviceId: onlyServiceId(selected) };
    const pricing = await this.policies.resolve(reader, 'pricing', scope, at);
    const serviceAt = bookableAt(slotStartAt ?? at, at, pricing.body.horizonDays);
    // The tax in force on the service day counts, even where it is published to begin between now and then.
    const tax = await this.policies.resolve(reader, 'tax', scope, serviceAt);
    const durationMinutes = durationMinutesOf(
      selected.map(({ rateCard, quantity }) => ({ durationMinutes: rateCard.durationMinutes, quantity })),
      pricing.body,
    );
    const breakdown = price({
      lines: selected.map(({ rateCard, service, quantity, attributes = {} }) => ({
        rateCardId: rateCard.id,
        serviceName: service.name,
        variant: rateCard.name,
        quantity,
        unitPaise: snapshot.unitPaise(rateCard.id, attributes, place, at),
        gstGroup: category.gstGroup,
      })),
      discountPaise: 0,
      ...this.surge(pricing, slotStartAt && serviceAt),
      serviceOn: localDate(serviceAt, this.app.zone),
      placeOfSupplyState: place.state,
      supplierStates: this.company.registeredStates,
      pricing,
      tax,
    });
    return { breakdown, durationMinutes, category, items: selected, place, pricing, tax };
  }

  private surge({ body }: PolicyDocument<'pricing'>, slotStartAt: Date | null | undefined) {
    if (!slotStartAt) return null;
    const { zone } = this.app;
    return surgeAt(body, {
      weekday: weekdayOf(localDate(slotStartAt, zone)),
      minuteOfDay: minuteOfDay(slotStartAt, zone),
    });
  }
}

/** A policy of one service counts only where nothing else is booked with it. */
function onlyServiceId(items: readonly SelectedItem[]): string | null {
  const ids = new Set(items.map(({ service }) => service.id));
  const [id = null] = ids;
  return ids.size === 1 ? id : null;
}

const dayMs = 86_400_000;

/**
 * The instant itself, or the nearest one at which work can be booked: a start that is past or years ahead has no tax
 * of its own, and is refused by whoever finds the time for it.
 */
function bookableAt(startAt: Date, now: Date, horizonDays: number): Date {
  const latest = now.getTime() + (horizonDays + 1) * dayMs;
  return new Date(Math.min(Math.max(startAt.getTime(), now.getTime()), latest));
}
