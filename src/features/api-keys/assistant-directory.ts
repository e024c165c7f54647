/** How an assistant shows itself on the site that embeds it. */
export interface AssistantConfiguration {
  readonly title: string;
  readonly language: 'en' | 'hi' | 'hinglish';
  readonly theme: 'light' | 'dark' | 'system';
  readonly showsSuggestions: boolean;
}

/** Which assistants there are; bound by `composition/` to whoever keeps them. */
export abstract class AssistantDirectory {
  /** How the assistant is set up unless a site says otherwise; null when there is none of this id. */
  abstract find(assistantId: string): Promise<AssistantConfiguration | null>;
}
