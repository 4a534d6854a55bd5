/** Facts, contexts and moves for tests of the interpreter. */
import { deriveFacts } from '../derive-facts';
import type { RunContext } from '../advance';
import type { CaseFile } from '../../ledger/case-file';
import type { Answer } from '../run';
import type { AskStep, CallScript } from '../schema';
import type { FactsSource } from '../selection';
import { SAMPLE_AGENCY, SAMPLE_AGENT, SAMPLE_NOW, SAMPLE_TODAY } from './sample-case-file';

/** Where the facts come from when this case file is open; null before the identity gate. */
export function sampleSource(caseFile: CaseFile | null, change: Partial<FactsSource> = {}): FactsSource {
  return {
    caseFile,
    accountId: null,
    caseId: null,
    today: SAMPLE_TODAY,
    agentName: SAMPLE_AGENT,
    agencyName: SAMPLE_AGENCY,
    ...change,
  };
}

/** A context whose facts follow the answers, as the server's does. */
export function sampleContext(script: CallScript, caseFile: CaseFile | null, at = SAMPLE_NOW): RunContext {
  const source = sampleSource(caseFile);
  return { script, at, factsFor: (answers) => deriveFacts(source, answers) };
}

/** Some right answer to a question; `pick` chooses among options. */
export function someAnswer({ answer }: AskStep, pick: (count: number) => number): Answer {
  switch (answer.kind) {
    case 'choice': {
      const option = answer.options[pick(answer.options.length)];
      if (option === undefined) throw new Error('pick stays within the options');
      return { kind: 'choice', value: option.value };
    }
    case 'yes_no':
      return { kind: 'yes_no', isYes: pick(2) === 0 };
    case 'date':
      return { kind: 'date', date: SAMPLE_TODAY };
    case 'amount':
      return { kind: 'amount', amountMinor: String(20_000 + pick(5) * 10_000), currency: 'NOK' };
    case 'text':
      return { kind: 'text', text: 'Det er slik det er.' };
  }
}
