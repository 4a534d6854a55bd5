/** The words of codes that rules about conduct hold: steps, events, what is said and what stops. */
import type { LocalText } from '../../lang/languages';
import type {
  ClaimNature,
  CollectionStep,
  Complaint,
  Disclosure,
  DisclosureItem,
  LimitationEvent,
  RecordKind,
  Stoppable,
} from '../params-conduct';
import { word } from './words';

export const STEP_WORDS: Readonly<Record<CollectionStep, LocalText>> = {
  reminder: word('purring', 'påminnelse', 'maksumuistutus', 'reminder'),
  second_reminder: word('andre purring', 'andra påminnelse', 'toinen maksumuistutus', 'second reminder'),
  collection_notice: word('inkassovarsel', 'inkassovarning', 'perintävaroitus', 'collection notice'),
  payment_demand: word('betalingsoppfordring', 'inkassokrav', 'maksuvaatimus', 'payment demand'),
  second_payment_demand: word(
    'andre betalingsoppfordring',
    'andra inkassokrav',
    'toinen maksuvaatimus',
    'second payment demand',
  ),
  legal_action: word('rettslig inndriving', 'rättsliga åtgärder', 'oikeudellinen perintä', 'legal action'),
};

export const NATURE_WORDS: Readonly<Record<ClaimNature, LocalText>> = {
  ordinary: word('vanlig krav', 'vanlig fordran', 'tavallinen saatava', 'ordinary claim'),
  loan: word('lån', 'lån', 'laina', 'loan'),
  judgment: word('dom', 'dom', 'tuomio', 'judgment'),
  directly_enforceable: word(
    'tvangsgrunnlag uten dom',
    'direkt utmätningsbar fordran',
    'suoraan ulosottokelpoinen saatava',
    'enforceable without a judgment',
  ),
};

export const EVENT_WORDS: Readonly<Record<LimitationEvent, LocalText>> = {
  acknowledgement: word('erkjennelse', 'erkännande', 'velan tunnustaminen', 'acknowledgement'),
  promise_to_pay: word('løfte om å betale', 'löfte att betala', 'maksulupaus', 'a promise to pay'),
  interest_payment: word('betaling av rente', 'betalning av ränta', 'koron maksu', 'interest paid'),
  part_payment: word('delbetaling', 'delbetalning', 'osamaksu', 'part payment'),
  letter_received: word('brev som kom frem', 'brev som kommit fram', 'perille tullut kirje', 'a letter that arrived'),
  spoken_demand: word('muntlig krav', 'muntligt krav', 'suullinen vaatimus', 'a spoken demand'),
  legal_step: word('rettslig steg', 'rättslig åtgärd', 'oikeudellinen toimi', 'a legal step'),
};

export const DISCLOSURE_WORDS: Readonly<Record<Disclosure, LocalText>> = {
  call_opening: word('Når samtalen starter', 'När samtalet börjar', 'Puhelun alussa', 'When the call begins'),
  before_identity: word(
    'Før kunden er bekreftet',
    'Innan kunden är identifierad',
    'Ennen tunnistamista',
    'Before the customer is verified',
  ),
  stating_the_claim: word(
    'Når kravet legges frem',
    'När kravet läggs fram',
    'Kun saatava kerrotaan',
    'When stating the claim',
  ),
  plan_cost: word(
    'Før en avtale bekreftes',
    'Innan en plan bekräftas',
    'Ennen suunnitelman vahvistamista',
    'Before a plan is confirmed',
  ),
  payment_revives_claim: word(
    'Når kravet er nær foreldelse',
    'När kravet är nära preskription',
    'Kun saatava on vanhentumassa',
    'When the claim is near limitation',
  ),
  statement_on_request: word(
    'Når kunden ber om oversikt',
    'När kunden ber om en översikt',
    'Kun asiakas pyytää erittelyä',
    'When the customer asks for a statement',
  ),
  card_payment: word(
    'Når kunden leser opp et kort',
    'När kunden läser upp ett kort',
    'Kun asiakas lukee korttinsa tiedot',
    'When the customer reads out a card',
  ),
  whole_call: word('Hele samtalen', 'Hela samtalet', 'Koko puhelun ajan', 'The whole call'),
};

export const ITEM_WORDS: Readonly<Record<DisclosureItem, LocalText>> = {
  agent_name: word('navnet ditt', 'ditt namn', 'nimesi', 'your name'),
  neutral_employer: word(
    'firmanavnet, nøytralt',
    'företagets namn, neutralt',
    'yrityksen nimi neutraalisti',
    'the company, neutrally',
  ),
  recording_notice: word(
    'at samtalen tas opp',
    'att samtalet spelas in',
    'että puhelu tallennetaan',
    'that the call is recorded',
  ),
  agency: word(
    'at vi er et inkassobyrå',
    'att vi är ett inkassobolag',
    'että olemme perintätoimisto',
    'that we are a collection agency',
  ),
  creditor: word('kreditor', 'borgenären', 'velkoja', 'the creditor'),
  claim_basis: word('hva kravet gjelder', 'vad kravet gäller', 'mistä saatava johtuu', 'what the claim is for'),
  amount_in_parts: word(
    'beløpet delt i hovedstol, renter og gebyrer',
    'beloppet i kapital, ränta och avgifter',
    'summa eriteltynä',
    'the amount in its parts',
  ),
  deadline: word('fristen', 'tidsfristen', 'määräpäivä', 'the deadline'),
  right_to_object: word('retten til å protestere', 'rätten att bestrida', 'oikeus kiistää', 'the right to object'),
  plan_fee: word('gebyret', 'avgiften', 'maksusuunnitelman kulu', 'the fee'),
  plan_total: word('summen til sammen', 'summan totalt', 'kokonaissumma', 'the total'),
  payment_starts_limitation_again: word(
    'at en betaling gir kravet ny frist',
    'att en betalning ger kravet ny tid',
    'että maksu aloittaa vanhentumisajan alusta',
    'that a payment starts the limitation time again',
  ),
  free_total_and_basis: word(
    'totalen og grunnlaget, gratis',
    'summan och grunden, gratis',
    'kokonaismäärä ja peruste maksutta',
    'the total and its basis, free',
  ),
  allocation_order: word(
    'hva en betaling dekker først',
    'vad en betalning täcker först',
    'mitä maksu kattaa ensin',
    'what a payment covers first',
  ),
  recording_paused: word(
    'at opptaket er satt på pause',
    'att inspelningen är pausad',
    'että tallennus on tauolla',
    'that the recording is paused',
  ),
  the_debt: word('gjelden', 'skulden', 'velkaa', 'the debt'),
  the_word_collection: word('ordet inkasso', 'ordet inkasso', 'sanaa perintä', 'the word collection'),
  the_national_id: word('fødselsnummeret', 'personnumret', 'henkilötunnusta', 'the national number'),
  steps_not_open_now: word(
    'steg som ikke kan tas nå',
    'steg som inte kan tas nu',
    'vaiheita, joita ei voi nyt ottaa',
    'steps that are not open now',
  ),
  telling_employer_or_neighbours: word(
    'at arbeidsgiver eller naboer får vite det',
    'att arbetsgivare eller grannar får veta',
    'että työnantaja tai naapurit saisivat tietää',
    'that employer or neighbours will hear',
  ),
  removal_of_remarks: word(
    'at anmerkninger blir slettet',
    'att anmärkningar tas bort',
    'maksuhäiriömerkinnän poistoa',
    'that remarks will be removed',
  ),
  paying_a_disputed_claim: word(
    'at et omtvistet krav bør betales',
    'att ett bestritt krav bör betalas',
    'kiistetyn saatavan maksamista',
    'paying a disputed claim',
  ),
  paying_an_expired_claim: word(
    'at et foreldet krav bør betales',
    'att ett preskriberat krav bör betalas',
    'vanhentuneen saatavan maksamista',
    'paying an expired claim',
  ),
  paying_a_minors_claim: word(
    'at et krav mot et barn bør betales',
    'att ett krav mot ett barn bör betalas',
    'alaikäisen saatavan maksamista',
    'paying a minor’s claim',
  ),
  sales: word('salg', 'försäljning', 'myyntiä', 'sales'),
  cut_as_a_threat: word('stenging som trussel', 'avstängning som hot', 'katkaisulla uhkaamista', 'a cut as a threat'),
};

export const STOP_WORDS: Readonly<Record<Stoppable, LocalText>> = {
  letters: word('brev', 'brev', 'kirjeet', 'letters'),
  fees: word('gebyrer', 'avgifter', 'kulut', 'fees'),
  calls: word('ringing', 'samtal', 'soitot', 'calls'),
  legal_steps: word('rettslige steg', 'rättsliga åtgärder', 'oikeustoimet', 'legal steps'),
  cut: word('stenging', 'avstängning', 'katkaisu', 'any cut'),
};

export const RECORD_WORDS: Readonly<Record<RecordKind, LocalText>> = {
  collection_documents: word('Inkassopapirer', 'Inkassohandlingar', 'Perintäasiakirjat', 'Collection papers'),
  call_recordings: word('Lydopptak', 'Inspelningar', 'Puhelutallenteet', 'Call recordings'),
  script_runs: word('Samtaleguider', 'Samtalsguider', 'Keskusteluohjeiden ajot', 'Script runs'),
  case_notes: word('Notater', 'Anteckningar', 'Muistiinpanot', 'Notes'),
};

export const COMPLAINT_WORDS: Readonly<Record<Complaint, LocalText>> = {
  energy_claim: word(
    'Klage på strømkravet',
    'Klagomål om energikravet',
    'Valitus energialaskusta',
    'Complaint about the energy claim',
  ),
  telecom_claim: word(
    'Klage på telekravet',
    'Klagomål om telekravet',
    'Valitus teleoperaattorin laskusta',
    'Complaint about the telecom claim',
  ),
  collection_conduct: word(
    'Klage på inkassoen',
    'Klagomål om inkassot',
    'Valitus perinnästä',
    'Complaint about the collection',
  ),
};
