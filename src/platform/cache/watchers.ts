/** Who wants to hear of which tag. */
export class Watchers {
  private readonly byTag = new Map<string, (() => void)[]>();

  add(tag: string, heard: () => void): void {
    this.byTag.set(tag, [...(this.byTag.get(tag) ?? []), heard]);
  }

  tell(tag: string): void {
    for (const heard of this.byTag.get(tag) ?? []) heard();
  }

  tellAll(): void {
    for (const tag of this.byTag.keys()) this.tell(tag);
  }
}
