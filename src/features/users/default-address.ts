/**
 * Which of a customer's addresses is the default after a change: the one asked for, else the one that was, else
 * the newest. So there is exactly one as long as there is any; null when there is none.
 * @param addresses the oldest first.
 * @param wantedId the address that shall become the default, if one shall.
 */
export function defaultAmong(
  addresses: readonly { id: string; isDefault: boolean }[],
  wantedId: string | null,
): string | null {
  const wanted = addresses.find(({ id }) => id === wantedId);
  return (wanted ?? addresses.find(({ isDefault }) => isDefault) ?? addresses.at(-1))?.id ?? null;
}
