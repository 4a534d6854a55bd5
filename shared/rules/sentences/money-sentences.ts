/** A sentence for each rule about money: what may be charged, and under what condition. */
import type { Country, Language, LocalText } from '../../lang/languages';
import type { FeeBand } from '../params-shapes';
import type { DebtPart } from '../params-money';
import type { Rule, RuleDomain } from '../rule';
import type { MONEY_PARAMS } from '../params-money';
import { amountWords, inAll, list, money, percent, word } from './words';

type MoneyDomain = keyof typeof MONEY_PARAMS & RuleDomain;
type Sentences = { readonly [D in MoneyDomain]: (rule: Rule<D>) => LocalText };

const PARTS: Readonly<Record<DebtPart, LocalText>> = {
  fee: word('gebyrer', 'avgifter', 'kulut', 'fees'),
  interest: word('renter', 'ränta', 'korko', 'interest'),
  principal: word('hovedstol', 'kapital', 'pääoma', 'principal'),
};

const BAND: Readonly<Record<Language, (cap: string, upTo: string | null) => string>> = {
  nb: (cap, upTo) => (upTo === null ? `ellers ${cap}` : `${cap} for krav opp til ${upTo}`),
  sv: (cap, upTo) => (upTo === null ? `annars ${cap}` : `${cap} för krav upp till ${upTo}`),
  fi: (cap, upTo) => (upTo === null ? `muuten ${cap}` : `${cap}, kun saatava on enintään ${upTo}`),
  en: (cap, upTo) => (upTo === null ? `otherwise ${cap}` : `${cap} for claims up to ${upTo}`),
};

function bands(rows: readonly FeeBand[], country: Country, language: Language): string {
  const only = rows.length === 1 ? rows[0] : undefined;
  if (only !== undefined && only.principalUpToMinor === null) return amountWords(only.cap, country, language);
  return rows
    .map(({ cap, principalUpToMinor }) =>
      BAND[language](
        amountWords(cap, country, language),
        principalUpToMinor === null ? null : money(principalUpToMinor, country, language),
      ),
    )
    .join('; ');
}

/** Sentences that hold only when their number is there, after the first one. */
function joined(...sentences: readonly (string | null)[]): string {
  return sentences.filter((one) => one !== null).join(' ');
}

const AT_MOST = word('Høyst', 'Högst', 'Enintään', 'At most');

function reminder({ params, country }: Rule<'reminder_fee'>): LocalText {
  const { minDaysAfterDue: days, countMax, needsAgreement, countResetMonths: months } = params;
  const cap = (language: Language) => amountWords(params.cap, country, language);
  return {
    nb: joined(
      `Et purrebrev kan koste høyst ${cap('nb')}.`,
      days === null ? null : `Det må være sendt tidligst ${days} dager etter forfall.`,
      countMax === null ? null : `Høyst ${countMax} slike gebyrer per krav.`,
      months === null ? null : `Tellingen starter på nytt ${months} måneder etter det siste.`,
      needsAgreement ? 'Bare når det er avtalt.' : null,
    ),
    sv: joined(
      `En påminnelse får kosta högst ${cap('sv')}.`,
      days === null ? null : `Den ska ha skickats tidigast ${days} dagar efter förfallodagen.`,
      countMax === null ? null : `Högst ${countMax} sådana avgifter per krav.`,
      months === null ? null : `Räkningen börjar om ${months} månader efter den senaste.`,
      needsAgreement ? 'Bara när det har avtalats.' : null,
    ),
    fi: joined(
      `Muistutus saa maksaa enintään ${cap('fi')}.`,
      days === null ? null : `Sen saa lähettää maksullisena aikaisintaan ${days} päivää eräpäivän jälkeen.`,
      countMax === null ? null : `Enintään ${countMax} tällaista maksua saatavaa kohti.`,
      months === null ? null : `Laskenta alkaa alusta ${months} kuukauden kuluttua viimeisestä.`,
      needsAgreement ? 'Vain, jos siitä on sovittu.' : null,
    ),
    en: joined(
      `A reminder may cost at most ${cap('en')}.`,
      days === null ? null : `It must be sent ${days} days after the due date at the earliest.`,
      countMax === null ? null : `At most ${countMax} such fees per claim.`,
      months === null ? null : `The count starts again ${months} months after the last one.`,
      needsAgreement ? 'Only when it was agreed.' : null,
    ),
  };
}

function agencyCap({ params, country }: Rule<'agency_fee_cap'>): LocalText {
  const { demandsMax, heavyAfterDays: heavy } = params;
  const cap = (language: Language) => bands(params.bands, country, language);
  return {
    nb: joined(
      `Inkassosalæret er høyst: ${cap('nb')}.`,
      heavy === null ? null : `Det dobles når fristen er oversittet med mer enn ${heavy} dager.`,
      demandsMax === null ? null : `Høyst ${demandsMax} krav med gebyr.`,
      params.isFreeWhenNoticePaidInTime ? 'Ingenting hvis varselet ble betalt i tide.' : null,
    ),
    sv: joined(
      `Inkassoavgiften är högst: ${cap('sv')}.`,
      heavy === null ? null : `Den fördubblas när fristen överskridits med mer än ${heavy} dagar.`,
      demandsMax === null ? null : `Högst ${demandsMax} krav med avgift.`,
      params.isFreeWhenNoticePaidInTime ? 'Inget om varningen betalades i tid.' : null,
    ),
    fi: joined(
      `Perintätoimiston kulut ovat enintään: ${cap('fi')}.`,
      heavy === null ? null : `Ne kaksinkertaistuvat, kun määräaika on ylittynyt yli ${heavy} päivällä.`,
      demandsMax === null ? null : `Enintään ${demandsMax} maksullista vaatimusta, toisesta puolet.`,
      params.isFreeWhenNoticePaidInTime ? 'Ei mitään, jos varoitus maksettiin ajoissa.' : null,
    ),
    en: joined(
      `The agency’s fee is at most: ${cap('en')}.`,
      heavy === null ? null : `It doubles when the deadline has passed by more than ${heavy} days.`,
      demandsMax === null ? null : `At most ${demandsMax} demands with a fee.`,
      params.isFreeWhenNoticePaidInTime ? 'Nothing when the notice was paid in time.' : null,
    ),
  };
}

const TIER: Readonly<Record<Language, (fee: string, count: number | null, upTo: string | null) => string>> = {
  nb: (fee, count, upTo) =>
    `${fee}${count === null ? '' : ` inntil ${count} avdrag`}${upTo === null ? '' : ` opp til ${upTo}`}`,
  sv: (fee, count, upTo) =>
    `${fee}${count === null ? '' : ` vid högst ${count} delbetalningar`}${upTo === null ? '' : ` upp till ${upTo}`}`,
  fi: (fee, count, upTo) =>
    `${fee}${count === null ? '' : ` enintään ${count} erässä`}${upTo === null ? '' : `, saatava enintään ${upTo}`}`,
  en: (fee, count, upTo) =>
    `${fee}${count === null ? '' : ` for up to ${count} instalments`}${upTo === null ? '' : ` up to ${upTo}`}`,
};

function planFee({ params, country }: Rule<'plan_fee'>): LocalText {
  const tiers = (language: Language) =>
    params.tiers
      .map(({ fee, instalmentsUpTo, principalUpToMinor }) =>
        TIER[language](
          amountWords(fee, country, language),
          instalmentsUpTo,
          principalUpToMinor === null ? null : money(principalUpToMinor, country, language),
        ),
      )
      .join('; ');
  const legal = !params.isAllowedInLegalPhase;
  return {
    nb: joined(
      `En betalingsavtale kan koste: ${tiers('nb')}.`,
      'Si beløpet før kunden sier ja.',
      legal ? 'Ingenting i rettslig fase.' : null,
    ),
    sv: joined(
      `En avbetalningsplan får kosta: ${tiers('sv')}.`,
      'Säg beloppet innan kunden säger ja.',
      legal ? 'Inget i den rättsliga fasen.' : null,
    ),
    fi: joined(
      `Maksusuunnitelma saa maksaa: ${tiers('fi')}.`,
      'Kerro summa ennen kuin asiakas hyväksyy.',
      legal ? 'Ei mitään oikeudellisessa vaiheessa.' : null,
    ),
    en: joined(
      `A plan may cost: ${tiers('en')}.`,
      'Say the amount before the customer says yes.',
      legal ? 'Nothing once the case is in court.' : null,
    ),
  };
}

function paidPlans({ params }: Rule<'paid_plans'>): LocalText {
  const { mayCharge, paidPlansMax: max, isUnderLegalReview } = params;
  return {
    nb: joined(
      mayCharge ? 'En betalingsavtale kan koste noe.' : 'En betalingsavtale må være gratis.',
      max === null ? null : `Høyst ${max} avtaler med gebyr per krav.`,
      isUnderLegalReview ? 'Juristen vurderer de nye kredittreglene.' : null,
    ),
    sv: joined(
      mayCharge ? 'En plan får kosta något.' : 'En plan måste vara gratis.',
      max === null ? null : `Högst ${max} planer med avgift per krav.`,
      isUnderLegalReview ? 'Juristen prövar de nya kreditreglerna.' : null,
    ),
    fi: joined(
      mayCharge ? 'Maksusuunnitelmasta saa periä maksun.' : 'Maksusuunnitelman on oltava maksuton.',
      max === null ? null : `Enintään ${max} maksullista suunnitelmaa saatavaa kohti.`,
      isUnderLegalReview ? 'Juristi arvioi uusia luottosääntöjä.' : null,
    ),
    en: joined(
      mayCharge ? 'A plan may cost something.' : 'A plan must be free.',
      max === null ? null : `At most ${max} plans with a fee per claim.`,
      isUnderLegalReview ? 'The lawyer is looking at the new credit rules.' : null,
    ),
  };
}

function freePlans({ params }: Rule<'free_plans'>): LocalText {
  const online = !params.channels.includes('agent');
  const count = params.freePlansPerDebt;
  return {
    nb: `${count === 1 ? 'Den første avtalen' : `De første ${count} avtalene`} på et krav er gratis${online ? ' på nett' : ''}.`,
    sv: `${count === 1 ? 'Den första planen' : `De första ${count} planerna`} på en skuld är gratis${online ? ' på nätet' : ''}.`,
    fi: `${count === 1 ? 'Velan ensimmäinen maksusuunnitelma on maksuton' : `Velan ${count} ensimmäistä maksusuunnitelmaa ovat maksuttomia`}${online ? ' verkossa' : ''}.`,
    en: `The first ${count === 1 ? 'plan' : `${count} plans`} of a debt ${count === 1 ? 'is' : 'are'} free${online ? ' online' : ''}.`,
  };
}

export const MONEY_SENTENCES: Sentences = {
  base_rate: ({ params, country }) =>
    inAll((language) => {
      const sum = money(params.amountMinor, country, language);
      return {
        nb: `Inkassosatsen er ${sum}. Andre gebyrer er deler av den.`,
        sv: `Den norska inkassosatsen är ${sum}. Andra avgifter är delar av den.`,
        fi: `Norjan perintätaksa on ${sum}. Muut kulut lasketaan siitä.`,
        en: `The Norwegian collection rate is ${sum}. Other fees are shares of it.`,
      }[language];
    }),
  reminder_fee: reminder,
  creditor_demand_fee: ({ params, country }) =>
    inAll((language) => {
      const sum = amountWords(params.cap, country, language);
      return {
        nb: `Sender kreditor betalingsoppfordringen selv, kan den koste høyst ${sum}.`,
        sv: `Skickar borgenären själv betalningsuppmaningen får den kosta högst ${sum}.`,
        fi: `Jos velkoja lähettää maksuvaatimuksen itse, se saa maksaa enintään ${sum}.`,
        en: `When the creditor sends the payment demand itself, it may cost at most ${sum}.`,
      }[language];
    }),
  agency_fee_cap: agencyCap,
  total_fee_cap: ({ params, country }) =>
    inAll((language) => {
      const sum = bands(params.bands, country, language);
      return {
        nb: `Alle inkassokostnader til sammen: høyst ${sum}.`,
        sv: `Alla inkassokostnader tillsammans: högst ${sum}.`,
        fi: `Kaikki perintäkulut yhteensä enintään: ${sum}.`,
        en: `All collection costs together: at most ${sum}.`,
      }[language];
    }),
  extension_fee: ({ params, country }) =>
    inAll((language) => {
      const sum = money(params.amountMinor, country, language);
      return {
        nb: `Utsettelse på minst ${params.minDays} dager kan koste ${sum}.`,
        sv: `Anstånd på minst ${params.minDays} dagar får kosta ${sum}.`,
        fi: `Vähintään ${params.minDays} päivän lisäaika saa maksaa ${sum}.`,
        en: `A postponement of at least ${params.minDays} days may cost ${sum}.`,
      }[language];
    }),
  court_cost: ({ params, country }) =>
    inAll((language) => `${AT_MOST[language]} ${money(params.amountMinor, country, language)}.`),
  late_interest: ({ params }) =>
    inAll((language) => {
      const rate = percent(params.yearlyRateBp, language);
      return {
        nb: `Forsinkelsesrenten er ${rate} i året.`,
        sv: `Dröjsmålsräntan är ${rate} per år.`,
        fi: `Viivästyskorko on ${rate} vuodessa.`,
        en: `Late interest is ${rate} a year.`,
      }[language];
    }),
  late_payment_compensation: ({ params, country }) =>
    inAll((language) => {
      const sum = money(params.amountMinor, country, language);
      return {
        nb: `Mellom bedrifter: ${sum} i kompensasjon, som går til fradrag i gebyrene.`,
        sv: `Mellan företag: ${sum} i förseningsersättning, som räknas av mot avgifterna.`,
        fi: `Yritysten välillä: vakiokorvaus ${sum}, joka vähennetään perintäkuluista.`,
        en: `Between businesses: ${sum} in compensation, set off against the fees.`,
      }[language];
    }),
  allocation_order: ({ params }) =>
    inAll((language) => {
      const order = params.order.map((part) => PARTS[part][language]).join(' → ');
      return {
        nb: `En innbetaling dekker: ${order}.${params.mayCustomerChoose ? ' Sier kunden noe annet, gjelder det.' : ''}`,
        sv: `En betalning täcker: ${order}.${params.mayCustomerChoose ? ' Säger kunden något annat gäller det.' : ''}`,
        fi: `Maksu kattaa: ${order}.${params.mayCustomerChoose ? ' Jos asiakas määrää toisin, se pätee.' : ''}`,
        en: `A payment covers: ${order}.${params.mayCustomerChoose ? ' What the customer says goes first.' : ''}`,
      }[language];
    }),
  fee_proportion: ({ params, country }) =>
    inAll((language) => {
      const share = percent(params.offerWaiverAboveShareBp, language);
      const cost = money(params.contactCostMinor, country, language);
      return {
        nb: `Er gebyrene over ${share} av kravet, tilby å stryke noe. En samtale koster oss ${cost}.`,
        sv: `Är avgifterna över ${share} av kravet, erbjud att ta bort något. Ett samtal kostar oss ${cost}.`,
        fi: `Jos kulut ylittävät ${share} saatavasta, tarjoa osan poistamista. Yksi puhelu maksaa meille ${cost}.`,
        en: `When fees pass ${share} of the claim, offer to waive some. One conversation costs us ${cost}.`,
      }[language];
    }),
  plan_fee: planFee,
  paid_plans: paidPlans,
  free_plans: freePlans,
  agreed_interest: ({ params: { mayExceedStatutory: mayExceed } }) => ({
    nb: mayExceed ? 'Kontrakten kan ha høyere rente enn loven.' : 'Kontrakten kan ikke ha høyere rente enn loven.',
    sv: mayExceed ? 'Avtalet får ha högre ränta än lagen.' : 'Avtalet får inte ha högre ränta än lagen.',
    fi: mayExceed
      ? 'Sopimuksessa voi olla lakia korkeampi korko.'
      : 'Sopimuksessa ei voi olla lakia korkeampaa korkoa.',
    en: mayExceed
      ? 'A contract may set a higher rate than the law.'
      : 'A contract may not set a higher rate than the law.',
  }),
};
