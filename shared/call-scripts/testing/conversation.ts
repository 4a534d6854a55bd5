/** A conversation in tests: the script is led with what the customer says, and the words are read off. */
import type { Language } from '../../lang/languages';
import type { CaseFile } from '../../ledger/case-file';
import type { CallScriptSlug } from '../../insights/insight';
import { actSucceeded } from '../act-result';
import { advance, currentStep, startRun } from '../advance';
import { findCallScript } from '../library';
import type { Move, ScriptRun } from '../run';
import type { CallScript } from '../schema';
import { leadsTo, moveOfAnswer } from '../view';
import { sampleId } from './sample-case-file';
import { sampleContext, sampleSource } from './sample-run';

/** Walks one conversation; a string answers (null says), `done` and `refused` end an act with this case file read after it. */
export class Conversation {
  readonly #script: CallScript;
  #caseFile: CaseFile | null;
  run: ScriptRun;

  constructor(slug: CallScript['slug'], caseFile: CaseFile | null, language: Language = 'nb') {
    const script = findCallScript(slug);
    if (script === null) throw new Error(`no call script ${slug}`);
    this.#script = script;
    this.#caseFile = caseFile;
    const begun = startRun(sampleContext(script, caseFile), { runId: sampleId('scriptRun', 1), language });
    if (!begun.ok) throw new Error(JSON.stringify(begun.error));
    this.run = begun.value;
  }

  get words(): string {
    const shown = this.run.log.filter((entry) => entry.kind === 'shown').at(-1);
    return (shown?.words ?? '').replaceAll('\u00A0', ' ');
  }

  answer(text: string | null): this {
    const step = currentStep(this.#script, this.run);
    const move = step === null ? null : moveOfAnswer(step, text, 'NOK');
    if (move === null || !move.ok) throw new Error(`"${text}" does not answer ${this.run.stepId}`);
    return this.#take(move.value);
  }

  /** The script that the conversation led to. */
  get leadsTo(): CallScriptSlug | null {
    return leadsTo(this.#script, this.run);
  }

  refused(): this {
    return this.#take({ kind: 'acted', result: { kind: 'refused', code: null } });
  }

  speak(language: Language): this {
    return this.#take({ kind: 'language_changed', language });
  }

  done(after: CaseFile): this {
    const step = currentStep(this.#script, this.run);
    if (step?.kind !== 'act') throw new Error(`${this.run.stepId} is no act`);
    this.#caseFile = after;
    return this.#take({ kind: 'acted', result: actSucceeded(step.act, sampleSource(after), null) });
  }

  #take(move: Move): this {
    const context = sampleContext(this.#script, this.#caseFile);
    const next = advance(context, this.run, { stepId: this.run.stepId ?? '', move });
    if (!next.ok) throw new Error(JSON.stringify(next.error));
    this.run = next.value;
    return this;
  }
}
