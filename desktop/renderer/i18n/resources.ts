import type { Language } from '../../../shared/lang/languages';
import enAdmin from './en/admin.json';
import enBalance from './en/balance.json';
import enBoards from './en/boards.json';
import enCare from './en/care.json';
import enCase from './en/case.json';
import enCauses from './en/causes.json';
import enCommon from './en/common.json';
import enCuts from './en/cuts.json';
import enErrors from './en/errors.json';
import enHotkeys from './en/hotkeys.json';
import enIntegration from './en/integration.json';
import enLogin from './en/login.json';
import enPhone from './en/phone.json';
import enPlans from './en/plans.json';
import enQa from './en/qa.json';
import enReviews from './en/reviews.json';
import enRules from './en/rules.json';
import enSettings from './en/settings.json';
import enSoftphone from './en/softphone.json';
import enVocabulary from './en/vocabulary.json';
import enWrapUp from './en/wrap-up.json';
import fiAdmin from './fi/admin.json';
import fiBalance from './fi/balance.json';
import fiBoards from './fi/boards.json';
import fiCare from './fi/care.json';
import fiCase from './fi/case.json';
import fiCauses from './fi/causes.json';
import fiCommon from './fi/common.json';
import fiCuts from './fi/cuts.json';
import fiErrors from './fi/errors.json';
import fiHotkeys from './fi/hotkeys.json';
import fiIntegration from './fi/integration.json';
import fiLogin from './fi/login.json';
import fiPhone from './fi/phone.json';
import fiPlans from './fi/plans.json';
import fiQa from './fi/qa.json';
import fiReviews from './fi/reviews.json';
import fiRules from './fi/rules.json';
import fiSettings from './fi/settings.json';
import fiSoftphone from './fi/softphone.json';
import fiVocabulary from './fi/vocabulary.json';
import fiWrapUp from './fi/wrap-up.json';
import nbAdmin from './nb/admin.json';
import nbBalance from './nb/balance.json';
import nbBoards from './nb/boards.json';
import nbCare from './nb/care.json';
import nbCase from './nb/case.json';
import nbCauses from './nb/causes.json';
import nbCommon from './nb/common.json';
import nbCuts from './nb/cuts.json';
import nbErrors from './nb/errors.json';
import nbHotkeys from './nb/hotkeys.json';
import nbIntegration from './nb/integration.json';
import nbLogin from './nb/login.json';
import nbPhone from './nb/phone.json';
import nbPlans from './nb/plans.json';
import nbQa from './nb/qa.json';
import nbReviews from './nb/reviews.json';
import nbRules from './nb/rules.json';
import nbSettings from './nb/settings.json';
import nbSoftphone from './nb/softphone.json';
import nbVocabulary from './nb/vocabulary.json';
import nbWrapUp from './nb/wrap-up.json';
import svAdmin from './sv/admin.json';
import svBalance from './sv/balance.json';
import svBoards from './sv/boards.json';
import svCare from './sv/care.json';
import svCase from './sv/case.json';
import svCauses from './sv/causes.json';
import svCommon from './sv/common.json';
import svCuts from './sv/cuts.json';
import svErrors from './sv/errors.json';
import svHotkeys from './sv/hotkeys.json';
import svIntegration from './sv/integration.json';
import svLogin from './sv/login.json';
import svPhone from './sv/phone.json';
import svPlans from './sv/plans.json';
import svQa from './sv/qa.json';
import svReviews from './sv/reviews.json';
import svRules from './sv/rules.json';
import svSettings from './sv/settings.json';
import svSoftphone from './sv/softphone.json';
import svVocabulary from './sv/vocabulary.json';
import svWrapUp from './sv/wrap-up.json';

/** English is the shape that keys are typed after; a test holds the other three to it. */
export const EN_RESOURCES = {
  admin: enAdmin,
  balance: enBalance,
  boards: enBoards,
  care: enCare,
  case: enCase,
  causes: enCauses,
  common: enCommon,
  cuts: enCuts,
  errors: enErrors,
  hotkeys: enHotkeys,
  integration: enIntegration,
  login: enLogin,
  phone: enPhone,
  plans: enPlans,
  qa: enQa,
  reviews: enReviews,
  rules: enRules,
  settings: enSettings,
  softphone: enSoftphone,
  vocabulary: enVocabulary,
  'wrap-up': enWrapUp,
} as const;

/** Every text of the interface: language → namespace → key. A new namespace is one JSON per language and a line per language here. */
export const RESOURCES = {
  en: EN_RESOURCES,
  fi: {
    admin: fiAdmin,
    balance: fiBalance,
    boards: fiBoards,
    care: fiCare,
    case: fiCase,
    causes: fiCauses,
    common: fiCommon,
    cuts: fiCuts,
    errors: fiErrors,
    hotkeys: fiHotkeys,
    integration: fiIntegration,
    login: fiLogin,
    phone: fiPhone,
    plans: fiPlans,
    qa: fiQa,
    reviews: fiReviews,
    rules: fiRules,
    settings: fiSettings,
    softphone: fiSoftphone,
    vocabulary: fiVocabulary,
    'wrap-up': fiWrapUp,
  },
  nb: {
    admin: nbAdmin,
    balance: nbBalance,
    boards: nbBoards,
    care: nbCare,
    case: nbCase,
    causes: nbCauses,
    common: nbCommon,
    cuts: nbCuts,
    errors: nbErrors,
    hotkeys: nbHotkeys,
    integration: nbIntegration,
    login: nbLogin,
    phone: nbPhone,
    plans: nbPlans,
    qa: nbQa,
    reviews: nbReviews,
    rules: nbRules,
    settings: nbSettings,
    softphone: nbSoftphone,
    vocabulary: nbVocabulary,
    'wrap-up': nbWrapUp,
  },
  sv: {
    admin: svAdmin,
    balance: svBalance,
    boards: svBoards,
    care: svCare,
    case: svCase,
    causes: svCauses,
    common: svCommon,
    cuts: svCuts,
    errors: svErrors,
    hotkeys: svHotkeys,
    integration: svIntegration,
    login: svLogin,
    phone: svPhone,
    plans: svPlans,
    qa: svQa,
    reviews: svReviews,
    rules: svRules,
    settings: svSettings,
    softphone: svSoftphone,
    vocabulary: svVocabulary,
    'wrap-up': svWrapUp,
  },
} as const satisfies Record<Language, Record<keyof typeof EN_RESOURCES, unknown>>;
