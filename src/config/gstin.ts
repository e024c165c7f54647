import { list } from './setting.js';
import type { Setting } from './setting.js';

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The last character of a GSTIN, made from the fourteen before it: weights 1 and 2 in turn, in base 36. */
function checkCharacterOf(given: string): string {
  const sum = [...given.slice(0, 14)].reduce((total, character, at) => {
    const product = digits.indexOf(character) * ((at % 2) + 1);
    return total + Math.floor(product / 36) + (product % 36);
  }, 0);
  return digits.charAt((36 - (sum % 36)) % 36);
}

/** Whether it has the form of a GSTIN of a regular taxpayer, and its check character. */
export function isGstin(given: string): boolean {
  return (
    /^\d{2}[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/.test(given) && given.charAt(14) === checkCharacterOf(given)
  );
}

/** Numbers of nobody, for the demonstration: Karnataka, Maharashtra, Delhi, Tamil Nadu. */
const demonstrationGstins = ['29AAHCN4821K1Z4', '27AAHCN4821K1Z8', '07AAHCN4821K1ZA', '33AAHCN4821K1ZF'];

/** GSTINs, each with its check character. */
export function gstinList(variable: string, doc: string): Setting<readonly string[]> {
  const setting = list(variable, { doc, fallback: demonstrationGstins });
  return {
    ...setting,
    parse: (given) => {
      const gstins = setting.parse(given);
      const wrong = gstins.find((each) => !isGstin(each));
      if (wrong !== undefined) throw new Error(`must be GSTINs with their check character, not "${wrong}"`);
      return gstins;
    },
  };
}
