import type { LocalText } from '../../shared/lang/languages';
import { addAccount, type AccountWish, type SeededAccount } from './demo-account';
import { addDispute, addPaymentNotice, addPlan } from './demo-agreements';
import type { SeededCreditor } from './demo-creditors';
import { addCustomer, type CustomerWish } from './demo-people';
import type { DemoWorld } from './demo-world';

interface Story {
  readonly person: Omit<CustomerWish, 'nr'>;
  readonly creditor: string;
  readonly account: Partial<AccountWish> & Pick<AccountWish, 'unpaid' | 'newestOverdueDays'>;
  readonly story: LocalText;
  /** A second account, at another creditor, that tells more about the person. */
  readonly also?: {
    readonly creditor: string;
    readonly account: Partial<AccountWish> & Pick<AccountWish, 'unpaid' | 'newestOverdueDays'>;
  };
  readonly afterwards?: (world: DemoWorld, account: SeededAccount, agentId: string) => void;
}

/** Whom a visitor can play: each meets one thing the product is for. */
const STORIES: readonly Story[] = [
  {
    person: { country: 'NO', name: 'Ingrid Solvang' },
    creditor: 'fjellglimt-kraft',
    account: { unpaid: 1, newestOverdueDays: 9, paidPreviousLate: true },
    also: { creditor: 'nordvidde-nett', account: { unpaid: 0, newestOverdueDays: 9 } },
    story: {
      nb: 'Du har fått purring, men du er sikker på at du har betalt strømregningen.',
      sv: 'Du har fått en påminnelse, men du är säker på att du har betalat elräkningen.',
      fi: 'Sait maksumuistutuksen, mutta olet varma, että maksoit sähkölaskun.',
      en: 'You got a reminder, but you are sure that you paid the power bill.',
    },
  },
  {
    person: { country: 'NO', name: 'Lars Haugen' },
    creditor: 'nordvidde-nett',
    account: { unpaid: 3, newestOverdueDays: 34, noticeSentDaysAgo: 23 },
    story: {
      nb: 'Du har fått stengevarsel fra nettselskapet og har ikke råd til hele summen.',
      sv: 'Du har fått varning om avstängning från elnätsbolaget och har inte råd med hela summan.',
      fi: 'Sait verkkoyhtiöltä katkaisuvaroituksen, eikä sinulla ole varaa koko summaan.',
      en: 'The grid company warned that it will cut the power, and you cannot pay the whole sum.',
    },
  },
  {
    person: { country: 'NO', name: 'Yusuf Hassan', language: 'en' },
    creditor: 'fjellglimt-kraft',
    account: { unpaid: 1, newestOverdueDays: 6 },
    also: { creditor: 'nordvidde-nett', account: { unpaid: 1, newestOverdueDays: 6 } },
    story: {
      nb: 'Du synes strømmen er altfor dyr, og får to regninger for samme leilighet. Du snakker engelsk.',
      sv: 'Du tycker att elen är alldeles för dyr och får två räkningar för samma lägenhet. Du talar engelska.',
      fi: 'Sähkö on mielestäsi aivan liian kallista, ja saat kaksi laskua samasta asunnosta. Puhut englantia.',
      en: 'You find power far too expensive and get two bills for one flat. You speak English.',
    },
  },
  {
    person: { country: 'NO', name: 'Silje Moen' },
    creditor: 'skjermvik-tv',
    account: { unpaid: 2, newestOverdueDays: 25, serviceState: 'cut' },
    story: {
      nb: 'TV-en er borte. Du betalte i nettbanken i går og vil ha signalet tilbake.',
      sv: 'Tv:n är borta. Du betalade via internetbanken i går och vill ha tillbaka signalen.',
      fi: 'Tv pimeni. Maksoit eilen verkkopankissa ja haluat kanavat takaisin.',
      en: 'The TV is gone. You paid in the bank app yesterday and want the signal back.',
    },
  },
  {
    person: { country: 'SE', name: 'Anna Lindqvist' },
    creditor: 'granlyse-energi',
    account: { unpaid: 1, newestOverdueDays: 19 },
    story: {
      nb: 'Du betalte i går, men fikk likevel et nytt krav i dag.',
      sv: 'Du betalade i går men fick ändå ett nytt krav i dag.',
      fi: 'Maksoit eilen, mutta sait silti tänään uuden vaatimuksen.',
      en: 'You paid yesterday, and yet a new demand came today.',
    },
    afterwards: addPaymentNotice,
  },
  {
    person: { country: 'SE', name: 'Maja Sandberg' },
    creditor: 'ljudbro-telekom',
    account: { unpaid: 3, newestOverdueDays: 14 },
    story: {
      nb: 'Tre mobilregninger har hopet seg opp. Du vil dele dem opp.',
      sv: 'Tre mobilräkningar har samlats på hög. Du vill dela upp dem.',
      fi: 'Kolme puhelinlaskua on kertynyt. Haluat maksaa ne erissä.',
      en: 'Three phone bills have piled up. You would like to pay in instalments.',
    },
  },
  {
    person: { country: 'SE', name: 'Oskar Åkesson' },
    creditor: 'granlyse-energi',
    account: { unpaid: 2, newestOverdueDays: 45 },
    story: {
      nb: 'Du har en avtale om nedbetaling og lurer på hva som skjer videre.',
      sv: 'Du har en avbetalningsplan och undrar vad som händer härnäst.',
      fi: 'Sinulla on maksusuunnitelma ja mietit, mitä seuraavaksi tapahtuu.',
      en: 'You have a payment plan and wonder what comes next.',
    },
    afterwards: (world, account, agentId) =>
      addPlan(world, account, { count: 4, madeDaysAgo: 24, isFirstPaid: true, madeBy: agentId }),
  },
  {
    person: { country: 'FI', name: 'Mikko Korpela' },
    creditor: 'kaamosvirta-sahko',
    account: { unpaid: 1, newestOverdueDays: 17, newestDelivery: 'returned' },
    story: {
      nb: 'Du har flyttet og aldri fått regningen som det kreves penger for.',
      sv: 'Du har flyttat och aldrig fått räkningen som kravet gäller.',
      fi: 'Olet muuttanut, etkä ole koskaan saanut laskua, jota peritään.',
      en: 'You have moved, and the bill they ask money for never came.',
    },
  },
  {
    person: { country: 'FI', name: 'Aino Lahtinen' },
    creditor: 'harjulinja-verkko',
    account: { unpaid: 2, newestOverdueDays: 22 },
    story: {
      nb: 'Du mener at måleravlesningen er feil. Du ringte for noen dager siden og har ikke hørt noe.',
      sv: 'Du menar att mätaravläsningen är fel. Du ringde för några dagar sedan och har inget hört.',
      fi: 'Mittarilukema on mielestäsi väärä. Soitit muutama päivä sitten, eikä mitään ole kuulunut.',
      en: 'You say the meter reading is wrong. You called some days ago and have heard nothing.',
    },
    afterwards: (world, account, agentId) =>
      addDispute(world, account, {
        reason: 'wrong_meter_reading',
        statement: 'Mittarilukema 48 210 kWh ei vastaa mittarissa näkyvää lukemaa 46 902 kWh.',
        daysAgo: 3,
        openedBy: agentId,
      }),
  },
  {
    person: { country: 'FI', name: 'Juhani Väisänen' },
    creditor: 'kaamosvirta-sahko',
    account: { unpaid: 4, newestOverdueDays: 20, isElectricHeating: true },
    story: {
      nb: 'Du har mistet jobben og klarer ikke å betale noe denne måneden.',
      sv: 'Du har blivit av med jobbet och kan inte betala något den här månaden.',
      fi: 'Menetit työsi, etkä pysty maksamaan mitään tässä kuussa.',
      en: 'You lost your job and cannot pay anything this month.',
    },
  },
];

/** Told when the rest of the world stands, so that a new one changes nobody who was there before it. */
const LATER_STORIES: readonly Story[] = [
  {
    person: { country: 'FI', name: 'Tuomas Harjunpää' },
    // Its made-up system is late on purpose: the release goes past its two minutes, and the alarm can be seen.
    creditor: 'harjulinja-verkko',
    account: { unpaid: 2, newestOverdueDays: 25, serviceState: 'cut' },
    story: {
      nb: 'Strømmen er stengt. Du betalte alt i nettbanken nå i morges og vil ha strømmen tilbake.',
      sv: 'Elen är avstängd. Du betalade allt via internetbanken i morse och vill ha tillbaka elen.',
      fi: 'Sähköt on katkaistu. Maksoit kaiken verkkopankissa tänä aamuna ja haluat sähköt takaisin.',
      en: 'Your power is cut. You paid everything in the bank app this morning and want it back on.',
    },
  },
];

interface StoryParts {
  readonly creditors: readonly SeededCreditor[];
  readonly numbers: { customerNo(): string; caseNo(): string; customerNr(country: string): number };
  readonly agentId: string;
}

/** Adds the people of the stories; returns their accounts, so that the history can have them call before. */
export function addStories(world: DemoWorld, parts: StoryParts): SeededAccount[] {
  return STORIES.map((story, index) => addStory(world, { story, place: index + 1 }, parts));
}

/** Adds those that come after everybody else. */
export function addLaterStories(world: DemoWorld, parts: StoryParts): void {
  LATER_STORIES.forEach((story, index) => addStory(world, { story, place: STORIES.length + index + 1 }, parts));
}

function addStory(
  world: DemoWorld,
  { story, place }: { readonly story: Story; readonly place: number },
  { creditors, numbers, agentId }: StoryParts,
): SeededAccount {
  const find = (slug: string): SeededCreditor => {
    const found = creditors.find((candidate) => candidate.slug === slug);
    if (found === undefined) throw new Error(`No demo creditor named ${slug}`);
    return found;
  };
  const customer = addCustomer(world, { ...story.person, nr: numbers.customerNr(story.person.country) });
  const creditor = find(story.creditor);
  const account = addAccount(world, {
    ...story.account,
    creditor,
    customer,
    customerNo: numbers.customerNo(),
    caseNo: numbers.caseNo(),
  });
  if (story.also !== undefined) {
    addAccount(world, {
      ...story.also.account,
      creditor: find(story.also.creditor),
      customer,
      customerNo: numbers.customerNo(),
      caseNo: numbers.caseNo(),
    });
  }
  story.afterwards?.(world, account, agentId);
  world.add('demo_stories', {
    customer_id: customer.id,
    place,
    phone: customer.phone,
    creditor_phone: creditor.phone,
    story: JSON.stringify(story.story),
  });
  return account;
}
