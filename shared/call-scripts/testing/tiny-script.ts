/** The smallest sound call script that has every kind of step; tests plant their faults in it. */
import type { LocalText } from '../../lang/languages';

export const all = (text: string): LocalText => ({ nb: text, sv: text, fi: text, en: text });

const TINY = {
  slug: 'dispute',
  version: 7,
  title: all('Tiny'),
  reasons: ['dispute'],
  variables: [
    { name: 'agent_name', source: 'fact' },
    { name: 'invoice_no', source: 'fact' },
    { name: 'wish', source: 'answer' },
    { name: 'hold_until', source: 'act' },
  ],
  steps: [
    { kind: 'say', id: 'hello', title: all('Hello'), text: all('I am {agent_name}.'), next: 'gate' },
    {
      kind: 'branch',
      id: 'gate',
      title: all('Open?'),
      cases: [{ when: [{ is: 'has_open_claim' }], next: 'question' }],
      else: 'end',
    },
    {
      kind: 'ask',
      id: 'question',
      title: all('Wish'),
      text: all('What about {invoice_no}?'),
      variable: 'wish',
      answer: {
        kind: 'choice',
        options: [
          { value: 'wait', label: all('Wait'), next: 'hold' },
          { value: 'go', label: all('Go'), next: 'end' },
        ],
      },
    },
    {
      kind: 'act',
      id: 'hold',
      title: all('Hold'),
      text: all('I hold it.'),
      act: { do: 'place_hold', hold: 'money_on_the_way' },
      onDone: 'held',
      onRefused: 'end',
    },
    { kind: 'say', id: 'held', title: all('Held'), text: all('Held until {hold_until}.'), next: 'end' },
  ],
};

/** A fresh copy, typed loosely as what JSON.parse gives: faults are exactly what the types would not allow. */
export function tinyScript() {
  return JSON.parse(JSON.stringify(TINY));
}
