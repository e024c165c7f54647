/** What to write to a provider in, of the languages notices are worded in: Hindi only to who has no English. */
export function noticeLanguage(languages: readonly string[]): 'en' | 'hi' {
  return languages.includes('hi') && !languages.includes('en') ? 'hi' : 'en';
}
