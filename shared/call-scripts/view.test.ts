import { describe, expect, test } from 'vitest';
import { scriptRunViewSchema } from '../protocol/views';
import { actSucceeded } from './act-result';
import { advance, currentStep, startRun } from './advance';
import { callScriptLibrary, findCallScript } from './library';
import type { ScriptRun } from './run';
import { callScriptSchema, type Act, type CallScript } from './schema';
import {
  caseFileWith,
  sampleCase,
  sampleCaseFile,
  sampleClaim,
  sampleId,
  SAMPLE_NOW,
  samplePlan,
  noonOf,
  sampleNotice,
  type AccountWire,
} from './testing/sample-case-file';
import { sampleContext, sampleSource } from './testing/sample-run';
import { tinyScript } from './testing/tiny-script';
import { ACT_GRANTS } from './variables';
import { moveOfAnswer, runView } from './view';

const tiny = callScriptSchema.parse(tinyScript());
const file = sampleCaseFile();

function begin(script: CallScript): ScriptRun {
  const run = startRun(sampleContext(script, file), { runId: sampleId('scriptRun', 1), language: 'fi' });
  if (!run.ok) throw new Error('the first step can be shown');
  return run.value;
}

function answered(script: CallScript, run: ScriptRun, text: string | null): ScriptRun {
  const step = currentStep(script, run);
  if (step === null) throw new Error('the run goes on');
  const move = moveOfAnswer(step, text, 'NOK');
  if (!move.ok) throw new Error(JSON.stringify(move.error));
  const next = advance(sampleContext(script, file), run, { stepId: step.id, move: move.value });
  if (!next.ok) throw new Error(JSON.stringify(next.error));
  return next.value;
}

describe('what the screen gets of a run', () => {
  test.each(callScriptLibrary.map((script) => [script.slug, script] as const))(
    'fits the wire for %s',
    (_slug, script) => {
      const view = { ...runView(script, begin(script)), callId: sampleId('call', 1) };
      expect(scriptRunViewSchema.safeParse(view).success).toBe(true);
      expect(view.current?.words).not.toBe('');
      expect(view.progress.filter(({ status }) => status === 'current')).toHaveLength(1);
    },
  );

  test('offers the options of a question and the likely way ahead', () => {
    const view = runView(tiny, answered(tiny, begin(tiny), null));
    expect(view.current).toMatchObject({ stepId: 'question', answerKind: 'choice' });
    expect(view.current?.options.map(({ key }) => key)).toEqual(['wait', 'go']);
    expect(view.progress.map(({ stepId, status }) => [stepId, status])).toEqual([
      ['hello', 'done'],
      ['question', 'current'],
      ['hold', 'ahead'],
      ['held', 'ahead'],
    ]);
  });

  test('shows a yes or no with words in every language', () => {
    const step = findCallScript('dispute')?.steps.find(({ id }) => id === 'ask_whole');
    const run = { ...begin(tiny), stepId: 'ask_whole' };
    const script = findCallScript('dispute');
    if (script === null || step === undefined) throw new Error('the dispute script asks for the whole');
    expect(runView(script, run).current?.options.map(({ label }) => label.fi)).toEqual(['Kyllä', 'Ei']);
  });
});

describe('what an answer from the wire means', () => {
  const plan = findCallScript('payment-plan');
  const step = (id: string) => {
    const found = plan?.steps.find((candidate) => candidate.id === id);
    if (found === undefined || found.kind === 'branch') throw new Error(`no resting step ${id}`);
    return found;
  };

  test.each([
    ['ask_amount', '1 200,50', { kind: 'amount', amountMinor: '120050', currency: 'NOK' }],
    ['ask_first', '2026-06-01', { kind: 'date', date: '2026-06-01' }],
    ['ask_how', 'in_parts', { kind: 'choice', value: 'in_parts' }],
    ['offer_free', 'no', { kind: 'yes_no', isYes: false }],
    ['ask_change', '  Mistet jobben ', { kind: 'text', text: 'Mistet jobben' }],
  ])('%s takes "%s"', (stepId, text, answer) => {
    expect(moveOfAnswer(step(stepId), text, 'NOK')).toEqual({ ok: true, value: { kind: 'answered', answer } });
  });

  test.each([
    ['ask_amount', '-5'],
    ['ask_amount', '0'],
    ['ask_amount', '1,184'],
    ['ask_first', '2026-02-30'],
    ['ask_how', 'in_gold'],
    ['offer_free', 'perhaps'],
    ['ask_change', ''],
    ['ask_change', 'x'.repeat(2_001)],
  ])('%s refuses "%s"', (stepId, text) => {
    expect(moveOfAnswer(step(stepId), text, 'NOK')).toMatchObject({ ok: false, error: { code: 'INVALID_PAYLOAD' } });
  });

  test('an act is not answered, and a say is not asked', () => {
    expect(moveOfAnswer(step('make_plan'), 'yes', 'NOK').ok).toBe(false);
    expect(moveOfAnswer(step('agreed'), 'yes', 'NOK').ok).toBe(false);
    expect(moveOfAnswer(step('agreed'), null, 'NOK')).toEqual({ ok: true, value: { kind: 'said' } });
  });
});

describe('what an act brought about', () => {
  const waiver = {
    id: sampleId('ledgerEntry', 80),
    kind: 'fee_waiver' as const,
    amountMinor: '-3800',
    eventDate: '2026-05-04',
    cause: 'call',
  };
  const resent = [
    { at: SAMPLE_NOW, channel: 'email' as const, address: 'solveig@example.invalid', result: 'sent' as const },
  ];
  const hold = {
    id: sampleId('hold', 1),
    kind: 'money_on_the_way' as const,
    untilDate: '2026-05-08',
    placedAt: SAMPLE_NOW,
    note: '',
  };
  const ACTS: readonly [keyof typeof ACT_GRANTS, Act, Partial<AccountWire>][] = [
    ['create_plan', { do: 'create_plan' }, { plans: [samplePlan(1, [], { madeAt: noonOf('2026-05-04') })] }],
    ['place_hold', { do: 'place_hold', hold: 'money_on_the_way' }, { cases: [sampleCase(1, { holds: [hold] })] }],
    ['place_hold', { do: 'place_hold', hold: 'money_on_the_way' }, { paymentNotices: [sampleNotice(1)] }],
    [
      'waive_fee',
      { do: 'waive_fee' },
      { claims: [sampleClaim(1043, { entries: [...sampleClaim(1043).entries, waiver] })] },
    ],
    ['resend_invoice', { do: 'resend_invoice' }, { claims: [sampleClaim(1043, { deliveries: resent })] }],
  ];

  test.each(ACTS)('%s is read from the refreshed case file', (name, act, change) => {
    const result = actSucceeded(act, sampleSource(caseFileWith(change)), null);
    expect(result.kind === 'done' ? Object.keys(result.values).sort() : []).toEqual([...ACT_GRANTS[name]].sort());
  });

  test('the plan that was made is the one spoken of, not the newest', () => {
    const plans = [samplePlan(1, [], { totalMinor: '11100' }), samplePlan(2, [], { madeAt: SAMPLE_NOW })];
    const result = actSucceeded({ do: 'create_plan' }, sampleSource(caseFileWith({ plans })), sampleId('plan', 1));
    expect(result).toMatchObject({ values: { agreed_total: { amountMinor: '11100' } } });
  });

  test('nothing is made up when the ledger does not show it', () => {
    for (const [, act] of ACTS.slice(0, 1)) {
      expect(actSucceeded(act, sampleSource(sampleCaseFile()), null)).toEqual({ kind: 'done', values: {} });
      expect(actSucceeded(act, sampleSource(null), null)).toEqual({ kind: 'done', values: {} });
    }
  });
});
