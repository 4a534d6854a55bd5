import { expect, test } from 'vitest';
import { COUNTRIES } from '../lang/languages';
import { CUSTOMER_KINDS, UTILITIES } from '../ledger/vocabulary';
import { disconnectionStatus } from './status';
import { NORWAY } from './testing/cases';

/** Service by service: the row that lets it be cut, or why nothing is cut whatever else is in order. */
test('nothing is cut but by a row that somebody stands for: every country, customer and service', () => {
  const answers: string[] = [];
  for (const country of COUNTRIES)
    for (const customerKind of CUSTOMER_KINDS)
      for (const utility of UTILITIES) {
        const { ruleId, blocks } = disconnectionStatus({ ...NORWAY, country, customerKind, utility });
        const why = blocks.find((block) => block === 'rule_missing' || block === 'rule_unreviewed') ?? ruleId;
        answers.push(`${country} ${customerKind} ${utility}: ${why}`);
      }
  expect(answers).toEqual([
    'NO consumer power: NO-CUT-C',
    'NO consumer grid: NO-CUT-C',
    'NO consumer district_heating: rule_missing',
    'NO consumer gas: rule_missing',
    'NO consumer telecom: NO-CUT-TELE',
    'NO consumer tv: rule_unreviewed',
    'NO business power: NO-CUT-B',
    'NO business grid: NO-CUT-B',
    'NO business district_heating: rule_missing',
    'NO business gas: rule_missing',
    'NO business telecom: NO-CUT-TELE',
    'NO business tv: rule_unreviewed',
    'SE consumer power: SE-CUT-C',
    'SE consumer grid: SE-CUT-C',
    'SE consumer district_heating: SE-CUT-HEAT',
    'SE consumer gas: SE-CUT-GAS',
    'SE consumer telecom: rule_unreviewed',
    'SE consumer tv: rule_missing',
    'SE business power: rule_unreviewed',
    'SE business grid: rule_unreviewed',
    'SE business district_heating: rule_unreviewed',
    'SE business gas: rule_unreviewed',
    'SE business telecom: rule_unreviewed',
    'SE business tv: rule_missing',
    'FI consumer power: FI-CUT-C',
    'FI consumer grid: FI-CUT-C',
    'FI consumer district_heating: rule_missing',
    'FI consumer gas: rule_missing',
    'FI consumer telecom: rule_unreviewed',
    'FI consumer tv: rule_missing',
    'FI business power: rule_missing',
    'FI business grid: rule_missing',
    'FI business district_heating: rule_missing',
    'FI business gas: rule_missing',
    'FI business telecom: rule_missing',
    'FI business tv: rule_missing',
  ]);
});
