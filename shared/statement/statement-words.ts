/** The fixed words of a statement in four languages; sentences with amounts come from shared/balance. */
import type { Country, LocalText } from '../lang/languages';
import type { Payment } from '../ledger/case-file';

export const STATEMENT_WORDS = {
  title: { nb: 'Saksoversikt', sv: 'Sammanställning', fi: 'Erittely', en: 'Statement' },
  customer: { nb: 'Kunde', sv: 'Kund', fi: 'Asiakas', en: 'Customer' },
  address: { nb: 'Adresse', sv: 'Adress', fi: 'Osoite', en: 'Address' },
  creditor: { nb: 'Kreditor', sv: 'Borgenär', fi: 'Velkoja', en: 'Creditor' },
  customerNo: { nb: 'Kundenummer', sv: 'Kundnummer', fi: 'Asiakasnumero', en: 'Customer number' },
  caseNo: { nb: 'Saksnummer', sv: 'Ärendenummer', fi: 'Asianumero', en: 'Case number' },
  onDate: { nb: 'Per dato', sv: 'Per datum', fi: 'Tilanne', en: 'As of' },
  toPay: { nb: 'Å betale', sv: 'Att betala', fi: 'Maksettavaa', en: 'To pay' },
  toGood: { nb: 'Til gode', sv: 'Till godo', fi: 'Palautettavaa', en: 'To be paid back' },
  invoice: { nb: 'Faktura {invoice}', sv: 'Faktura {invoice}', fi: 'Lasku {invoice}', en: 'Invoice {invoice}' },
  fee: { nb: 'Gebyr {invoice}', sv: 'Avgift {invoice}', fi: 'Kulu {invoice}', en: 'Fee {invoice}' },
  madeOf: { nb: 'Fakturaen består av', sv: 'Fakturan består av', fi: 'Laskun erittely', en: 'The invoice is made of' },
  openOnClaim: { nb: 'Gjenstår', sv: 'Återstår', fi: 'Maksamatta', en: 'Left to pay' },
  payments: { nb: 'Innbetalinger', sv: 'Inbetalningar', fi: 'Maksut', en: 'Payments' },
  noPayments: {
    nb: 'Det er ikke kommet inn noen betaling.',
    sv: 'Ingen betalning har kommit in.',
    fi: 'Maksuja ei ole saapunut.',
    en: 'No payment has come in.',
  },
  payment: {
    nb: '{day} kom det inn {amount}.',
    sv: '{day} kom {amount} in.',
    fi: '{day} saapui {amount}.',
    en: '{amount} came in on {day}.',
  },
  laidOn: {
    nb: '{amount} på faktura {invoice} ({match}).',
    sv: '{amount} på faktura {invoice} ({match}).',
    fi: '{amount} laskulle {invoice} ({match}).',
    en: '{amount} on invoice {invoice} ({match}).',
  },
  laidNowhere: {
    nb: '{amount} ligger på kontoen og er ikke brukt.',
    sv: '{amount} ligger på kontot och är inte använt.',
    fi: '{amount} on tilillä käyttämättä.',
    en: '{amount} lies on the account and is not used.',
  },
  wentBack: {
    nb: 'Pengene gikk tilbake {day}, og betalingen teller ikke.',
    sv: 'Pengarna gick tillbaka {day}, och betalningen räknas inte.',
    fi: 'Rahat palautuivat {day}, eikä maksua lasketa.',
    en: 'The money went back on {day}, and the payment does not count.',
  },
  onTheWay: { nb: 'På vei', sv: 'På väg', fi: 'Matkalla', en: 'On its way' },
  onTheWayLine: {
    nb: '{amount}, betalt {paid}, ventes {expected}. Vi sender ingen nye krav så lenge vi venter.',
    sv: '{amount}, betalt {paid}, väntas {expected}. Vi skickar inga nya krav medan vi väntar.',
    fi: '{amount}, maksettu {paid}, odotetaan {expected}. Emme lähetä uusia vaatimuksia odottaessamme.',
    en: '{amount}, paid on {paid}, expected on {expected}. We send no new demands while we wait.',
  },
  sum: { nb: 'Sammendrag', sv: 'Summering', fi: 'Yhteenveto', en: 'Summary' },
  principal: { nb: 'Hovedstol', sv: 'Kapital', fi: 'Pääoma', en: 'Principal' },
  interest: { nb: 'Rente', sv: 'Ränta', fi: 'Korko', en: 'Interest' },
  fees: { nb: 'Gebyrer', sv: 'Avgifter', fi: 'Kulut', en: 'Fees' },
  unused: {
    nb: 'Innbetalt, ikke brukt',
    sv: 'Inbetalt, inte använt',
    fi: 'Käyttämättä oleva maksu',
    en: 'Paid in, not used',
  },
  howToPay: { nb: 'Slik betaler du', sv: 'Så betalar du', fi: 'Näin maksat', en: 'How to pay' },
  payWith: {
    nb: 'Faktura {invoice}: bruk {label} {reference}.',
    sv: 'Faktura {invoice}: använd {label} {reference}.',
    fi: 'Lasku {invoice}: käytä {label} {reference}.',
    en: 'Invoice {invoice}: use {label} {reference}.',
  },
  payCare: {
    nb: 'Bruk nummeret slik det står. Da kommer pengene på riktig faktura med en gang.',
    sv: 'Använd numret precis som det står. Då hamnar pengarna på rätt faktura direkt.',
    fi: 'Käytä numeroa täsmälleen näin, niin maksu kohdistuu heti oikealle laskulle.',
    en: 'Use the number exactly as it stands, and the money goes to the right invoice at once.',
  },
  payToCreditor: {
    nb: 'Kontonummeret står på fakturaen. Er den borte, sender vi den på nytt.',
    sv: 'Kontonumret står på fakturan. Är den borta skickar vi den på nytt.',
    fi: 'Tilinumero on laskussa. Jos se on hukassa, lähetämme sen uudelleen.',
    en: 'The account number is on the invoice. If it is lost, we send it again.',
  },
  disputes: { nb: 'Innsigelser', sv: 'Bestridanden', fi: 'Kiistämiset', en: 'Disputes' },
  dispute: {
    nb: 'Innsigelse av {day} på {amount} er til vurdering. Den delen kreves ikke inn så lenge.',
    sv: 'Bestridande från {day} på {amount} utreds. Den delen krävs inte in under tiden.',
    fi: 'Kiistäminen {day}, {amount}, on käsiteltävänä. Sitä osaa ei peritä sillä välin.',
    en: 'Your dispute of {day} about {amount} is being looked at. That part is not collected meanwhile.',
  },
  disputeAnswer: {
    nb: ' Svar innen {day}.',
    sv: ' Svar senast {day}.',
    fi: ' Vastaus viimeistään {day}.',
    en: ' Answer by {day}.',
  },
  plan: { nb: 'Betalingsavtale', sv: 'Betalningsplan', fi: 'Maksusopimus', en: 'Payment plan' },
  instalment: {
    nb: '{number}. avdrag, {day}',
    sv: 'Delbetalning {number}, {day}',
    fi: 'Erä {number}, {day}',
    en: 'Instalment {number}, {day}',
  },
  help: { nb: 'Hvem som kan hjelpe', sv: 'Vem som kan hjälpa', fi: 'Kuka voi auttaa', en: 'Who can help' },
  objection: {
    nb: 'Er noe galt i kravet, si fra til oss. Da stopper vi innkrevingen av det mens det blir undersøkt.',
    sv: 'Är något fel i kravet, säg till oss. Då stoppar vi indrivningen av det medan det utreds.',
    fi: 'Jos vaatimuksessa on virhe, kerro meille. Keskeytämme sen perinnän selvityksen ajaksi.',
    en: 'If something in the claim is wrong, tell us. We stop collecting it while it is looked into.',
  },
  basis: {
    nb: 'Forsinkelsesrente er enkel rente, dager delt på 365, fra dagen etter forfall og ut dagen for betaling, med satsen som står på hver linje: lovens for hvert halvår, eller den avtalte. Summen av renten på hver faktura rundes av til nærmeste hundredel.',
    sv: 'Dröjsmålsränta är enkel ränta, dagar delat med 365, från dagen efter förfallodagen till och med betalningsdagen, med den sats som står på varje rad: lagens för varje halvår, eller den avtalade. Summan av räntan på varje faktura avrundas till närmaste hundradel.',
    fi: 'Viivästyskorko on yksinkertaista korkoa, päivät jaettuna 365:llä, eräpäivää seuraavasta päivästä maksupäivään, rivillä mainitun koron mukaan: lain korko kultakin puolivuotiskaudelta tai sovittu korko. Kunkin laskun korko pyöristetään lähimpään sadasosaan.',
    en: 'Late interest is simple interest, days divided by 365, from the day after the due date up to and with the day of payment, at the rate that each line names: that of the law for each half-year, or the agreed one. The interest on each invoice is rounded to the nearest hundredth.',
  },
  laterRate: {
    nb: 'Rentesatsen etter {day} er ikke kjent ennå. Renten fra da av kommer i tillegg.',
    sv: 'Räntesatsen efter {day} är inte känd än. Räntan därefter tillkommer.',
    fi: 'Korkokanta {day} jälkeen ei ole vielä tiedossa. Korko siitä eteenpäin tulee lisäksi.',
    en: 'The interest rate after {day} is not known yet. Interest from then on comes in addition.',
  },
  notADemand: {
    nb: 'Dette er en oversikt, ikke et nytt krav, og den koster ikke noe.',
    sv: 'Detta är en sammanställning, inte ett nytt krav, och den kostar ingenting.',
    fi: 'Tämä on erittely eikä uusi vaatimus, ja se on maksuton.',
    en: 'This is a statement, not a new demand, and it costs nothing.',
  },
  page: {
    nb: 'Side {page} av {pages}',
    sv: 'Sida {page} av {pages}',
    fi: 'Sivu {page}/{pages}',
    en: 'Page {page} of {pages}',
  },
} as const satisfies Record<string, LocalText>;

/** What the number to pay with is called where the invoice was written. */
export const REFERENCE_LABELS: Readonly<Record<Country, LocalText>> = {
  NO: { nb: 'KID-nummer', sv: 'KID-nummer', fi: 'KID-numeroa', en: 'KID number' },
  SE: { nb: 'OCR-nummer', sv: 'OCR-nummer', fi: 'OCR-numeroa', en: 'OCR number' },
  FI: { nb: 'referansenummer', sv: 'referensnummer', fi: 'viitenumeroa', en: 'reference number' },
};

export const MATCH_WORDS: Readonly<Record<Payment['allocations'][number]['match'], LocalText>> = {
  reference: {
    nb: 'etter nummeret på betalingen',
    sv: 'efter numret på betalningen',
    fi: 'viitteen mukaan',
    en: 'by the number on the payment',
  },
  amount_and_payer: {
    nb: 'etter beløp og betaler',
    sv: 'efter belopp och betalare',
    fi: 'summan ja maksajan mukaan',
    en: 'by amount and payer',
  },
  manual: { nb: 'plassert av oss', sv: 'placerad av oss', fi: 'kohdistettu käsin', en: 'placed by us' },
};
