import type { LocalText } from '../../../../../shared/lang/languages';

/** Words for the customer, so in the customer's language and not in the interface's texts. Nothing about debt in them. */
export const WHAT_TO_SAY = {
  third_party: {
    nb: 'Så fint at du hjelper til. Jeg kan dessverre bare snakke om saken med den det gjelder. Ber du vedkommende ringe oss, eller sende en fullmakt, så ordner vi det med en gang.',
    sv: 'Vad bra att du hjälper till. Jag får tyvärr bara prata om ärendet med den det gäller. Om personen ringer oss själv, eller skickar en fullmakt, så ordnar vi det direkt.',
    fi: 'Hienoa, että autat. Voin valitettavasti puhua asiasta vain asianosaisen itsensä kanssa. Jos hän soittaa meille tai lähettää valtakirjan, hoidamme asian heti.',
    en: "It's good of you to help. I'm afraid I can only discuss this with the person it concerns. If they call us themselves, or send us a written authorisation, we will sort it out straight away.",
  },
} as const satisfies Record<string, LocalText>;
