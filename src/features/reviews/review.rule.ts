export const reviewSides = ['customer', 'provider'] as const;
export type ReviewSide = (typeof reviewSides)[number];

const hourMs = 3_600_000;
const hiddenMs = 7 * 24 * hourMs;
const editableMs = 24 * hourMs;

export function otherSide(side: ReviewSide): ReviewSide {
  return side === 'customer' ? 'provider' : 'customer';
}

/** DI-5: from when a review is seen whose other side keeps silent. When both have spoken, both are seen at once. */
export function revealedAt(writtenAt: Date): Date {
  return new Date(writtenAt.getTime() + hiddenMs);
}

/** DI-5: until when its writer may change a review, this instant excluded. */
export function editableUntil(writtenAt: Date): Date {
  return new Date(writtenAt.getTime() + editableMs);
}

export function isVisible({ visibleAt }: { readonly visibleAt: Date }, now: Date): boolean {
  return now >= visibleAt;
}
