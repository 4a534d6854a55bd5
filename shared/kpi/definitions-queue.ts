/** Definitions of the figures about waiting and answering. */
import { text, type KpiDefinition, type KpiName } from './definition';

const FROM_QUEUE = text(
  'Ventetiden går fra samtalen kommer i køen til kunden hører et menneske.',
  'Väntetiden räknas från att samtalet kommer i kön tills kunden hör en människa.',
  'Odotusaika alkaa, kun puhelu tulee jonoon, ja päättyy, kun asiakas kuulee ihmisen.',
  'Waiting runs from entering the queue until the customer hears a person.',
);
const TARGET_ANSWER = text(
  '93 % innen 30 sekunder.',
  '93 % inom 30 sekunder.',
  '93 % 30 sekunnissa.',
  '93% within 30 seconds.',
);
const ANSWER_FORMULA = text(
  'Besvart innen 30 sekunder ÷ (besvart + lagt på etter mer enn 5 sekunder).',
  'Besvarade inom 30 sekunder ÷ (besvarade + de som lade på efter mer än 5 sekunder).',
  '30 sekunnissa vastatut ÷ (vastatut + yli 5 sekunnin jälkeen lopettaneet).',
  'Answered within 30 seconds ÷ (answered + gave up after more than 5 seconds).',
);
const ANSWER_NOT_COUNTED = text(
  'Feiloppringninger på inntil 5 sekunder, avtalte tilbakeringinger, overflyt, stengt tid og samtaler som fortsatt venter.',
  'Felringningar på högst 5 sekunder, bokade återuppringningar, överflöde, stängd tid och samtal som fortfarande väntar.',
  'Enintään 5 sekunnin virhesoitot, sovitut takaisinsoitot, ylivuoto, sulkuaika ja vielä odottavat puhelut.',
  'Misdials of up to 5 seconds, booked callbacks, overflow, closed hours and calls still waiting.',
);

export const QUEUE_DEFINITIONS = {
  waiting: {
    unit: 'count',
    title: text('Venter nå', 'Väntar nu', 'Odottaa nyt', 'Waiting now'),
    formula: text(
      'Innkommende samtaler som ennå ikke er besvart og ikke avsluttet.',
      'Inkommande samtal som ännu inte är besvarade eller avslutade.',
      'Saapuneet puhelut, joihin ei ole vastattu ja jotka eivät ole päättyneet.',
      'Inbound calls not yet answered and not over.',
    ),
    counts: text(
      'I kø, ringer hos en medarbeider eller kobles til.',
      'I kö, ringer hos en medarbetare eller kopplas upp.',
      'Jonossa, soimassa neuvojalla tai yhdistymässä.',
      'In the queue, ringing at an agent or being connected.',
    ),
    notCounted: text('Utgående samtaler.', 'Utgående samtal.', 'Lähtevät puhelut.', 'Outbound calls.'),
    target: null,
  },
  longest_wait: {
    unit: 'duration',
    title: text('Lengste ventetid', 'Längsta väntetid', 'Pisin odotus', 'Longest wait'),
    formula: text(
      'Tiden siden den som har ventet lengst, kom i køen.',
      'Tiden sedan den som har väntat längst kom i kön.',
      'Aika siitä, kun pisimpään odottanut tuli jonoon.',
      'Time since the customer who has waited longest entered the queue.',
    ),
    counts: text('Alle som venter nå.', 'Alla som väntar nu.', 'Kaikki, jotka odottavat nyt.', 'Everyone waiting now.'),
    notCounted: text(
      'Samtaler som allerede er besvart.',
      'Samtal som redan är besvarade.',
      'Puhelut, joihin on jo vastattu.',
      'Calls already answered.',
    ),
    target: null,
  },
  answered_in_target: {
    unit: 'share',
    title: text('Besvart innen 30 s', 'Besvarade inom 30 s', 'Vastattu 30 s:ssa', 'Answered within 30 s'),
    formula: ANSWER_FORMULA,
    counts: FROM_QUEUE,
    notCounted: ANSWER_NOT_COUNTED,
    target: TARGET_ANSWER,
  },
  answered_in_target_30min: {
    unit: 'share',
    title: text(
      'Besvart innen 30 s, siste halvtime',
      'Besvarade inom 30 s, senaste halvtimmen',
      'Vastattu 30 s:ssa, viimeinen puolituntinen',
      'Answered within 30 s, last half hour',
    ),
    formula: ANSWER_FORMULA,
    counts: text(
      'Samtaler som kom i køen de siste 30 minuttene.',
      'Samtal som kom i kön de senaste 30 minuterna.',
      'Viimeisten 30 minuutin aikana jonoon tulleet puhelut.',
      'Calls that entered the queue in the last 30 minutes.',
    ),
    notCounted: ANSWER_NOT_COUNTED,
    target: TARGET_ANSWER,
  },
  average_speed_of_answer: {
    unit: 'duration',
    title: text('Snittventetid', 'Genomsnittlig väntetid', 'Keskimääräinen vastausaika', 'Average speed of answer'),
    formula: text(
      'Samlet ventetid for besvarte samtaler ÷ antall besvarte.',
      'Sammanlagd väntetid för besvarade samtal ÷ antal besvarade.',
      'Vastattujen puhelujen odotusaika yhteensä ÷ vastattujen määrä.',
      'Total wait of answered calls ÷ number answered.',
    ),
    counts: FROM_QUEUE,
    notCounted: text(
      'De som la på før svar.',
      'De som lade på före svar.',
      'Ennen vastausta lopettaneet.',
      'Customers who gave up before an answer.',
    ),
    target: null,
  },
  offered: {
    unit: 'count',
    title: text('Innkommet', 'Inkomna', 'Saapuneet', 'Offered'),
    formula: text(
      'Besvart + lagt på + feiloppringt + tilbakeringing + overflyt + stengt tid + feilet + venter nå.',
      'Besvarade + lade på + felringda + återuppringning + överflöde + stängd tid + misslyckade + väntar nu.',
      'Vastatut + lopettaneet + virhesoitot + takaisinsoitot + ylivuoto + sulkuaika + epäonnistuneet + odottavat.',
      'Answered + abandoned + misdialled + callback + overflowed + closed hours + failed + waiting now.',
    ),
    counts: text(
      'Hver innkommende samtale nøyaktig én gang.',
      'Varje inkommande samtal exakt en gång.',
      'Jokainen saapunut puhelu täsmälleen kerran.',
      'Each inbound call exactly once.',
    ),
    notCounted: text('Utgående samtaler.', 'Utgående samtal.', 'Lähtevät puhelut.', 'Outbound calls.'),
    target: null,
  },
  answered: {
    unit: 'count',
    title: text('Besvart', 'Besvarade', 'Vastatut', 'Answered'),
    formula: text(
      'Innkommende samtaler der kunden og en medarbeider har hørt hverandre.',
      'Inkommande samtal där kunden och en medarbetare har hört varandra.',
      'Saapuneet puhelut, joissa asiakas ja neuvoja ovat kuulleet toisensa.',
      'Inbound calls in which customer and agent heard each other.',
    ),
    counts: text(
      'Også samtaler som ble brutt og fortsatte hos en annen.',
      'Även samtal som bröts och fortsatte hos någon annan.',
      'Myös katkenneet ja toisella neuvojalla jatkuneet puhelut.',
      'Also calls that were cut off and went on with someone else.',
    ),
    notCounted: text('Utgående samtaler.', 'Utgående samtal.', 'Lähtevät puhelut.', 'Outbound calls.'),
    target: null,
  },
  abandoned: {
    unit: 'count',
    title: text('La på', 'Lade på', 'Lopettaneet', 'Abandoned'),
    formula: text(
      'Kunder som la på etter mer enn 5 sekunder i køen uten å få svar.',
      'Kunder som lade på efter mer än 5 sekunder i kön utan att få svar.',
      'Asiakkaat, jotka lopettivat yli 5 sekunnin jonotuksen jälkeen saamatta vastausta.',
      'Customers who hung up after more than 5 seconds in the queue without an answer.',
    ),
    counts: text(
      'Også når det allerede ringte hos en medarbeider.',
      'Även när det redan ringde hos en medarbetare.',
      'Myös silloin, kun puhelu jo soi neuvojalla.',
      'Also while it was already ringing at an agent.',
    ),
    notCounted: text(
      'Feiloppringninger på inntil 5 sekunder.',
      'Felringningar på högst 5 sekunder.',
      'Enintään 5 sekunnin virhesoitot.',
      'Misdials of up to 5 seconds.',
    ),
    target: null,
  },
  short_abandoned: {
    unit: 'count',
    title: text('Feiloppringt', 'Felringda', 'Virhesoitot', 'Misdials'),
    formula: text(
      'La på innen 5 sekunder, eller før køen.',
      'Lade på inom 5 sekunder, eller före kön.',
      'Lopettivat 5 sekunnin kuluessa tai ennen jonoa.',
      'Hung up within 5 seconds, or before the queue.',
    ),
    counts: text('Innkommende samtaler.', 'Inkommande samtal.', 'Saapuneet puhelut.', 'Inbound calls.'),
    notCounted: text(
      'De som ventet lenger; de står under «La på».',
      'De som väntade längre; de finns under ”Lade på”.',
      'Pidempään odottaneet; he näkyvät kohdassa Lopettaneet.',
      'Those who waited longer; they are under “Abandoned”.',
    ),
    target: null,
  },
  abandon_rate: {
    unit: 'share',
    title: text('Andel som la på', 'Andel som lade på', 'Lopettaneiden osuus', 'Abandon rate'),
    formula: text(
      'La på etter mer enn 5 sekunder ÷ (besvart + disse).',
      'Lade på efter mer än 5 sekunder ÷ (besvarade + dessa).',
      'Yli 5 sekunnin jälkeen lopettaneet ÷ (vastatut + nämä).',
      'Gave up after more than 5 seconds ÷ (answered + those).',
    ),
    counts: text('Innkommende samtaler.', 'Inkommande samtal.', 'Saapuneet puhelut.', 'Inbound calls.'),
    notCounted: text(
      'Feiloppringninger, tilbakeringinger, overflyt og stengt tid.',
      'Felringningar, återuppringningar, överflöde och stängd tid.',
      'Virhesoitot, takaisinsoitot, ylivuoto ja sulkuaika.',
      'Misdials, callbacks, overflow and closed hours.',
    ),
    target: null,
  },
} as const satisfies Partial<Record<KpiName, KpiDefinition>>;
