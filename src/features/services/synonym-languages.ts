/** The tongues in which customers ask for a service (PR-1). */
export const synonymLanguages = ['en', 'hi', 'hinglish'] as const;
export type SynonymLanguage = (typeof synonymLanguages)[number];
