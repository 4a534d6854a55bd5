/**
 * Checks a call script before anybody relies on it. Each finding is one line that says where and what to do:
 * `payment-plan v1, step ask_amount: …`. No findings means a run can never get stuck or speak an unknown value.
 */
import { LANGUAGES, type LocalText } from '../lang/languages';
import { hasStrayBrace, placeholdersOf } from '../lang/template';
import { COST_TOLD, isVerifying, knownAtSteps, POSTPONE_COST_TOLD, VERIFIED, type Known } from './knowledge';
import { callScriptSchema, edgesOf, END, type AskStep, type CallScript, type Condition, type Step } from './schema';
import { ACT_VARIABLES, FACT_VARIABLES, isPublicVariable } from './variables';

/** All findings about a call script of unknown shape; empty when it is sound. `name` is used until slug and version are read. */
export function validateCallScript(candidate: unknown, name = 'call script'): string[] {
  const parsed = callScriptSchema.safeParse(candidate);
  if (!parsed.success) {
    const label = labelOf(candidate, name);
    return parsed.error.issues.map((issue) => `${label}${placeOf(candidate, issue.path)}: ${issue.message}`);
  }
  const script = parsed.data;
  const structure = [...idFindings(script), ...edgeFindings(script)];
  // The rest walks the edges, which must first lead somewhere.
  const findings = structure.length > 0 ? structure : [...wayFindings(script), ...knowledgeFindings(script)];
  const label = `${script.slug} v${script.version}`;
  return [...findings, ...textFindings(script), ...askFindings(script)].map((finding) => `${label}${finding}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function labelOf(candidate: unknown, name: string): string {
  if (!isRecord(candidate)) return name;
  const { slug, version } = candidate;
  return typeof slug === 'string' && typeof version === 'number' ? `${slug} v${version}` : name;
}

/** `, step ask_amount: text.fi` for the path steps.3.text.fi. */
function placeOf(candidate: unknown, path: readonly PropertyKey[]): string {
  const [head, index, ...rest] = path;
  if (head !== 'steps' || typeof index !== 'number') return path.length > 0 ? `: ${path.join('.')}` : '';
  const steps = isRecord(candidate) && Array.isArray(candidate['steps']) ? candidate['steps'] : [];
  const step: unknown = steps[index];
  const id = isRecord(step) && typeof step['id'] === 'string' ? step['id'] : `number ${index + 1}`;
  return `, step ${id}${rest.length > 0 ? `: ${rest.join('.')}` : ''}`;
}

function at(step: Step, text: string): string {
  return `, step ${step.id}: ${text}`;
}

function idFindings({ steps }: CallScript): string[] {
  const seen = new Set<string>();
  return steps.flatMap((step) => {
    if (step.id === END) return [at(step, `"${END}" is where runs finish and cannot be a step; give it another id`)];
    if (seen.has(step.id)) return [at(step, 'the id is used twice; give each step its own')];
    seen.add(step.id);
    return [];
  });
}

function edgeFindings({ steps }: CallScript): string[] {
  const ids = new Set([END, ...steps.map(({ id }) => id)]);
  return steps.flatMap((step) =>
    edgesOf(step)
      .filter((edge) => !ids.has(edge))
      .map((edge) => at(step, `leads to "${edge}", which is no step; use an existing id or "${END}"`)),
  );
}

function reachableFrom(starts: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set(starts);
  const waiting = [...starts];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    for (const to of next(id)) {
      if (reached.has(to)) continue;
      reached.add(to);
      waiting.push(to);
    }
  }
  return reached;
}

/** Every step can be come to, an end can be come to from each, and branches alone never go round. */
function wayFindings({ steps }: CallScript): string[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const edges = (id: string): string[] => {
    const step = byId.get(id);
    return step === undefined ? [] : edgesOf(step);
  };
  const reached = reachableFrom(steps[0] === undefined ? [] : [steps[0].id], edges);
  const back = (id: string): string[] => steps.filter((step) => edgesOf(step).includes(id)).map((step) => step.id);
  const canEnd = reachableFrom([END], back);
  const branchEdges = (id: string): string[] => (byId.get(id)?.kind === 'branch' ? edges(id) : []);
  return steps.flatMap((step) => [
    ...(reached.has(step.id) ? [] : [at(step, 'cannot be reached from the first step; link to it or remove it')]),
    ...(canEnd.has(step.id) ? [] : [at(step, `no way from here comes to "${END}"; the dialogue would never finish`)]),
    ...(reachableFrom(branchEdges(step.id), branchEdges).has(step.id) && step.kind === 'branch'
      ? [at(step, 'branches lead back here without anything said or asked; the run would go round for ever')]
      : []),
  ]);
}

/** Variables are declared, known on every way and private ones only after the gate; costs are told before a plan. */
function knowledgeFindings(script: CallScript): string[] {
  const known = knownAtSteps(script);
  const declared = new Map(script.variables.map(({ name, source }) => [name, source]));
  const answers = new Map(
    script.steps.flatMap((step) => (step.kind === 'ask' ? [[step.variable, step] as const] : [])),
  );
  const findings = script.steps.flatMap((step) => [
    ...spokenFindings(step, { declared, answers, known: known.get(step.id) ?? new Set() }),
    ...conditionFindings(step, { answers, known: known.get(step.id) ?? new Set() }),
    ...deedFindings(step, known.get(step.id) ?? new Set()),
  ]);
  return [...declarationFindings(script, answers), ...findings];
}

interface SpokenContext {
  readonly declared: ReadonlyMap<string, string>;
  readonly answers: ReadonlyMap<string, AskStep>;
  readonly known: Known;
}

function spokenFindings(step: Step, { declared, answers, known }: SpokenContext): string[] {
  if (step.kind === 'branch') return [];
  return placeholdersOf(step.text.nb).flatMap((name) => {
    if (!declared.has(name)) return [at(step, `{${name}} is not declared; add it to "variables" with its source`)];
    const kind = answers.get(name)?.answer.kind;
    if (kind === 'choice' || kind === 'yes_no') {
      return [at(step, `{${name}} is a ${kind} answer and cannot be spoken; branch on it instead`)];
    }
    if (!isPublicVariable(name) && !answers.has(name) && !known.has(VERIFIED)) {
      return [at(step, `{${name}} is private, but a way leads here on which nobody is verified`)];
    }
    return known.has(name)
      ? []
      : [at(step, `{${name}} is not known on every way that leads here; branch or ask first`)];
  });
}

function conditionFindings(step: Step, { answers, known }: Omit<SpokenContext, 'declared'>): string[] {
  if (step.kind !== 'branch') return [];
  const seen = new Set<string>();
  return step.cases.flatMap(({ when }, index) => {
    const key = JSON.stringify(when);
    const repeated = seen.has(key) ? [at(step, `case ${index + 1} repeats an earlier one and is never taken`)] : [];
    seen.add(key);
    return [...repeated, ...when.flatMap((condition) => answerIsFindings(step, condition, { answers, known }))];
  });
}

function answerIsFindings(step: Step, condition: Condition, context: Omit<SpokenContext, 'declared'>): string[] {
  if (condition.is !== 'answer_is') return [];
  const { variable, any } = condition;
  const asked = context.answers.get(variable);
  if (asked === undefined) return [at(step, `branches on the answer "${variable}", which no step asks for`)];
  const values = branchValues(asked);
  if (values === null)
    return [at(step, `branches on "${variable}", a ${asked.answer.kind} answer; only choices branch`)];
  const strange = any.filter((value) => !values.includes(value));
  return [
    ...strange.map((value) => at(step, `"${variable}" is never "${value}"; it is one of ${values.join(', ')}`)),
    ...(context.known.has(variable) ? [] : [at(step, `"${variable}" is not answered on every way that leads here`)]),
  ];
}

function branchValues({ answer }: AskStep): string[] | null {
  if (answer.kind === 'choice') return answer.options.map(({ value }) => value);
  return answer.kind === 'yes_no' ? ['yes', 'no'] : null;
}

function deedFindings(step: Step, known: Known): string[] {
  if (step.kind !== 'act' || isVerifying(step.act.do)) return [];
  const isPrivate = !known.has(VERIFIED);
  const isCostUntold = step.act.do === 'create_plan' && !known.has(COST_TOLD);
  const isPostponeCostUntold = step.act.do === 'postpone' && !known.has(POSTPONE_COST_TOLD);
  return [
    ...(isPrivate ? [at(step, `${step.act.do} is possible on a way on which nobody is verified`)] : []),
    ...(isCostUntold
      ? [
          at(
            step,
            'a plan is agreed on a way that has not told its cost; say {plan_fee} or branch on plan_has_fee first',
          ),
        ]
      : []),
    ...(isPostponeCostUntold
      ? [
          at(
            step,
            'a new due date is agreed on a way that has not told its cost; say {postpone_fee} or branch on postpone_has_fee first',
          ),
        ]
      : []),
  ];
}

function declarationFindings(script: CallScript, answers: ReadonlyMap<string, AskStep>): string[] {
  const spoken = new Set(script.steps.flatMap((step) => (step.kind === 'branch' ? [] : placeholdersOf(step.text.nb))));
  const sources: Readonly<Record<string, (name: string) => boolean>> = {
    fact: (name) => FACT_VARIABLES.some((variable) => variable === name),
    act: (name) => ACT_VARIABLES.some((variable) => variable === name),
    answer: (name) => answers.has(name),
  };
  const seen = new Set<string>();
  return script.variables.flatMap(({ name, source }) => {
    const isRepeated = seen.has(name);
    seen.add(name);
    if (isRepeated) return [`: variable ${name} is declared twice`];
    if (sources[source]?.(name) !== true)
      return [`: variable ${name} is declared as ${source}, but no ${source} has that name`];
    const isUsed = spoken.has(name) || source === 'answer';
    return isUsed ? [] : [`: variable ${name} is declared but never spoken; remove it`];
  });
}

/** Texts exist in every language, with the same blanks, without markup. */
function textFindings(script: CallScript): string[] {
  const ofSteps = script.steps.flatMap((step) =>
    textsOf(step).flatMap(([name, text]) => oneTextFindings(text).map((finding) => at(step, `${name} ${finding}`))),
  );
  return [...oneTextFindings(script.title).map((finding) => `: title ${finding}`), ...ofSteps];
}

function textsOf(step: Step): (readonly [string, LocalText])[] {
  const common: (readonly [string, LocalText])[] = [['title', step.title]];
  if (step.hint !== undefined) common.push(['hint', step.hint]);
  if (step.kind !== 'branch') common.push(['text', step.text]);
  if (step.kind === 'ask' && step.answer.kind === 'choice') {
    for (const { value, label } of step.answer.options) common.push([`label of ${value}`, label]);
  }
  return common;
}

function oneTextFindings(text: LocalText): string[] {
  const expected = placeholdersOf(text.nb).sort().join(', ');
  return LANGUAGES.flatMap((language) => {
    const words = text[language];
    if (words.trim() === '') return [`is empty in ${language}; every language needs its words`];
    const found = placeholdersOf(words).sort().join(', ');
    return [
      ...(found === expected ? [] : [`has the blanks {${found}} in ${language} but {${expected}} in nb`]),
      ...(hasStrayBrace(words) ? [`has a brace in ${language} that is no blank; blanks look like {open_total}`] : []),
      ...(/<[a-z/!]/i.test(words) ? [`has markup in ${language}; texts are plain words`] : []),
    ];
  });
}

const SILENT_REFUSALS: readonly string[] = ['add_note', 'explain_payment', 'show_statement'];

/** Questions can be told apart by their answers, and a refused act is not treated as if it had worked. */
function askFindings({ steps }: CallScript): string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'act' && step.onDone === step.onRefused && !SILENT_REFUSALS.includes(step.act.do)) {
      return [
        at(
          step,
          `goes on to "${step.onDone}" whether ${step.act.do} worked or not; say what happens when it is refused`,
        ),
      ];
    }
    if (step.kind !== 'ask' || step.answer.kind !== 'choice') return [];
    const { usual } = step.answer;
    const values = step.answer.options.map(({ value }) => value);
    const strange = usual === undefined || values.includes(usual) ? [] : [usual];
    return [
      ...values
        .filter((value, index) => values.indexOf(value) !== index)
        .map((value) => at(step, `the option "${value}" is there twice`)),
      ...strange.map((value) =>
        at(step, `"usual" names "${value}", which is no option; it is one of ${values.join(', ')}`),
      ),
    ];
  });
}
