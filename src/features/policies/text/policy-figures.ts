import { formatInr } from '../../../kernel/money.js';

/** `Rs 200`, as people write it in India. */
export function rupees(paise: number): string {
  return formatInr(paise).replace('₹', 'Rs ');
}

/** `30 %`, `12.5 %`. */
export function percent(bps: number): string {
  return `${bps / 100} %`;
}

/** Whole hours as hours from two on, anything else in minutes. */
export function hoursOf(minutes: number, hourWord: string, minuteWord: string): string {
  return minutes >= 120 && minutes % 60 === 0 ? `${minutes / 60} ${hourWord}` : `${minutes} ${minuteWord}`;
}
