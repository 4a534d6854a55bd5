/** Invented conversations that some calls of the demo world were recorded with, so that a reviewer has something to hear. */
import type { Language } from '../../shared/lang/languages';

export interface DemoLine {
  readonly who: 'customer' | 'agent';
  readonly text: string;
}

export interface DemoConversation {
  readonly language: Language;
  readonly lines: readonly DemoLine[];
}

const customer = (text: string): DemoLine => ({ who: 'customer', text });
const agent = (text: string): DemoLine => ({ who: 'agent', text });

export const DEMO_CONVERSATIONS: readonly DemoConversation[] = [
  {
    language: 'nb',
    lines: [
      customer('Hei. Jeg har fått en purring, men jeg har jo betalt.'),
      agent('Da ser vi på det sammen. Kan du si navnet ditt og fødselsdatoen?'),
      customer('Kari Strand, tredje mars nittensyttito.'),
      agent('Takk. Jeg ser betalingen din. Den gikk til fakturaen fra måneden før. Den siste står fortsatt åpen.'),
      customer('Å, da skjønner jeg. Da betaler jeg den i dag.'),
      agent('Fint. Bruk kid-nummeret på den siste fakturaen, så blir det riktig.'),
    ],
  },
  {
    language: 'sv',
    lines: [
      customer('Hej. Jag har fått ett krav på en räkning som jag aldrig har sett.'),
      agent('Det ska vi reda ut. Kan jag få ditt namn och din adress?'),
      customer('Anna Wallin, Tallmoskroken fyra.'),
      agent('Tack. Räkningen skickades till din gamla adress och kom i retur. Jag skickar den på nytt.'),
      customer('Blir det någon avgift?'),
      agent('Nej. Avgiften tar vi bort, eftersom räkningen inte kom fram.'),
    ],
  },
  {
    language: 'fi',
    lines: [
      customer('Hei. En pysty maksamaan koko laskua kerralla.'),
      agent('Katsotaan yhdessä, mikä sopisi. Saisinko ensin nimesi ja syntymäaikasi?'),
      customer('Mikko Salo, toinen toukokuuta yhdeksänkymmentä.'),
      agent('Kiitos. Voimme jakaa summan neljään erään. Siitä ei tule kuluja.'),
      customer('Se sopii hyvin.'),
      agent('Hienoa. Lähetän vahvistuksen sähköpostiin.'),
    ],
  },
];
