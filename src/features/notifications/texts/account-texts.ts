import { worded } from './wording.js';
import type { NoticeText } from './wording.js';

/** Codes, links and alarms of accounts. `{#code#}` and `{#link#}` are secrets and never stand in a row. */
export const accountTexts: readonly NoticeText[] = [
  ...worded('auth.otp', {
    en: {
      sms: {
        dltId: '1107161234567890301',
        body: '{#code#} is your Nexora code for {#purpose#}. It is valid for {#minutes#} minutes. Do not share it with anyone.',
      },
      email: {
        subject: 'Your Nexora code',
        body: '{#code#} is your Nexora code for {#purpose#}.\n\nIt is valid for {#minutes#} minutes. Do not share it with anyone; nobody at Nexora asks for it.\n\nNexora',
      },
    },
    hi: {
      sms: {
        dltId: '1107161234567890302',
        body: '{#code#} आपका Nexora कोड है ({#purpose#})। यह {#minutes#} मिनट तक मान्य है। इसे किसी को न बताएं।',
      },
      email: {
        subject: 'आपका Nexora कोड',
        body: '{#code#} आपका Nexora कोड है ({#purpose#})।\n\nयह {#minutes#} मिनट तक मान्य है। इसे किसी को न बताएं; Nexora में कोई यह नहीं पूछता।\n\nNexora',
      },
    },
  }),
  ...worded('auth.email_verification', {
    en: {
      email: {
        subject: 'Confirm your email address',
        body: 'Dear {#firstName#},\n\nPlease confirm that this address is yours: {#link#}\n\nThe link is valid for {#minutes#} minutes. If you have no account with us, ignore this letter.\n\nNexora',
      },
    },
    hi: {
      email: {
        subject: 'अपना ईमेल पता पक्का करें',
        body: 'नमस्ते {#firstName#},\n\nकृपया पुष्टि करें कि यह पता आपका है: {#link#}\n\nयह लिंक {#minutes#} मिनट तक मान्य है। अगर आपका हमारे यहां खाता नहीं है, तो इस पत्र को छोड़ दें।\n\nNexora',
      },
    },
  }),
  ...worded('auth.password_reset', {
    en: {
      email: {
        subject: 'Choose a new password',
        body: 'Dear {#firstName#},\n\nChoose a new password here: {#link#}\n\nThe link is valid for {#minutes#} minutes and works once. If you did not ask for it, nothing changes.\n\nNexora',
      },
    },
    hi: {
      email: {
        subject: 'नया पासवर्ड चुनें',
        body: 'नमस्ते {#firstName#},\n\nयहां नया पासवर्ड चुनें: {#link#}\n\nयह लिंक {#minutes#} मिनट तक मान्य है और एक बार काम करता है। अगर आपने इसे नहीं मांगा, तो कुछ नहीं बदलेगा।\n\nNexora',
      },
    },
  }),
  ...worded('auth.password_changed', {
    en: {
      email: {
        subject: 'Your password was changed',
        body: 'Dear {#firstName#},\n\nThe password of your account was changed at {#time#}. If it was not you, reset it at once and write to us.\n\nNexora',
      },
      inApp: { subject: 'Password changed', body: 'Your password was changed at {#time#}.' },
    },
    hi: {
      email: {
        subject: 'आपका पासवर्ड बदला गया',
        body: 'नमस्ते {#firstName#},\n\nआपके खाते का पासवर्ड {#time#} पर बदला गया। अगर यह आपने नहीं किया, तो तुरंत पासवर्ड बदलें और हमें लिखें।\n\nNexora',
      },
      inApp: { subject: 'पासवर्ड बदला गया', body: 'आपका पासवर्ड {#time#} पर बदला गया।' },
    },
  }),
  ...worded('security.session_revoked', {
    en: {
      email: {
        subject: 'A sign-in of your account was ended',
        body: 'Dear {#firstName#},\n\nSomebody used an old sign-in of your account at {#time#}. To be safe it was ended. Please sign in again, and change your password if it was not you.\n\nNexora',
      },
      inApp: {
        subject: 'A sign-in was ended',
        body: 'An old sign-in of your account was used at {#time#} and was ended. Change your password if it was not you.',
      },
    },
    hi: {
      email: {
        subject: 'आपके खाते का एक साइन-इन बंद किया गया',
        body: 'नमस्ते {#firstName#},\n\nकिसी ने {#time#} पर आपके खाते का पुराना साइन-इन इस्तेमाल किया। सुरक्षा के लिए उसे बंद कर दिया गया। कृपया फिर से साइन-इन करें, और अगर यह आप नहीं थे तो पासवर्ड बदलें।\n\nNexora',
      },
      inApp: {
        subject: 'एक साइन-इन बंद किया गया',
        body: 'आपके खाते का पुराना साइन-इन {#time#} पर इस्तेमाल हुआ और बंद कर दिया गया। अगर यह आप नहीं थे तो पासवर्ड बदलें।',
      },
    },
  }),
  ...worded('staff.invitation', {
    en: {
      email: {
        subject: 'You are invited to Nexora',
        body: 'Dear {#firstName#},\n\nYou are invited to join the staff of Nexora as {#role#}. Choose your password here: {#link#}\n\nThe link is valid for {#hours#} hours and works once.\n\nNexora',
      },
    },
    hi: {
      email: {
        subject: 'Nexora में आपका स्वागत है',
        body: 'नमस्ते {#firstName#},\n\nआपको {#role#} के रूप में Nexora के स्टाफ में बुलाया गया है। यहां अपना पासवर्ड चुनें: {#link#}\n\nयह लिंक {#hours#} घंटे तक मान्य है और एक बार काम करता है।\n\nNexora',
      },
    },
  }),
];
