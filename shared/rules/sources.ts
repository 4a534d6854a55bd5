/** Where the rows come from: the codes used in `source`. Law codes stand for themselves at Lovdata, Riksdagen and Finlex. */
export const RULE_SOURCES: Readonly<Record<string, string>> = {
  'house-policy': 'Our own policy; no law asks for it',
  'no-inkl': 'https://lovdata.no/dokument/NL/lov/1988-05-13-26',
  'no-frl': 'https://lovdata.no/dokument/NL/lov/1976-12-17-100',
  'no-fkjl': 'https://lovdata.no/dokument/NL/lov/2002-06-21-34',
  'no-ekom': 'https://lovdata.no/dokument/NL/lov/2024-12-13-76',
  'no-1996': 'https://www.regjeringen.no/no/dokumenter/-20---inkassoforskriften-kapittel-2-og-a/id454710/',
  juridika: 'https://juridika.no/no/forskrift/1989-07-14-562/kapittel_1',
  medhold:
    'https://www.finanstilsynet.no/forbrukerinformasjon/inkassovirksomhet/oversikt-over-utenrettslige-inndrivingskostnader/',
  bahr: 'https://bahr.no/newsletter/finansregulatorisk-forslag-til-ny-inkassolov-gir-en-modernisering-av-rammeverket-for-bransjen-men-viktige-sporsmal-gjenstar',
  hafslund: 'https://www.hafslundnett.no/artikkel/Stenging-av-strom-ved-betalingsmislighold',
  'inkassoguiden-tlf': 'https://www.inkassoguiden.no/artikler/277-telefoninkasso-her-er-reglene',
  'inkassoguiden-strom': 'https://www.inkassoguiden.no/artikler/295-din-stromleverandor-kan-ikke-kutte-strommen-din',
  'FOR-2018-12-20-2050': 'Forskrift 2018-12-20-2050 (inkassosats 2019)',
  'FOR-2025-12-19-2709': 'Forskrift 2025-12-19-2709 (inkassosats 2026)',
  'FOR-2026-06-25-1372': 'Forskrift 2026-06-25-1372 (late interest, second half of 2026)',
  'se-739':
    'http://www.riksdagen.se/sv/dokument-lagar/dokument/svensk-forfattningssamling/lag-1981739-om-ersattning-for-inkassokostnader_sfs-1981-739',
  'se-ranta': 'https://selex.se/eli/sfs/1975/635',
  'se-sfs': 'SFS 2023:1, 2023:509, 2023:954, 2024:1373 (reference rate notices)',
  'se-ellag': 'https://selex.se/eli/sfs/1997/857',
  'se-gas': 'https://selex.se/eli/sfs/2005/403',
  'si-frist': 'https://svenskinkasso.se/for-kort-betalningsfrist/',
  'si-flertal': 'https://svenskinkasso.se/flertal-kravbrev-skickade-under-kort-tid-m-m/',
  'emb-krav': 'https://www.energimarknadsbyran.se/el/konsumentratt/krav-och-frankoppling/',
  'emb-fjv':
    'https://www.energimarknadsbyran.se/fjarrvarme/konsumentratt/nar-varmen-stangs-av/nar-far-varmen-inte-stangas-av/',
  'LEK 2022:482': 'Lag (2022:482) om elektronisk kommunikation, chapter 7',
  'fi-10a': 'https://www.eduskunta.fi/FI/vaski/Kysymys/Sivut/KK_667+2020.aspx',
  'kkv-kulut':
    'https://www.kkv.fi/Tietoa-ja-ohjeita/Maksut-laskut-perinta/perinta/perintakulut-ja-perinnan-eteneminen/',
  'kkv-ropo':
    'https://kkv.fi/paatokset/kuluttaja-asiat/kuluttaja-asiamiehen-ratkaisut/perintakirjeiden-lahettamisvali-ja-kuluttajalle-varatun-maksuajan-pituus',
  'kkv-sahko-sv': 'https://www.kkv.fi/sv/konsumentarenden/boende/elektrisk/nar-kan-elbolaget-avbryta-din-elleverans/',
  ev: 'https://www.energiavirasto.fi/sahkonsaanti-maksuvaikeuksien-aikana',
  'intrum-fi': 'https://www.intrum.fi/fi/asiakaspalvelu/lasku-maksamatta/perinnan-kulut/',
  ikassa: 'https://ikassa.fi/perintaekulut',
  modhi: 'https://www.modhi.fi/asiakaspalvelu/campaign-loan/',
  'fi-1276': 'https://finlex.fi/en/legislation/2022/1276',
  'fi-2024h1': 'https://y-lehti.fi/korkolain-mukainen-viitekorko-ja-viivastyskorot-1-1-30-6-2024',
  'fi-2026h1':
    'https://www.sttinfo.fi/tiedote/71709487/korkolain-mukainen-viitekorko-ja-viivastyskorot-11-3062026?lang=fi',
  '917/2014 § 115': 'Laki sähköisen viestinnän palveluista 917/2014 § 115',
};
