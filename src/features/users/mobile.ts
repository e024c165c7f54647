import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** What a mobile that is not accepted is told. */
export const mobileFault = 'must be an Indian mobile number';

/**
 * An Indian mobile in E.164 (`+91`, a digit 6 to 9, nine more), however it was written: `98765 43210`,
 * `098765 43210`, `+91-98765-43210`. Null for anything else.
 */
export function parseMobile(text: string): string | null {
  const number = parsePhoneNumberFromString(text, { defaultCountry: 'IN', extract: false })?.number;
  return number !== undefined && /^\+91[6-9]\d{9}$/.test(number) ? number : null;
}
