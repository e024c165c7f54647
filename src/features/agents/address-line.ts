import type { Awaiting } from '../chat/index.js';
import type { Understood } from './understanding.js';

const leadIn =
  /^(?:(?:ok|okay|yes|sure|haan|ji|it'?s|it is|come to|i (?:live|stay) (?:at|in)|(?:my|the|our) (?:full )?address is|address|(?:mera|hamara|ghar ka) (?:pata|address)|pata|मेरा पता|पता)(?=[\s:,-])[\s:,-]*)+/iu;
const leadOut = /[\s,.]+(?:hai|par aana|pe aana|please|है|पर आना)[\s.!]*$/iu;

/**
 * House and street as a message gives them, or null. Where the address was asked for, nearly anything may be one:
 * "12, 5th Cross" sounds like a correction and "Rose Complaints Lane" like a complaint. A bare yes, no, greeting,
 * question or time is none.
 */
export function addressLineIn(said: Understood, awaiting: Awaiting | null): string | null {
  const { entities, text, times } = said;
  const saysWhen = (times.date ?? times.time ?? times.window ?? times.instant) !== undefined;
  const line =
    awaiting === 'address' && !saysWhen && mayBeAddress(said) ? text : (entities.addressText ?? '');
  const bare = withoutPincode(line, entities.pincode).replace(leadIn, '').replace(leadOut, '').trim();
  return bare.length >= 3 ? bare.slice(0, 200) : null;
}

function mayBeAddress({ text, answer, choice, intents: [lead] }: Understood): boolean {
  if (choice !== null || text.includes('?') || answer.answer === 'yes') return false;
  const isGreeting = lead?.name === 'greeting' && lead.method === 'pattern';
  const hasNumber = /\d/.test(text);
  if (isGreeting || (answer.answer === 'no' && !hasNumber)) return false;
  return hasNumber || text.trim().split(/\s+/).length >= 2;
}

function withoutPincode(line: string, pincode: string | undefined): string {
  const spaced = pincode && `${pincode.slice(0, 3)} ?${pincode.slice(3)}`;
  const bare = spaced ? line.replace(new RegExp(`[\\s,-]*${spaced}`, 'g'), '') : line;
  return bare.replace(/\s+/g, ' ').trim();
}
