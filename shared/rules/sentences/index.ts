/** What a rule says, in one sentence or a few, for the person at the desk. */
import type { LocalText } from '../../lang/languages';
import type { AnyRule } from '../rule';
import { CONDUCT_SENTENCES } from './conduct-sentences';
import { DISCONNECTION_SENTENCES } from './disconnection-sentences';
import { MONEY_SENTENCES } from './money-sentences';

const SENTENCES = { ...MONEY_SENTENCES, ...DISCONNECTION_SENTENCES, ...CONDUCT_SENTENCES };

/** The rule in words, in all four languages, with its amounts, days and conditions. */
export function ruleSentence(rule: AnyRule): LocalText {
  // The table has one writer per domain, for exactly that domain's row.
  const write = SENTENCES[rule.domain] as (row: AnyRule) => LocalText;
  return write(rule);
}
