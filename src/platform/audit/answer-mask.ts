import type { Type } from '@nestjs/common';
import { classOfField } from '../http/answer-shape.js';
import type { AnswerShape } from '../http/answer-shape.js';
import { maskedText } from '../telemetry/masking.js';
import { kindOfField, ownerOfClass, ownerOfField, placeholderOfKind } from '../telemetry/pii.js';
import type { PiiKind, Whose } from '../telemetry/pii.js';

/** Whose values somebody may see in clear. Null is asked for what no description says whom it is about. */
export type MaySee = (whose: Whose | null, id: unknown) => boolean;

export interface ShownAnswer {
  readonly shown: unknown;
  /** Fields with something personal in them that stayed in clear, sorted. */
  readonly clear: readonly string[];
}

interface Around {
  readonly type: Type | null;
  readonly whose: Whose | null;
}

/**
 * An answer as somebody may see it: what is tagged as personal is replaced by its kind (`[email]`; a number by null),
 * notes lose the emails and numbers in them. Neither the answer nor its form is changed.
 */
export function shownTo(answer: unknown, shape: AnswerShape | null, maySee: MaySee): ShownAnswer {
  const mask = new AnswerMask(maySee);
  const around = { type: shape?.type ?? null, whose: null };
  const shown = shape?.paged ? mask.page(answer, around) : mask.show(answer, around);
  return { shown, clear: [...mask.clear].sort() };
}

class AnswerMask {
  readonly clear = new Set<string>();

  constructor(private readonly maySee: MaySee) {}

  page(answer: unknown, around: Around): unknown {
    if (!isRecord(answer)) return this.show(answer, around);
    return { ...answer, data: this.show(answer['data'], around) };
  }

  show(value: unknown, around: Around): unknown {
    if (Array.isArray(value)) return value.map((each) => this.show(each, around));
    if (!isRecord(value)) return value;
    const { type } = around;
    const prototype = (type?.prototype ?? null) as object | null;
    const whose = (prototype && ownerOfClass(prototype)) ?? around.whose;
    return Object.fromEntries(
      Object.entries(value).map(([field, each]) => {
        const inner = {
          type: prototype && classOfField(prototype, field),
          whose: (prototype && ownerOfField(prototype, field)) ?? whose,
        };
        const kind = kindOfField(prototype, field, value);
        if (kind === null || (inner.type !== null && !isPlain(each))) return [field, this.show(each, inner)];
        return [field, this.personal(field, each, { kind, whose: inner.whose, id: value['id'] })];
      }),
    );
  }

  private personal(
    field: string,
    value: unknown,
    { kind, whose, id }: { kind: PiiKind; whose: Whose | null; id: unknown },
  ): unknown {
    if (!this.maySee(whose, id)) return hidden(value, kind);
    if (kind !== 'note' && whose !== 'company' && isFilled(value)) this.clear.add(field);
    return value;
  }
}

/** Every leaf of it. */
function hidden(value: unknown, kind: PiiKind): unknown {
  if (Array.isArray(value)) return value.map((each) => hidden(each, kind));
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, hidden(each, kind)]));
  if (typeof value === 'number') return kind === 'note' ? value : null;
  if (typeof value !== 'string' || value === '') return value;
  return kind === 'note' ? maskedText(value) : placeholderOfKind(kind);
}

function isFilled(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '';
}

function isPlain(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

/** Dates and bytes have no fields of ours. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !ArrayBuffer.isView(value)
  );
}
