/** What domains, topics and parameters of rules are called on screens. */
import type { LocalText } from '../../lang/languages';
import type { RuleDomain } from '../rule';
import { COMPLAINT_WORDS, DISCLOSURE_WORDS, NATURE_WORDS, RECORD_WORDS, STEP_WORDS } from './conduct-words';
import { word } from './words';

export const DOMAIN_NAMES: Readonly<Record<RuleDomain, LocalText>> = {
  base_rate: word('Inkassosats', 'Norsk inkassosats', 'Norjan perintätaksa', 'Norwegian collection rate'),
  reminder_fee: word('Purregebyr', 'Påminnelseavgift', 'Muistutusmaksu', 'Reminder fee'),
  creditor_demand_fee: word(
    'Kreditors betalingsoppfordring',
    'Borgenärens betalningsuppmaning',
    'Velkojan maksuvaatimus',
    'Creditor’s payment demand',
  ),
  agency_fee_cap: word('Inkassosalær', 'Inkassoavgift', 'Perintäkulut', 'Agency fee'),
  total_fee_cap: word('Kostnadstak', 'Kostnadstak', 'Kulukatto', 'Cap on all costs'),
  extension_fee: word('Utsettelsesgebyr', 'Anståndsavgift', 'Lisäajan maksu', 'Postponement fee'),
  plan_fee: word('Gebyr for avtale', 'Avgift för plan', 'Maksusuunnitelman kulu', 'Plan fee'),
  paid_plans: word('Avtaler med gebyr', 'Planer med avgift', 'Maksulliset suunnitelmat', 'Plans with a fee'),
  free_plans: word('Gratis avtaler', 'Gratis planer', 'Maksuttomat suunnitelmat', 'Free plans'),
  court_cost: word('Rettskostnad', 'Rättegångskostnad', 'Oikeudenkäyntikulu', 'Court cost'),
  late_interest: word('Forsinkelsesrente', 'Dröjsmålsränta', 'Viivästyskorko', 'Late interest'),
  agreed_interest: word('Avtalt rente', 'Avtalad ränta', 'Sovittu korko', 'Agreed interest'),
  late_payment_compensation: word(
    'Kompensasjon mellom bedrifter',
    'Förseningsersättning',
    'Vakiokorvaus',
    'Compensation between businesses',
  ),
  allocation_order: word(
    'Hva en betaling dekker',
    'Vad en betalning täcker',
    'Mitä maksu kattaa',
    'What a payment covers',
  ),
  fee_proportion: word('Rimelige gebyrer', 'Rimliga avgifter', 'Kulujen kohtuullisuus', 'Fees in proportion'),
  disconnection: word('Stenging', 'Avstängning', 'Katkaisu', 'Disconnection'),
  disconnection_calendar: word(
    'Dager uten stenging',
    'Dagar utan avstängning',
    'Päivät ilman katkaisuja',
    'Days without cuts',
  ),
  call_before_cut: word('Ring før stenging', 'Ring före avstängning', 'Soitto ennen katkaisua', 'Call before a cut'),
  stage: word('Steg i inndrivingen', 'Steg i indrivningen', 'Perinnän vaihe', 'Step of collection'),
  limitation: word('Foreldelse', 'Preskription', 'Vanhentuminen', 'Limitation'),
  disclosure: word('Hva du sier', 'Vad du säger', 'Mitä sanot', 'What you say'),
  dispute: word('Innsigelse', 'Bestridande', 'Kiistäminen', 'Dispute'),
  dispute_answer: word('Svar på innsigelse', 'Svar på bestridande', 'Vastaus kiistämiseen', 'Answer to a dispute'),
  dispute_resume: word('Etter innsigelsen', 'Efter bestridandet', 'Kiistämisen jälkeen', 'After a dispute'),
  complaint: word('Klage til nemnd', 'Klagomål till nämnd', 'Valitus lautakuntaan', 'Complaint to a board'),
  payment_hold: word('Penger på vei', 'Pengar på väg', 'Rahaa tulossa', 'Money on the way'),
  care_pause: word('Pause ved sykdom og nød', 'Paus vid sjukdom och nöd', 'Tauko sairauden vuoksi', 'Pause in need'),
  calling_hours: word('Ringetider', 'Ringtider', 'Soittoajat', 'Calling hours'),
  retention: word('Oppbevaring', 'Bevarande', 'Säilytys', 'Retention'),
  regime: word('Lov på vei', 'Kommande lag', 'Tuleva laki', 'Coming law'),
};

const COURT_COSTS: Readonly<Record<string, LocalText>> = {
  payment_order: word('betalingspåbud', 'betalningsföreläggande', 'maksumääräys', 'payment order'),
  payment_order_agent: word('ombudets kostnad', 'ombudskostnad', 'asiamiehen kulu', 'agent’s cost'),
  enforcement: word('utlegg', 'utmätning', 'ulosotto', 'enforcement'),
  court_base_fee: word('rettsgebyr', 'norsk rättsavgift', 'Norjan oikeudenkäyntimaksu', 'court base fee'),
};

const TOPICS: Readonly<Record<string, LocalText>> = {
  ...STEP_WORDS,
  ...NATURE_WORDS,
  ...DISCLOSURE_WORDS,
  ...RECORD_WORDS,
  ...COMPLAINT_WORDS,
  ...COURT_COSTS,
};

/** The name of a topic; a topic nobody named stands as it is. */
export function topicName(topic: string): LocalText {
  return TOPICS[topic] ?? word(topic, topic, topic, topic);
}
