/** A sentence for each rule about money: what may be charged, and under what condition. */
import type { Country, Language, LocalText } from '../../lang/languages';
import type { FeeBand } from '../params-shapes';
import type { DebtPart } from '../params-money';
import type { Rule, RuleDomain } from '../rule';
import type { MONEY_PARAMS } from '../params-money';
import { amountWords, either, given, inAll, joined, money, onlyIf, percent, word } from './words';

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

const AT_MOST = word('Høyst', 'Högst', 'Enintään', 'At most');

function reminder({ params, country }: Rule<'reminder_fee'>): LocalText {
  const { minDaysAfterDue: days, countMax, needsAgreement, countResetMonths: months } = params;
  const cap = (language: Language) => amountWords(params.cap, country, language);
  return {
    nb: joined(
      `Et purrebrev kan koste høyst ${cap('nb')}.`,
      given(days, () => `Det må være sendt tidligst ${days} dager etter forfall.`),
      given(countMax, () => `Høyst ${countMax} slike gebyrer per krav.`),
      given(months, () => `Tellingen starter på nytt ${months} måneder etter det siste.`),
      onlyIf(needsAgreement, 'Bare når det er avtalt.'),
    ),
    sv: joined(
      `En påminnelse får kosta högst ${cap('sv')}.`,
      given(days, () => `Den ska ha skickats tidigast ${days} dagar efter förfallodagen.`),
      given(countMax, () => `Högst ${countMax} sådana avgifter per krav.`),
      given(months, () => `Räkningen börjar om ${months} månader efter den senaste.`),
      onlyIf(needsAgreement, 'Bara när det har avtalats.'),
    ),
    fi: joined(
      `Muistutus saa maksaa enintään ${cap('fi')}.`,
      given(days, () => `Sen saa lähettää maksullisena aikaisintaan ${days} päivää eräpäivän jälkeen.`),
      given(countMax, () => `Enintään ${countMax} tällaista maksua saatavaa kohti.`),
      given(months, () => `Laskenta alkaa alusta ${months} kuukauden kuluttua viimeisestä.`),
      onlyIf(needsAgreement, 'Vain, jos siitä on sovittu.'),
    ),
    en: joined(
      `A reminder may cost at most ${cap('en')}.`,
      given(days, () => `It must be sent ${days} days after the due date at the earliest.`),
      given(countMax, () => `At most ${countMax} such fees per claim.`),
      given(months, () => `The count starts again ${months} months after the last one.`),
      onlyIf(needsAgreement, 'Only when it was agreed.'),
    ),
  };
}

function agencyCap({ params, country }: Rule<'agency_fee_cap'>): LocalText {
  const { demandsMax, heavyAfterDays: heavy } = params;
  const cap = (language: Language) => bands(params.bands, country, language);
  return {
    nb: joined(
      `Inkassosalæret er høyst: ${cap('nb')}.`,
      given(heavy, () => `Det dobles når fristen er oversittet med mer enn ${heavy} dager.`),
      given(demandsMax, () => `Høyst ${demandsMax} krav med gebyr.`),
      onlyIf(params.isFreeWhenNoticePaidInTime, 'Ingenting hvis varselet ble betalt i tide.'),
    ),
    sv: joined(
      `Inkassoavgiften är högst: ${cap('sv')}.`,
      given(heavy, () => `Den fördubblas när fristen överskridits med mer än ${heavy} dagar.`),
      given(demandsMax, () => `Högst ${demandsMax} krav med avgift.`),
      onlyIf(params.isFreeWhenNoticePaidInTime, 'Inget om varningen betalades i tid.'),
    ),
    fi: joined(
      `Perintätoimiston kulut ovat enintään: ${cap('fi')}.`,
      given(heavy, () => `Ne kaksinkertaistuvat, kun määräaika on ylittynyt yli ${heavy} päivällä.`),
      given(demandsMax, () => `Enintään ${demandsMax} maksullista vaatimusta, toisesta puolet.`),
      onlyIf(params.isFreeWhenNoticePaidInTime, 'Ei mitään, jos varoitus maksettiin ajoissa.'),
    ),
    en: joined(
      `The agency’s fee is at most: ${cap('en')}.`,
      given(heavy, () => `It doubles when the deadline has passed by more than ${heavy} days.`),
      given(demandsMax, () => `At most ${demandsMax} demands with a fee.`),
      onlyIf(params.isFreeWhenNoticePaidInTime, 'Nothing when the notice was paid in time.'),
    ),
  };
}

const TIER: Readonly<Record<Language, (fee: string, count: number | null, upTo: string | null) => string>> = {
  nb: (fee, count, upTo) =>
    `${fee}${given(count, () => ` inntil ${count} avdrag`) ?? ''}${given(upTo, () => ` opp til ${upTo}`) ?? ''}`,
  sv: (fee, count, upTo) =>
    `${fee}${given(count, () => ` vid högst ${count} delbetalningar`) ?? ''}${given(upTo, () => ` upp till ${upTo}`) ?? ''}`,
  fi: (fee, count, upTo) =>
    `${fee}${given(count, () => ` enintään ${count} erässä`) ?? ''}${given(upTo, () => `, saatava enintään ${upTo}`) ?? ''}`,
  en: (fee, count, upTo) =>
    `${fee}${given(count, () => ` for up to ${count} instalments`) ?? ''}${given(upTo, () => ` up to ${upTo}`) ?? ''}`,
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
  const early = !params.isAllowedBeforeDemand;
  return {
    nb: joined(
      `En betalingsavtale kan koste: ${tiers('nb')}.`,
      'Si beløpet før kunden sier ja.',
      onlyIf(early, 'Ingenting før betalingsoppfordringen.'),
      onlyIf(legal, 'Ingenting i rettslig fase.'),
    ),
    sv: joined(
      `En avbetalningsplan får kosta: ${tiers('sv')}.`,
      'Säg beloppet innan kunden säger ja.',
      onlyIf(early, 'Inget före inkassokravet.'),
      onlyIf(legal, 'Inget i den rättsliga fasen.'),
    ),
    fi: joined(
      `Maksusuunnitelma saa maksaa: ${tiers('fi')}.`,
      'Kerro summa ennen kuin asiakas hyväksyy.',
      onlyIf(early, 'Ei mitään ennen maksuvaatimusta.'),
      onlyIf(legal, 'Ei mitään oikeudellisessa vaiheessa.'),
    ),
    en: joined(
      `A plan may cost: ${tiers('en')}.`,
      'Say the amount before the customer says yes.',
      onlyIf(early, 'Nothing before the payment demand.'),
      onlyIf(legal, 'Nothing once the case is in court.'),
    ),
  };
}

function paidPlans({ params }: Rule<'paid_plans'>): LocalText {
  const { mayCharge, paidPlansMax: max, isUnderLegalReview } = params;
  return {
    nb: joined(
      either(mayCharge, 'En betalingsavtale kan koste noe.', 'En betalingsavtale må være gratis.'),
      given(max, () => `Høyst ${max} avtaler med gebyr per krav.`),
      onlyIf(isUnderLegalReview, 'Juristen vurderer de nye kredittreglene.'),
    ),
    sv: joined(
      either(mayCharge, 'En plan får kosta något.', 'En plan måste vara gratis.'),
      given(max, () => `Högst ${max} planer med avgift per krav.`),
      onlyIf(isUnderLegalReview, 'Juristen prövar de nya kreditreglerna.'),
    ),
    fi: joined(
      either(mayCharge, 'Maksusuunnitelmasta saa periä maksun.', 'Maksusuunnitelman on oltava maksuton.'),
      given(max, () => `Enintään ${max} maksullista suunnitelmaa saatavaa kohti.`),
      onlyIf(isUnderLegalReview, 'Juristi arvioi uusia luottosääntöjä.'),
    ),
    en: joined(
      either(mayCharge, 'A plan may cost something.', 'A plan must be free.'),
      given(max, () => `At most ${max} plans with a fee per claim.`),
      onlyIf(isUnderLegalReview, 'The lawyer is looking at the new credit rules.'),
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
