import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALL_SCRIPT_SLUGS } from '../insights/insight';
import { LANGUAGES } from '../lang/languages';
import type { CaseFile } from '../ledger/case-file';
import { advance, currentStep, startRun } from './advance';
import { isVerifying } from './knowledge';
import { callScriptLibrary, findCallScript, LIBRARY_FILES } from './library';
import published from './library/published.json';
import type { Move, ScriptRun } from './run';
import type { CallScript, RestingStep } from './schema';
import {
  caseFileWith,
  noonOf,
  sampleAccount,
  sampleCase,
  sampleCaseFile,
  sampleClaim,
  sampleDispute,
  sampleId,
  sampleNotice,
  samplePlan,
} from './testing/sample-case-file';
import { sampleContext, someAnswer } from './testing/sample-run';
import { validateCallScript } from './validate';
import { grantsOfAct, type FactValue } from './variables';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'library');
const files = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'published.json');
const readJson = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
/** Of the parsed content, so that a change of white space is no change of words. */
const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

describe('the library of call scripts', () => {
  test.each(files)('%s is sound', (name) => {
    const findings = validateCallScript(readJson(name), name);
    expect(findings, findings.join('\n')).toEqual([]);
  });

  test('loads every file of its folder under its own name', () => {
    expect(Object.keys(LIBRARY_FILES).sort()).toEqual([...files].sort());
    const named = callScriptLibrary.map(({ slug, version }) => `${slug}.v${version}.json`);
    expect(named.sort()).toEqual([...files].sort());
  });

  test.each(files)('%s is published and has not changed since', (name) => {
    const known: Readonly<Record<string, string>> = published;
    const found = hashOf(readJson(name));
    const help =
      known[name] === undefined
        ? `${name} is new: add "${name}": "${found}" to library/published.json to publish it for good.`
        : `${name} is published, and runs refer to its words. Undo the change, or copy it to the next version's file.`;
    expect(found, help).toBe(known[name]);
  });

  test('still has every version that was ever published', () => {
    expect(Object.keys(published).sort()).toEqual([...files].sort());
  });

  test.each(CALL_SCRIPT_SLUGS)('has %s, by newest version and by number', (slug) => {
    const newest = findCallScript(slug);
    expect(newest?.slug).toBe(slug);
    expect(findCallScript(slug, newest?.version)).toBe(newest);
    expect(findCallScript(slug, 999)).toBeNull();
  });

  test('never threatens with a cut, blames, or leaves a text unfinished', () => {
    const words = callScriptLibrary.flatMap(({ steps }) =>
      steps.flatMap((step) => ('text' in step ? Object.values(step.text) : [])),
    );
    for (const text of words) {
      expect(text).not.toMatch(/TODO|XXX|lorem|\s{2}/i);
      expect(text).toMatch(/[.?}!]$/);
      expect(text).not.toMatch(
        /your fault|din feil|ditt fel|syytäsi|or else|ellers stenger|annars stänger|muuten katkaisemme/i,
      );
    }
  });
});

const disconnection = {
  noticeDate: '2026-04-28',
  earliestCutDate: '2026-05-26',
  sumToStopMinor: '118400',
  ruleId: 'r',
  blocks: [],
};
const april = sampleClaim(1043);
const returned = sampleClaim(1043, {
  deliveries: [{ at: noonOf('2026-04-09'), channel: 'letter', address: 'Gammelveien 1', result: 'returned' }],
});
/** Ledgers that send a dialogue different ways; null is a caller nobody has verified. */
const WORLDS: readonly (CaseFile | null)[] = [
  null,
  sampleCaseFile(),
  caseFileWith({ disputes: [sampleDispute(1, april)] }),
  caseFileWith({ disputes: [sampleDispute(1, april, { answerDueDate: null })] }),
  caseFileWith({ plans: [samplePlan(1, [april.id])] }),
  caseFileWith({
    paymentNotices: [sampleNotice(1)],
    supplyPoints: sampleAccount().supplyPoints.map((one) => ({ ...one, serviceState: 'cut' as const })),
  }),
  caseFileWith({ cases: [sampleCase(1, { disconnection })], creditor: { ...sampleAccount().creditor, role: 'grid' } }),
  caseFileWith({ claims: [returned] }),
  caseFileWith({ claims: [], payments: [], cases: [], mandate: null }),
];

/** What a client reports of an act, with every value the act promises. */
function reported(step: Extract<RestingStep, { kind: 'act' }>, isDone: boolean): Move {
  if (!isDone) return { kind: 'acted', result: { kind: 'refused', code: null } };
  const values: Record<string, FactValue> = {};
  for (const name of grantsOfAct(step.act.do)) values[name] = { kind: 'text', text: name };
  return { kind: 'acted', result: { kind: 'done', values } };
}

function moveOn(step: RestingStep, pick: (count: number) => number): Move {
  if (step.kind === 'say') return { kind: 'said' };
  if (step.kind === 'ask') return { kind: 'answered', answer: someAnswer(step, pick) };
  return reported(step, pick(3) > 0);
}

/** Walks with the given choices, verifying the caller when that act succeeds; fails when anything is refused. */
function walk(script: CallScript, world: CaseFile | null, picks: readonly number[]): ScriptRun {
  let caseFile = world;
  let turn = 0;
  const pick = (count: number): number => (picks[turn++ % picks.length] ?? 0) % count;
  const language = LANGUAGES[pick(LANGUAGES.length)] ?? 'nb';
  const begun = startRun(sampleContext(script, caseFile), { runId: sampleId('scriptRun', 1), language });
  if (!begun.ok) throw new Error(`${script.slug} cannot begin: ${JSON.stringify(begun.error)}`);
  let run = begun.value;
  for (let moves = 0; moves < MOVES_MAX && run.state === 'running'; moves++) {
    const step = currentStep(script, run);
    if (step === null) throw new Error('a running run rests somewhere');
    const move = moveOn(step, pick);
    const isVerified =
      step.kind === 'act' && isVerifying(step.act.do) && move.kind === 'acted' && move.result.kind === 'done';
    if (isVerified) caseFile ??= sampleCaseFile();
    const next = advance(sampleContext(script, caseFile), run, { stepId: step.id, move });
    if (!next.ok) throw new Error(`${script.slug}, step ${step.id}: ${JSON.stringify(next.error)}`);
    run = next.value;
  }
  return run;
}

const MOVES_MAX = 60;

describe('any conversation', () => {
  test.each(callScriptLibrary.map((script) => [script.slug, script] as const))(
    'with %s goes on until it ends, in every language',
    (_slug, script) => {
      const anyWorld = fc.integer({ min: 0, max: WORLDS.length - 1 });
      const anyPicks = fc.array(fc.nat({ max: 30 }), { minLength: 7, maxLength: 40 });
      fc.assert(
        fc.property(anyWorld, anyPicks, (world, picks) => {
          const run = walk(script, WORLDS[world] ?? null, picks);
          for (const entry of run.log)
            if (entry.kind === 'shown') expect(entry.words).not.toMatch(/[{}]|\b(?:undefined|null)\b/);
        }),
        { numRuns: 150 },
      );
    },
  );

  test.each(callScriptLibrary.map((script) => [script.slug, script] as const))(
    'with %s says nothing of debt or creditor to somebody who is not verified',
    (_slug, script) => {
      const anyPicks = fc.array(fc.nat({ max: 30 }), { minLength: 7, maxLength: 40 });
      fc.assert(
        fc.property(anyPicks, (picks) => {
          const run = walk(script, null, picks);
          const verifiedAt = run.log.findIndex(
            (entry) => entry.kind === 'acted' && isVerifying(entry.act.do) && entry.result.kind === 'done',
          );
          const before = verifiedAt < 0 ? run.log : run.log.slice(0, verifiedAt);
          for (const entry of before)
            if (entry.kind === 'shown') expect(entry.words).not.toMatch(/Fjellglimt|1\u00A0184|1043|faktura \d|kr\b/);
        }),
        { numRuns: 100 },
      );
    },
  );
});
