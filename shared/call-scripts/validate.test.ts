import { describe, expect, test } from 'vitest';
import { loadCallScript } from './library';
import { all, tinyScript } from './testing/tiny-script';
import { validateCallScript } from './validate';

type Fault = readonly [name: string, plant: (script: ReturnType<typeof tinyScript>) => void, line: string];

const FAULTS: readonly Fault[] = [
  [
    'an edge into nothing',
    (s) => (s.steps[0].next = 'gone'),
    'dispute v7, step hello: leads to "gone", which is no step; use an existing id or "end"',
  ],
  [
    'an id twice',
    (s) => (s.steps[4].id = 'hold'),
    'dispute v7, step hold: the id is used twice; give each step its own',
  ],
  [
    'a step called end',
    (s) => (s.steps[4].id = 'end'),
    'dispute v7, step end: "end" is where runs finish and cannot be a step; give it another id',
  ],
  [
    'a step nobody comes to',
    (s) => (s.steps[3].onDone = 'end'),
    'dispute v7, step held: cannot be reached from the first step; link to it or remove it',
  ],
  [
    'a way without end',
    (s) => (s.steps[4].next = 'held'),
    'dispute v7, step held: no way from here comes to "end"; the dialogue would never finish',
  ],
  [
    'branches going round',
    (s) => (s.steps[1].else = 'gate'),
    'dispute v7, step gate: branches lead back here without anything said or asked; the run would go round for ever',
  ],
  [
    'a branch without else',
    (s) => delete s.steps[1].else,
    'dispute v7, step gate: else: Invalid input: expected string, received undefined',
  ],
  [
    'an act without refusal',
    (s) => delete s.steps[3].onRefused,
    'dispute v7, step hold: onRefused: Invalid input: expected string, received undefined',
  ],
  [
    'a refusal taken for success',
    (s) => (s.steps[3].onRefused = 'held'),
    'dispute v7, step hold: goes on to "held" whether place_hold worked or not; say what happens when it is refused',
  ],
  [
    'a language missing',
    (s) => delete s.steps[0].text.fi,
    'dispute v7, step hello: text.fi: Invalid input: expected string, received undefined',
  ],
  [
    'a language empty',
    (s) => (s.steps[0].text.sv = ' '),
    'dispute v7, step hello: text is empty in sv; every language needs its words',
  ],
  [
    'other blanks in one language',
    (s) => (s.steps[0].text.fi = 'Hei.'),
    'dispute v7, step hello: text has the blanks {} in fi but {agent_name} in nb',
  ],
  [
    'markup',
    (s) => (s.steps[0].text.en = 'I am <b>{agent_name}</b>.'),
    'dispute v7, step hello: text has markup in en; texts are plain words',
  ],
  [
    'a stray brace',
    (s) => (s.steps[0].title = all('Hello {Name}')),
    'dispute v7, step hello: title has a brace in nb that is no blank; blanks look like {open_total}',
  ],
  [
    'an undeclared variable',
    (s) => (s.steps[4].text = all('{hold_until} {open_total}')),
    'dispute v7, step held: {open_total} is not declared; add it to "variables" with its source',
  ],
  [
    'a variable before it is known',
    (s) => (s.steps[2].text = all('{hold_until} {invoice_no}')),
    'dispute v7, step question: {hold_until} is not known on every way that leads here; branch or ask first',
  ],
  [
    'private words before the gate',
    (s) => (s.steps[0].text = all('{agent_name} {invoice_no}')),
    'dispute v7, step hello: {invoice_no} is private, but a way leads here on which nobody is verified',
  ],
  [
    'a choice that is spoken',
    (s) => (s.steps[4].text = all('{hold_until} {wish}')),
    'dispute v7, step held: {wish} is a choice answer and cannot be spoken; branch on it instead',
  ],
  [
    'a variable nobody speaks',
    (s) => s.variables.push({ name: 'cut_date', source: 'fact' }),
    'dispute v7: variable cut_date is declared but never spoken; remove it',
  ],
  [
    'a variable of the wrong source',
    (s) => (s.variables[1].source = 'act'),
    'dispute v7: variable invoice_no is declared as act, but no act has that name',
  ],
  [
    'an act before the gate',
    (s) => (s.steps[0].next = 'hold'),
    'dispute v7, step hold: place_hold is possible on a way on which nobody is verified',
  ],
  [
    'a plan whose cost nobody told',
    (s) => ((s.steps[3].act = { do: 'create_plan' }), (s.steps[4].text = all('Done.')), s.variables.pop()),
    'dispute v7, step hold: a plan is agreed on a way that has not told its cost; say {plan_fee} or branch on plan_has_fee first',
  ],
  [
    'a branch on an unasked answer',
    (s) => (s.steps[1].cases[0].when = [{ is: 'answer_is', variable: 'mood', any: ['good'] }]),
    'dispute v7, step gate: branches on the answer "mood", which no step asks for',
  ],
  [
    'a branch on an impossible answer',
    (s) => s.steps[1].cases[0].when.push({ is: 'answer_is', variable: 'wish', any: ['fly'] }),
    'dispute v7, step gate: "wish" is never "fly"; it is one of wait, go',
  ],
  [
    'a case that is never taken',
    (s) => s.steps[1].cases.push(s.steps[1].cases[0]),
    'dispute v7, step gate: case 2 repeats an earlier one and is never taken',
  ],
  [
    'an option twice',
    (s) => (s.steps[2].answer.options[1].value = 'wait'),
    'dispute v7, step question: the option "wait" is there twice',
  ],
];

describe('a sound call script', () => {
  test('has no findings', () => {
    expect(validateCallScript(tinyScript())).toEqual([]);
  });
});

describe('a broken call script', () => {
  test.each(FAULTS)('with %s is refused with a helpful line', (_name, plant, line) => {
    const script = tinyScript();
    plant(script);
    expect(validateCallScript(script)).toContain(line);
  });

  test('with an unknown condition, act or extra code is refused where it stands', () => {
    const script = tinyScript();
    script.steps[1].cases[0].when[0].is = 'moon_is_full';
    script.steps[3].act = { do: 'eval' };
    script.steps[0].onEnter = 'alert(1)';
    const lines = validateCallScript(script).join('\n');
    expect(lines).toContain('dispute v7, step gate: cases.0.when.0.is');
    expect(lines).toContain('dispute v7, step hold: act.do');
    expect(lines).toContain('dispute v7, step hello: Unrecognized key: "onEnter"');
  });

  test('reports every fault at once, not only the first', () => {
    const script = tinyScript();
    script.steps[0].text.sv = '';
    script.steps[4].next = 'gone';
    expect(validateCallScript(script)).toHaveLength(2);
  });

  test.each([[null], [42], ['text'], [[]], [{}], [{ steps: 'none' }]])(
    '%j is refused under its file name',
    (candidate) => {
      const findings = validateCallScript(candidate, 'odd.v1.json');
      expect(findings.length).toBeGreaterThan(0);
      expect(findings[0]).toMatch(/^odd\.v1\.json/);
    },
  );

  test('is never loaded', () => {
    const script = tinyScript();
    script.steps[0].next = 'gone';
    expect(() => loadCallScript(script, 'tiny.v7.json')).toThrow('step hello: leads to "gone"');
  });
});
