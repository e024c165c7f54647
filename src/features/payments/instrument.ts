/** What money comes in by, in the order in which it goes back (MO-3): promo, wallet, then how else it was paid. */
export const instruments = ['promo', 'wallet', 'card', 'upi', 'cash'] as const;
export type Instrument = (typeof instruments)[number];

/** Those that a gateway takes. */
export type GatewayInstrument = Extract<Instrument, 'card' | 'upi'>;

export function isGatewayInstrument(instrument: Instrument): instrument is GatewayInstrument {
  return instrument === 'card' || instrument === 'upi';
}
