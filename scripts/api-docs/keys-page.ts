import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as z from 'zod';
import { PROJECT_ROOT } from '../project-root';
import { GENERATED, page, table } from './markdown';

const RENDERER = join(PROJECT_ROOT, 'desktop', 'renderer');
const GROUPS = ['general', 'call', 'work'] as const;
const textsSchema = z.object({
  group: z.record(z.string(), z.string()),
  name: z.record(z.string(), z.string()),
});

interface Hotkey {
  readonly id: string;
  readonly keys: string;
  readonly group: string;
}

/** The table of keys, read from its source: scripts import nothing of the page. */
function readHotkeys(): readonly Hotkey[] {
  const path = join(RENDERER, 'app', 'hotkeys', 'hotkey-table.ts');
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const hotkeys: Hotkey[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && ts.isObjectLiteralExpression(node.initializer)) {
      const text = (name: string): string | undefined => textOf(node.initializer, name);
      const [keys, group] = [text('keys'), text('group')];
      if (keys !== undefined && group !== undefined) hotkeys.push({ id: node.name.getText(), keys, group });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return hotkeys;
}

function textOf(object: ts.Expression, name: string): string | undefined {
  if (!ts.isObjectLiteralExpression(object)) return undefined;
  const field = object.properties.find((property) => property.name?.getText() === name);
  return field !== undefined && ts.isPropertyAssignment(field) && ts.isStringLiteral(field.initializer)
    ? field.initializer.text
    : undefined;
}

function spoken(keys: string): string {
  return keys
    .split('+')
    .map((key) => `<kbd>${key === 'Control' ? 'Ctrl' : key}</kbd>`)
    .join(' + ');
}

/** `docs/guide/keys.md`: every key, from the table that the workstation itself uses. */
export function keysPage(): string {
  const texts = textsSchema.parse(JSON.parse(readFileSync(join(RENDERER, 'i18n', 'en', 'hotkeys.json'), 'utf8')));
  const hotkeys = readHotkeys();
  const sections = GROUPS.map((group) => {
    const rows = hotkeys.filter((hotkey) => hotkey.group === group);
    const lines = rows.map(({ id, keys }) => [spoken(keys), texts.name[id] ?? id]);
    return `## ${texts.group[group] ?? group}\n\n${table(['keys', 'what it does'], lines)}`;
  });
  return page([
    '# Keys',
    GENERATED,
    `The whole job can be done without the mouse. The keys for the call work while you are typing too, and a single letter never does
anything by itself in a text field. <kbd>F1</kbd> shows this list at any time, and the settings let you choose your own keys.`,
    ...sections,
    `## In lists and questions

Numbers <kbd>1</kbd>–<kbd>9</kbd> choose among the answers of a call script; the arrow keys move, <kbd>Enter</kbd> takes.
<kbd>Esc</kbd> closes what is open and never ends a call.`,
  ]);
}
