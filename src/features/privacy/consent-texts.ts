export const consentPurposes = ['marketing', 'improvement'] as const;

export type ConsentPurpose = (typeof consentPurposes)[number];

export interface ConsentText {
  readonly version: string;
  readonly en: string;
  readonly hi: string;
}

/** What a person agrees to, word for word. A changed text has a new version, and consent to the old one stays its own. */
export const consentTexts: Readonly<Record<ConsentPurpose, ConsentText>> = {
  marketing: {
    version: '2026-03',
    en: 'Nexora may tell me of offers by e-mail, SMS and in the app. I can withdraw this at any time in my account, and nothing else changes.',
    hi: 'Nexora मुझे ई-मेल, एसएमएस और ऐप पर ऑफ़र बता सकता है। मैं अपने खाते में इसे कभी भी वापस ले सकता/सकती हूँ, और कुछ नहीं बदलेगा।',
  },
  improvement: {
    version: '2026-03',
    en: 'Nexora may use my conversations with the assistant, without my name and contact details, to make it better. I can withdraw this at any time in my account, and nothing else changes.',
    hi: 'Nexora सहायक के साथ मेरी बातचीत, मेरे नाम और संपर्क के बिना, उसे बेहतर बनाने के लिए उपयोग कर सकता है। मैं अपने खाते में इसे कभी भी वापस ले सकता/सकती हूँ, और कुछ नहीं बदलेगा।',
  },
};
