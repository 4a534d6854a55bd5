import { describe, expect, test } from 'vitest';
import type { Result } from '../result';
import { isoDate } from '../time/dates';
import { advance, currentStep, startRun, type RunContext } from './advance';
import { scriptRunSchema, type Move, type ScriptRun } from './run';
import { callScriptSchema } from './schema';
import { caseFileWith, sampleCaseFile, SAMPLE_NOW, sampleId } from './testing/sample-case-file';
import { sampleContext } from './testing/sample-run';
import { tinyScript } from './testing/tiny-script';

const script = callScriptSchema.parse(tinyScript());
const open = sampleContext(script, sampleCaseFile());
const closed = sampleContext(script, null);

const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};
const begin = (context: RunContext = open): ScriptRun =>
  value(startRun(context, { runId: sampleId('scriptRun', 1), language: 'nb' }));
const move = (run: ScriptRun, next: Move, context: RunContext = open): ScriptRun =>
  value(advance(context, run, { stepId: run.stepId ?? '', move: next }));
const held: Move = {
  kind: 'acted',
  result: { kind: 'done', values: { hold_until: { kind: 'date', date: isoDate('2026-05-08') } } },
};
const wait: Move = { kind: 'answered', answer: { kind: 'choice', value: 'wait' } };

describe('walking a call script', () => {
  test('shows the exact words, asks, acts and finishes, and keeps all of it', () => {
    const finished = move(move(move(move(begin(), { kind: 'said' }), wait), held), { kind: 'said' });
    expect(finished).toMatchObject({ state: 'finished', stepId: null, endedAt: SAMPLE_NOW, version: 7 });
    const log = finished.log.map((entry) => [entry.kind, 'words' in entry ? entry.words : '']);
    expect(log).toEqual([
      ['shown', 'I am Ingrid.'],
      ['said', ''],
      ['branched', ''],
      ['shown', 'What about 1043?'],
      ['answered', ''],
      ['shown', 'I hold it.'],
      ['acted', ''],
      ['shown', 'Held until fredag 8. mai.'],
      ['said', ''],
      ['finished', ''],
    ]);
  });

  test('survives being stored as JSON', () => {
    const run = move(move(begin(), { kind: 'said' }), wait);
    expect(scriptRunSchema.parse(JSON.parse(JSON.stringify(run)))).toEqual(run);
  });

  test('takes the else edge while nothing of the ledger is known', () => {
    expect(move(begin(closed), { kind: 'said' }, closed).state).toBe('finished');
  });

  test('goes the refused way when the act was refused', () => {
    const run = move(move(begin(), { kind: 'said' }), wait);
    expect(move(run, { kind: 'acted', result: { kind: 'refused', code: 'HOLD_TOO_LONG' } }).state).toBe('finished');
  });

  test('keeps what a branch made known although the ledger has moved on since', () => {
    const run = move(begin(), { kind: 'said' });
    const paid = sampleContext(script, caseFileWith({ claims: [] }));
    const swedish = value(
      advance(paid, run, { stepId: 'question', move: { kind: 'language_changed', language: 'sv' } }),
    );
    expect(swedish.log.at(-1)).toMatchObject({ kind: 'shown', language: 'sv', words: 'What about 1043?' });
  });

  test('never changes the run it was given', () => {
    const run = begin();
    const before = JSON.stringify(run);
    move(run, { kind: 'said' });
    expect(JSON.stringify(run)).toBe(before);
  });

  test('may be left at any step, and says where', () => {
    const left = move(begin(), { kind: 'left' });
    expect(left).toMatchObject({ state: 'left', stepId: null });
    expect(left.log.at(-1)).toEqual({ kind: 'left', at: SAMPLE_NOW, stepId: 'hello' });
  });

  test('records a jump', () => {
    const run = move(begin(), { kind: 'jumped', toStepId: 'hold' });
    expect(currentStep(script, run)?.id).toBe('hold');
    expect(run.log).toContainEqual({ kind: 'jumped', at: SAMPLE_NOW, stepId: 'hello', toStepId: 'hold' });
  });
});

const refusal = (run: ScriptRun, stepId: string, next: Move, context: RunContext = open) => {
  const result = advance(context, run, { stepId, move: next });
  return result.ok ? null : result.error;
};

describe('what a run refuses', () => {
  test.each<Move>([
    { kind: 'said' },
    wait,
    held,
    { kind: 'left' },
    { kind: 'jumped', toStepId: 'hello' },
    { kind: 'language_changed', language: 'fi' },
  ])('%j when it is over', (next) => {
    expect(refusal(move(begin(), { kind: 'left' }), 'hello', next)?.code).toBe('SCRIPT_RUN_FINISHED');
  });

  test('a move on another step than the one in front of the agent', () => {
    expect(refusal(begin(), 'question', wait)).toEqual({
      code: 'SCRIPT_STEP_INVALID',
      details: { stepId: 'question', currentStepId: 'hello' },
    });
  });

  test('a move that does not fit the kind of step', () => {
    expect(refusal(begin(), 'hello', wait)?.code).toBe('SCRIPT_STEP_INVALID');
    expect(refusal(begin(), 'hello', held)?.code).toBe('SCRIPT_STEP_INVALID');
    expect(refusal(move(begin(), { kind: 'said' }), 'question', { kind: 'said' })?.code).toBe('SCRIPT_STEP_INVALID');
  });

  test('an answer the question does not have', () => {
    const run = move(begin(), { kind: 'said' });
    expect(refusal(run, 'question', { kind: 'answered', answer: { kind: 'choice', value: 'fly' } })?.code).toBe(
      'SCRIPT_STEP_INVALID',
    );
    expect(refusal(run, 'question', { kind: 'answered', answer: { kind: 'yes_no', isYes: true } })?.code).toBe(
      'SCRIPT_STEP_INVALID',
    );
  });

  test('an act that is said to be done without what it promises', () => {
    const run = move(move(begin(), { kind: 'said' }), wait);
    expect(refusal(run, 'hold', { kind: 'acted', result: { kind: 'done', values: {} } })?.details).toMatchObject({
      missing: 'hold_until',
    });
  });

  test('values that the act does not promise are dropped, not spoken later', () => {
    const sneaky: Move = {
      kind: 'acted',
      result: {
        kind: 'done',
        values: {
          ...(held.kind === 'acted' && held.result.kind === 'done' ? held.result.values : {}),
          open_total: { kind: 'text', text: 'nothing' },
        },
      },
    };
    const run = move(move(move(begin(), { kind: 'said' }), wait), sneaky);
    expect(run.values).not.toHaveProperty('open_total');
  });

  test('a jump to a step that is not there, or whose words are not known', () => {
    expect(refusal(begin(), 'hello', { kind: 'jumped', toStepId: 'nowhere' })?.code).toBe('SCRIPT_STEP_INVALID');
    expect(refusal(begin(), 'hello', { kind: 'jumped', toStepId: 'held' })?.details).toMatchObject({
      unknownVariables: 'hold_until',
    });
  });

  test('a jump past the identity gate to words about the debt', () => {
    expect(refusal(begin(closed), 'hello', { kind: 'jumped', toStepId: 'question' }, closed)?.details).toMatchObject({
      unknownVariables: 'invoice_no',
    });
  });
});
