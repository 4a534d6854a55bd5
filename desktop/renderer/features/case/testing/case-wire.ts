import * as z from 'zod';
import {
  sampleAccount,
  sampleCaseFile,
  sampleId,
  SAMPLE_TODAY,
  type AccountWire,
} from '../../../../../shared/call-scripts/testing/sample-case-file';
import { evaluateInsights } from '../../../../../shared/insights/evaluate-insights';
import { caseFileSchema, type CaseFile } from '../../../../../shared/ledger/case-file';
import type { PopViewWire } from '../../../../../shared/protocol/views';
import { callWire, snapshotWire } from '../../../testing/wire';
import { snapshotReceived } from '../../../app/state/workstation';
import type { CallWire, ScriptRunWire } from '../use-case';

export const CALL_ID = callWire('talking').id;

/** A talking call to the sample creditor with one candidate: the sample customer. */
export function callBefore(): CallWire {
  const { creditor } = sampleAccount();
  return {
    ...callWire('talking'),
    creditor: {
      id: creditor.id,
      slug: creditor.slug,
      name: creditor.name,
      country: creditor.country,
      role: creditor.role,
      utility: creditor.utility,
    },
    candidates: [
      {
        customerId: sampleId('customer', 1),
        name: 'Solveig Prøve',
        birthDate: '1984-02-29',
        address: 'Prøveveien 7, 2000 Prøvestad',
        caseNos: ['S-1001'],
        foundBy: 'phone',
      },
    ],
  };
}

/** The same call with its gate open. */
export function callAfter(): CallWire {
  return {
    ...callBefore(),
    caseId: sampleId('case', 1),
    gate: {
      customerId: sampleId('customer', 1),
      factors: ['name', 'birth_date'],
      openedAt: 1_000,
      isThirdParty: false,
    },
  };
}

export function popWire(caseFile: CaseFile = sampleCaseFile(), changedIds: string[] = []): PopViewWire {
  return {
    callId: CALL_ID,
    caseFile: z.encode(caseFileSchema, caseFile),
    insights: evaluateInsights(caseFile, { today: SAMPLE_TODAY }),
    changedIds,
  };
}

export const popWith = (change: Partial<AccountWire>): PopViewWire =>
  popWire(sampleCaseFile({ accounts: [sampleAccount(change)] }));

const text = (words: string) => ({ nb: words, sv: words, fi: words, en: words });

/** A step with two answers, as the server renders it. */
export function runWire(change: Partial<ScriptRunWire> = {}): ScriptRunWire {
  return {
    id: sampleId('scriptRun', 1),
    callId: CALL_ID,
    slug: 'payment-plan',
    version: 1,
    language: 'sv',
    state: 'running',
    current: {
      stepId: 'ask_how',
      kind: 'ask',
      title: text('What suits them'),
      words: 'Vad passar dig?',
      answerKind: 'choice',
      options: [
        { key: 'in_parts', label: text('Pay in parts') },
        { key: 'all_at_once', label: text('All at once') },
      ],
      usual: null,
      usualInDays: null,
      act: null,
      actTopic: null,
      hint: null,
    },
    progress: [
      { stepId: 'start', title: text('Start'), status: 'done' },
      { stepId: 'ask_how', title: text('What suits them'), status: 'current' },
      { stepId: 'ask_amount', title: text('Amount a month'), status: 'ahead' },
    ],
    log: [],
    leadsTo: null,
    ...change,
  };
}

/** A desk in the middle of a call. */
export function deskWith(change: Parameters<typeof snapshotWire>[0]) {
  return snapshotReceived(snapshotWire({ pop: null, scriptRun: null, ...change }), 0);
}
