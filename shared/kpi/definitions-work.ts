/** Definitions of the figures about agents' time and about what calls led to. */
import { text, type KpiDefinition, type KpiName } from './definition';

const FCR_COUNTS = text(
  'Et anliggende er kunde × sak × årsak. En kunde som la på etter mer enn 5 sekunder, teller som ny henvendelse.',
  'En fråga är kund × ärende × orsak. En kund som lade på efter mer än 5 sekunder räknas som ny kontakt.',
  'Asia on asiakas × tapaus × syy. Yli 5 sekunnin jälkeen lopettanut asiakas on uusi yhteydenotto.',
  'An issue is customer × case × reason. A customer who gave up after more than 5 seconds counts as coming back.',
);
const FCR_NOT_COUNTED = text(
  'Samtaler vi selv starter, avtalt oppfølging (vises for seg) og andre årsaker.',
  'Samtal vi själva startar, avtalad uppföljning (visas för sig) och andra orsaker.',
  'Itse aloittamamme puhelut, sovittu jatko (näytetään erikseen) ja muut syyt.',
  'Contacts we start, a follow-up agreed in the call (shown apart) and other reasons.',
);
const FCR_TARGET = text('85 %.', '85 %.', '85 %.', '85%.');
const DAY_COUNT = text(
  'Hendelser siden døgnets start.',
  'Händelser sedan dygnets början.',
  'Tapahtumat vuorokauden alusta.',
  'What happened since the start of the day.',
);

export const WORK_DEFINITIONS = {
  average_handle_time: {
    unit: 'duration',
    title: text(
      'Snitt behandlingstid',
      'Genomsnittlig hanteringstid',
      'Keskimääräinen käsittelyaika',
      'Average handling time',
    ),
    formula: text(
      '(Samtale + venting på linjen + etterarbeid) ÷ antall samtaler.',
      '(Samtal + parkerad tid + efterarbete) ÷ antal samtal.',
      '(Puhe + pito + jälkityö) ÷ puhelujen määrä.',
      '(Talk + hold + wrap-up) ÷ number of calls.',
    ),
    counts: text(
      'Besvarte samtaler der etterarbeidet er ferdig.',
      'Besvarade samtal där efterarbetet är klart.',
      'Vastatut puhelut, joiden jälkityö on valmis.',
      'Answered calls whose wrap-up is done.',
    ),
    notCounted: text(
      'Ringetid og samtaler som ennå pågår.',
      'Ringtid och samtal som fortfarande pågår.',
      'Soittoaika ja vielä kesken olevat puhelut.',
      'Ringing, and calls still going on.',
    ),
    target: null,
  },
  wrap_up_time: {
    unit: 'duration',
    title: text('Snitt etterarbeid', 'Genomsnittligt efterarbete', 'Keskimääräinen jälkityö', 'Average wrap-up time'),
    formula: text(
      'Samlet etterarbeid ÷ antall samtaler.',
      'Sammanlagt efterarbete ÷ antal samtal.',
      'Jälkityö yhteensä ÷ puhelujen määrä.',
      'Total wrap-up ÷ number of calls.',
    ),
    counts: text(
      'Fra kunden er borte til etterarbeidet er ferdig.',
      'Från att kunden är borta tills efterarbetet är klart.',
      'Asiakkaan poistumisesta kirjauksen valmistumiseen.',
      'From when the customer is gone until the wrap-up is done.',
    ),
    notCounted: text(
      'Etterarbeid som fortsatt er åpent.',
      'Efterarbete som fortfarande är öppet.',
      'Vielä avoin jälkityö.',
      'Wrap-ups still open.',
    ),
    target: null,
  },
  occupancy: {
    unit: 'share',
    title: text('Belegg', 'Beläggning', 'Käyttöaste', 'Occupancy'),
    formula: text(
      '(I samtale + etterarbeid) ÷ (dette + ledig).',
      '(I samtal + efterarbete) ÷ (detta + ledig).',
      '(Puhelussa + jälkityössä) ÷ (nämä + vapaana).',
      '(On call + wrapping up) ÷ (those + available).',
    ),
    counts: text(
      'Tid delt nøyaktig ved periodens grenser.',
      'Tid delad exakt vid periodens gränser.',
      'Aika jaettuna tarkasti jakson rajoilla.',
      'Time, cut exactly at the ends of the period.',
    ),
    notCounted: text(
      'Ringing, pauser og avlogget tid.',
      'Ringning, pauser och utloggad tid.',
      'Soitto, tauot ja uloskirjautunut aika.',
      'Ringing, breaks and time logged out.',
    ),
    target: null,
  },
  fcr_measured: {
    unit: 'share',
    title: text(
      'Løst ved første kontakt',
      'Löst vid första kontakten',
      'Ratkaistu ensi yhteydenotolla',
      'First contact resolution',
    ),
    formula: text(
      'Første henvendelser der kunden ikke kom tilbake om det samme innen 7 dager ÷ første henvendelser som er eldre enn 7 dager.',
      'Första kontakter där kunden inte återkom om samma sak inom 7 dagar ÷ första kontakter äldre än 7 dagar.',
      'Ensimmäiset yhteydenotot, joista asiakas ei palannut samaan asiaan 7 päivässä ÷ yli 7 päivää vanhat ensimmäiset yhteydenotot.',
      'First contacts after which the customer did not come back on the same issue within 7 days ÷ first contacts older than 7 days.',
    ),
    counts: FCR_COUNTS,
    notCounted: FCR_NOT_COUNTED,
    target: FCR_TARGET,
  },
  fcr_declared: {
    unit: 'share',
    title: text('Meldt løst', 'Angivet som löst', 'Ilmoitettu ratkaistuksi', 'Declared resolved'),
    formula: text(
      'Første henvendelser som medarbeideren har meldt løst ÷ første henvendelser med etterarbeid.',
      'Första kontakter som medarbetaren angett som lösta ÷ första kontakter med efterarbete.',
      'Neuvojan ratkaistuiksi merkitsemät ensimmäiset yhteydenotot ÷ kirjatut ensimmäiset yhteydenotot.',
      'First contacts the agent declared resolved ÷ first contacts with a wrap-up.',
    ),
    counts: text(
      'Det medarbeideren svarte, ikke om kunden kom tilbake.',
      'Det medarbetaren svarade, inte om kunden återkom.',
      'Neuvojan oma arvio, ei asiakkaan paluu.',
      'What the agent answered, not whether the customer came back.',
    ),
    notCounted: text(
      'Henvendelser uten etterarbeid.',
      'Kontakter utan efterarbete.',
      'Kirjaamattomat yhteydenotot.',
      'Contacts without a wrap-up.',
    ),
    target: null,
  },
  fcr_provisional: {
    unit: 'count',
    title: text(
      'Foreløpige første henvendelser',
      'Preliminära första kontakter',
      'Alustavat ensimmäiset yhteydenotot',
      'Provisional first contacts',
    ),
    formula: text(
      'Første henvendelser der de 7 dagene ikke er over.',
      'Första kontakter där de 7 dagarna inte har gått.',
      'Ensimmäiset yhteydenotot, joiden 7 päivää ei ole kulunut.',
      'First contacts whose 7 days are not over.',
    ),
    counts: FCR_COUNTS,
    notCounted: text(
      'De er ikke med i andelen før tiden er ute.',
      'De ingår inte i andelen förrän tiden har gått.',
      'Ne eivät ole osuudessa ennen määräajan päättymistä.',
      'They are in no share until the time has passed.',
    ),
    target: null,
  },
  plans_made: {
    unit: 'count',
    title: text('Avtaler inngått', 'Planer gjorda', 'Tehdyt maksusuunnitelmat', 'Plans made'),
    formula: text(
      'Betalingsavtaler som er bekreftet.',
      'Betalningsplaner som har bekräftats.',
      'Vahvistetut maksusuunnitelmat.',
      'Payment plans confirmed.',
    ),
    counts: DAY_COUNT,
    notCounted: text(
      'Forslag, og avtaler som venter på godkjenning.',
      'Förslag, och planer som väntar på godkännande.',
      'Ehdotukset ja hyväksyntää odottavat suunnitelmat.',
      'Proposals, and plans awaiting approval.',
    ),
    target: null,
  },
  disputes_opened: {
    unit: 'count',
    title: text('Innsigelser', 'Bestridanden', 'Kiistämiset', 'Disputes opened'),
    formula: text(
      'Innsigelser som er registrert.',
      'Bestridanden som har registrerats.',
      'Kirjatut kiistämiset.',
      'Disputes recorded.',
    ),
    counts: DAY_COUNT,
    notCounted: text(
      'Spørsmål om kravet uten innsigelse.',
      'Frågor om kravet utan bestridande.',
      'Kysymykset saatavasta ilman kiistämistä.',
      'Questions about a claim without a dispute.',
    ),
    target: null,
  },
  releases_in_time: {
    unit: 'share',
    title: text(
      'Meldt innen 2 minutter',
      'Meddelat inom 2 minuter',
      'Ilmoitettu 2 minuutissa',
      'Released within 2 minutes',
    ),
    formula: text(
      'Åpningsmeldinger kreditor fikk innen 2 minutter ÷ alle som er sendt eller forsinket.',
      'Meddelanden om återinkoppling som borgenären fick inom 2 minuter ÷ alla som är skickade eller försenade.',
      'Velkojalle 2 minuutissa tulleet avausilmoitukset ÷ kaikki lähetetyt tai myöhästyneet.',
      'Releases the creditor had within 2 minutes ÷ all that were sent or are late.',
    ),
    counts: text(
      'Fra årsaken (betaling, melding) til kreditor har mottatt.',
      'Från orsaken (betalning, besked) tills borgenären har tagit emot.',
      'Syystä (maksu, ilmoitus) siihen, kun velkoja on vastaanottanut.',
      'From the cause (payment, notice) until the creditor has received it.',
    ),
    notCounted: text(
      'Meldinger der de to minuttene fortsatt går, og tilbakekalte som aldri ble sendt.',
      'Meddelanden vars två minuter fortfarande går, och återkallade som aldrig skickades.',
      'Ilmoitukset, joiden kaksi minuuttia on kesken, ja lähettämättä perutut.',
      'Releases whose two minutes still run, and recalled ones never sent.',
    ),
    target: text('Alle.', 'Alla.', 'Kaikki.', 'All of them.'),
  },
} as const satisfies Partial<Record<KpiName, KpiDefinition>>;
