const DWELLING =
  /(?:\b(?:flat|apartment|apt|house|door|plot|shop|room|villa|bungalow|block|tower|wing|h\.?\s?no|makaan|makan)\b\.?|फ्लैट|मकान|प्लॉट|दुकान)\s*(?:no\.?|number|num|#|नंबर|-)?\s*[\p{L}]{0,2}-?\d+[\p{L}]?|\b(?:flat|house|plot|door|shop)\s*(?:no\.?|number|#)?\s*[a-z]-?\d*\b(?=\s*,)|#\s?\d+[a-z]?\b/iu;
const STREET =
  /(?:\b\d+(?:st|nd|rd|th)\s+(?:cross|main|street|floor|block|avenue|lane|phase|stage)\b|\b\d+[-/]?\d*[a-z]?,?\s+(?:[\p{L}.]+\s+){1,3}(?:road|rd|street|st|lane|marg|nagar|colony|layout|sector|avenue|gali|chowk|vihar|enclave)\b|\bsector\s*-?\d+\b)/iu;
const STOPS =
  /\s*(?:[!?\n।;]|(?<!\bno)\.(?=\s|$)|,?\s*\b(?:tomorrow|today|kal|aaj|parso|at \d|on (?:mon|tue|wed|thu|fri|sat|sun)\w*|please|pls|phone|mobile|call me|contact|my number|for (?:ac|cleaning|repair|a)|par|pe aa\w*|bhej\w*|and (?:my|i)|is my address)\b)/iu;
const LEAST_LENGTH = 8;
const MOST_LENGTH = 200;

/**
 * The address a text spells out ("flat 12B, 5th cross, Indiranagar"), from the first dwelling or street to where the
 * sentence turns to something else; undefined when there is none. Not checked against any map.
 */
export function readAddress(text: string): string | undefined {
  const starts = [DWELLING.exec(text)?.index, STREET.exec(text)?.index].filter((at) => at !== undefined);
  if (starts.length === 0) return undefined;
  const from = text.slice(Math.min(...starts));
  const stop = STOPS.exec(from)?.index ?? from.length;
  const address = from
    .slice(0, Math.min(stop, MOST_LENGTH))
    .replace(/\s+/gu, ' ')
    .replace(/[\s,]+$/u, '')
    .trim();
  const isAddress = address.length >= LEAST_LENGTH && /\d/u.test(address) && /[\p{L}]{3}/u.test(address);
  return isAddress && (address.includes(',') || address.split(' ').length >= 3) ? address : undefined;
}
