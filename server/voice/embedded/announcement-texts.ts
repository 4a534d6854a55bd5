/**
 * What the caller hears said, in the words a person would use. `scripts/render-sounds.ts` speaks them into the files the
 * media process plays; change a text here and render again.
 *
 * The greeting states that the call IS recorded, why, and where more is told ("may be recorded" is not enough for
 * Datatilsynet; Finland asks for it before the recording starts), and offers a way out.
 */
import type { LocalText } from '../../../shared/lang/languages';
import type { Announcement } from '../carrier';
import { POSITION_SPOKEN_MAX } from '../carrier';

const PLAIN_TEXTS = {
  greeting: {
    nb: 'Velkommen. Vi tar opp samtalen for å dokumentere det vi avtaler. Tast ni hvis du ikke vil det. Les mer på nettsidene våre.',
    sv: 'Välkommen. Vi spelar in samtalet för att dokumentera det vi avtalar. Tryck nio om du inte vill det. Läs mer på vår webbplats.',
    fi: 'Tervetuloa. Nauhoitamme puhelun, jotta voimme todentaa sovitut asiat. Paina yhdeksän, jos et halua sitä. Lue lisää verkkosivuiltamme.',
    en: 'Welcome. We record this call to document what we agree. Press nine if you do not want that. Read more on our website.',
  },
  'please-wait': {
    nb: 'Takk for at du venter. Vi setter deg over så snart vi kan.',
    sv: 'Tack för att du väntar. Vi kopplar dig så snart vi kan.',
    fi: 'Kiitos, että odotat. Yhdistämme puhelusi heti, kun voimme.',
    en: 'Thank you for waiting. We will put you through as soon as we can.',
  },
  'still-waiting': {
    nb: 'Du står fortsatt i kø. Vi har ikke glemt deg.',
    sv: 'Du står kvar i kön. Vi har inte glömt dig.',
    fi: 'Olet yhä jonossa. Emme ole unohtaneet sinua.',
    en: 'You are still in the queue. We have not forgotten you.',
  },
  'all-busy': {
    nb: 'Alle hos oss er opptatt akkurat nå. Bli gjerne på linjen, så hjelper vi deg så snart noen er ledig.',
    sv: 'Alla hos oss är upptagna just nu. Stanna gärna kvar, så hjälper vi dig så snart någon blir ledig.',
    fi: 'Kaikki asiantuntijamme ovat juuri nyt varattuja. Pysy linjalla, niin autamme heti, kun joku vapautuu.',
    en: 'Everyone here is busy right now. Please stay on the line, and we will help you as soon as someone is free.',
  },
  closed: {
    nb: 'Vi har stengt nå. Ring oss gjerne igjen i åpningstiden. Den finner du på nettsidene våre.',
    sv: 'Vi har stängt nu. Ring oss gärna igen under öppettiderna. Du hittar dem på vår webbplats.',
    fi: 'Palvelumme on nyt suljettu. Soitathan uudelleen aukioloaikana. Ajat löydät verkkosivuiltamme.',
    en: 'We are closed at the moment. Please call again during opening hours. You will find them on our website.',
  },
  'one-moment': {
    nb: 'Et øyeblikk. Vi mistet forbindelsen på vår side, og kobler deg til igjen.',
    sv: 'Ett ögonblick. Vi tappade anslutningen hos oss och kopplar dig igen.',
    fi: 'Hetkinen. Yhteys katkesi meidän päästämme, ja yhdistämme sinut uudelleen.',
    en: 'One moment, please. We lost the connection at our end, and are putting you back through.',
  },
  goodbye: {
    nb: 'Takk for at du ringte. Ha det bra.',
    sv: 'Tack för att du ringde. Hej då.',
    fi: 'Kiitos soitosta. Kuulemiin.',
    en: 'Thank you for calling. Goodbye.',
  },
} as const satisfies Record<Exclude<Announcement['key'], 'position'>, LocalText>;

const NUMBER_WORDS = {
  nb: ['én', 'to', 'tre', 'fire', 'fem', 'seks', 'sju', 'åtte', 'ni', 'ti'],
  sv: ['ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio'],
  fi: [
    'ensimmäinen',
    'toinen',
    'kolmas',
    'neljäs',
    'viides',
    'kuudes',
    'seitsemäs',
    'kahdeksas',
    'yhdeksäs',
    'kymmenes',
  ],
  en: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
} as const;

function positionText(index: number): LocalText {
  return {
    nb: `Du er nummer ${NUMBER_WORDS.nb[index] ?? ''} i køen.`,
    sv: `Du är nummer ${NUMBER_WORDS.sv[index] ?? ''} i kön.`,
    fi: `Olet jonossa ${NUMBER_WORDS.fi[index] ?? ''}.`,
    en: `You are number ${NUMBER_WORDS.en[index] ?? ''} in the queue.`,
  };
}

const POSITION_MANY: LocalText = {
  nb: 'Det er mer enn ti foran deg i køen.',
  sv: 'Det är fler än tio före dig i kön.',
  fi: 'Jonossa on ennen sinua yli kymmenen soittajaa.',
  en: 'There are more than ten callers ahead of you.',
};

const positionKey = (position: number): string =>
  position > POSITION_SPOKEN_MAX ? 'position-many' : `position-${Math.max(1, position)}`;

/** Sound key → its text: every file that must exist in every language. */
export const SOUND_TEXTS: Readonly<Record<string, LocalText>> = {
  ...PLAIN_TEXTS,
  ...Object.fromEntries(NUMBER_WORDS.en.map((_, index) => [positionKey(index + 1), positionText(index)])),
  'position-many': POSITION_MANY,
};

/** The file (without folder and ending) that says an announcement. */
export function soundKeyOf(announcement: Announcement): string {
  return announcement.key === 'position' ? positionKey(announcement.position) : announcement.key;
}
