import { LANGUAGES, type Language, type LocalText } from '../../shared/lang/languages';

/** The few words main itself shows: outside the page there is no other place for them. */
export const TEXTS = {
  open: { nb: 'Åpne Friskmeld', sv: 'Öppna Friskmeld', fi: 'Avaa Friskmeld', en: 'Open Friskmeld' },
  quit: { nb: 'Avslutt', sv: 'Avsluta', fi: 'Lopeta', en: 'Quit' },
  stay: { nb: 'Bli her', sv: 'Stanna kvar', fi: 'Jää tähän', en: 'Stay' },
  closeInCall: {
    nb: 'Du er i en samtale. Kunden blir værende på linjen, men du mister lyden til du åpner Friskmeld igjen. Vil du avslutte?',
    sv: 'Du är i ett samtal. Kunden är kvar på linjen, men du tappar ljudet tills du öppnar Friskmeld igen. Vill du avsluta?',
    fi: 'Sinulla on puhelu kesken. Asiakas pysyy linjalla, mutta ääni katkeaa sinulta, kunnes avaat Friskmeldin uudelleen. Haluatko lopettaa?',
    en: 'You are in a call. The customer stays on the line, but you lose the sound until you open Friskmeld again. Do you want to quit?',
  },
  keepsCrashing: {
    nb: 'Vinduet har stoppet flere ganger på kort tid. Samtalen er trygg på serveren. Avslutt og start Friskmeld på nytt; si fra til teamlederen hvis det skjer igjen.',
    sv: 'Fönstret har stannat flera gånger på kort tid. Samtalet är tryggt på servern. Avsluta och starta om Friskmeld; säg till teamledaren om det händer igen.',
    fi: 'Ikkuna on pysähtynyt useita kertoja lyhyen ajan sisällä. Puhelu on turvassa palvelimella. Sulje ja käynnistä Friskmeld uudelleen; kerro tiiminvetäjälle, jos tämä toistuu.',
    en: 'The window has stopped several times in a short while. The call is safe on the server. Quit and start Friskmeld again; tell your team lead if it happens again.',
  },
} as const satisfies Record<string, LocalText>;

/** Which of our languages a system's locale means; Norwegian comes as nb, nn or no. English for all others. */
export function languageOf(locale: string): Language {
  const tag = locale.toLowerCase().split(/[-_]/)[0] ?? '';
  if (tag === 'no' || tag === 'nn') return 'nb';
  return LANGUAGES.find((language) => language === tag) ?? 'en';
}
