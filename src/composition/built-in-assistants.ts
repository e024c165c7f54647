import { Injectable } from '@nestjs/common';
import { AssistantDirectory } from '../features/api-keys/index.js';
import type { AssistantConfiguration } from '../features/api-keys/index.js';

/** The assistants that the program brings itself: the concierge. */
const builtIn: Readonly<Record<string, AssistantConfiguration>> = {
  nexora: { title: 'Nexora', language: 'en', theme: 'system', showsSuggestions: true },
};

@Injectable()
export class BuiltInAssistants extends AssistantDirectory {
  find(assistantId: string): Promise<AssistantConfiguration | null> {
    return Promise.resolve(Object.hasOwn(builtIn, assistantId) ? (builtIn[assistantId] ?? null) : null);
  }
}
