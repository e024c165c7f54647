/** What a yes would book, in words. */
export interface BookingWords {
  service: string;
  variant: string;
  quantity: number;
  when: string;
  address: string;
  /** Item lines and charges, before tax. */
  beforeTax: string;
  tax: string;
  total: string;
  /** The total was rounded to the rupee. */
  isRounded: boolean;
}

export interface VisitWords {
  orderNumber: string;
  service: string;
  when: string;
  status: string;
}

/** Everything the assistant can say, once per language; the agents only choose and fill in. */
export interface Phrasebook {
  greeting(name: string | null): string;
  whatICanDo: string;
  outOfScope: string;
  unclear: string;
  thanks: string;
  notYet(topic: string): string;
  safety: string;

  askService: string;
  askWhichService: string;
  askServiceInCategory(category: string): string;
  askVariant(service: string): string;
  askPincode: string;
  unknownPincode(pincode: string): string;
  notServedThere(service: string, pincode: string): string;
  askAddress(pincode: string, city: string): string;
  askDate: string;
  askTime(day: string): string;
  askSlot(asked: string): string;
  tooSoon(asked: string): string;
  past(asked: string): string;
  beyondHorizon(days: number): string;
  offGrid(asked: string): string;
  noSlots(day: string): string;
  noSlotsAtAll: string;
  tooLong: string;

  propose(words: BookingWords): string;
  booked(words: {
    orderNumber: string;
    service: string;
    when: string;
    total: string;
    startCode: string;
  }): string;
  alreadyBooked(orderNumber: string): string;
  notBooked: string;
  askAgain: string;
  dropped: string;
  nothingOpen: string;
  backToOther: string;
  proposalExpired: string;
  priceChanged: string;
  /** A fee of an earlier booking is collected with this one. */
  duesBeside(amount: string): string;
  slotJustTaken: string;
  /** To somebody who has not signed in: the start they asked for is free, and what it costs before tax. */
  signInToBook(words: { service: string; when: string; price: string }): string;
  signInForBookings: string;
  /** To an API key without that scope. */
  keyMayNot(scope: string): string;

  price(words: { service: string; pincode: string; from: string }): string;
  priceLine(words: { variant: string; price: string; minutes: number }): string;
  beforeTaxNote: string;
  availability(words: { service: string; day: string; times: string }): string;
  offerBooking: string;
  about(words: { service: string; description: string; warrantyDays: number }): string;

  noBookings: string;
  bookings(lines: readonly string[]): string;
  visit(words: VisitWords): string;
  askWhichBooking: string;
  noSuchBooking: string;
  nothingToCancel: string;
  proposeCancel(words: {
    orderNumber: string;
    service: string;
    when: string;
    fee: string | null;
    refund: string | null;
  }): string;
  cancelled(words: { orderNumber: string; fee: string | null; refund: string | null }): string;
  notCancelled: string;
  feeChanged: string;
  refused(reason: string): string;

  suggestions: {
    book: string;
    price: string;
    myBookings: string;
    yes: string;
    no: string;
    otherTime: string;
  };
  statuses: Readonly<Record<string, string>>;
  topics: Readonly<Record<string, string>>;
  today: string;
  tomorrow: string;
  /** BCP 47, for dates. */
  locale: string;
}
