import { worded } from './wording.js';
import type { NoticeText } from './wording.js';

/** What providers are told of work. Nothing in them says whose home it is: that is for whoever takes the job. */
export const jobTexts: readonly NoticeText[] = worded('job.offered', {
  en: {
    sms: {
      dltId: '1107161234567890381',
      body: 'Nexora: {#service#} on {#slot#}, order {#orderNumber#}, is offered to you. Answer in the app within {#seconds#} seconds.',
    },
  },
  hi: {
    sms: {
      dltId: '1107161234567890382',
      body: 'Nexora: {#slot#} को {#service#}, ऑर्डर {#orderNumber#}, आपके लिए है। {#seconds#} सेकंड में ऐप में जवाब दें।',
    },
  },
});
