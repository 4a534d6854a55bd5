import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as z from 'zod';
import { KPI_DEFINITIONS, KPI_NAMES } from '../../shared/kpi';
import { ERRORS, type ErrorCode } from '../../shared/protocol/errors';
import { environmentSchema } from '../../server/config';
import { PROJECT_ROOT } from '../project-root';
import { GENERATED, page, table } from './markdown';

const textsSchema = z.record(z.string(), z.string());

/** `errors.md`: the closed list of refusals with the words people read. */
export function errorsPage(): string {
  const file = join(PROJECT_ROOT, 'desktop', 'renderer', 'i18n', 'en', 'errors.json');
  const words = textsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  // Object.keys widens to string[]; ERRORS is the only source of these keys.
  const codes = Object.keys(ERRORS) as ErrorCode[];
  const rows = codes.map((code) => {
    const { category, httpStatus, isRetryable, isReportable } = ERRORS[code];
    const notes = [isRetryable ? 'try again' : '', isReportable ? 'tell an operator' : ''].filter(
      (note) => note !== '',
    );
    return [`\`${code}\``, category, String(httpStatus), notes.join(', '), words[code] ?? ''];
  });
  return page([
    '# Errors',
    GENERATED,
    `The same codes on HTTP and sockets. Two categories carry most of the meaning: \`rule\` = law, mandate or policy forbids it and the
answer stays no; \`conflict\` = somebody was quicker, fetch the snapshot and look again. \`NOT_FOUND\` is also the answer for what
exists outside the asker's creditors.`,
    table(['code', 'category', 'status', 'handling', 'what a person is told'], rows),
  ]);
}

/** Why each variable is there. A test compares the names with the schema that the server parses. */
export const ENVIRONMENT_MEANING: Readonly<Record<string, string>> = {
  DATABASE_URL: 'The PostgreSQL database, version 15 or newer. The launcher sets it for its embedded one.',
  PORT: 'Where the server listens.',
  HOST: 'The address to bind. Anything but loopback belongs behind a proxy with TLS.',
  FRISKMELD_DATA_DIR: 'Folder of recordings; the launcher keeps database, logs and `run/` there too.',
  FRISKMELD_MEDIA_PORT: 'Control port of the media process.',
  FRISKMELD_MEDIA_TOKEN: 'Secret shared with the media process.',
  FRISKMELD_DEMO: '`1` fills an empty database with the demo world and shows its logins.',
  FRISKMELD_RENDERER_DIR: 'The built pages.',
  FRISKMELD_ORIGINS: 'Further origins that may open sockets, comma-separated, such as `https://desk.example`.',
  FRISKMELD_SECRETS_KEY:
    'Key under which the secrets of webhooks are sealed, 32 bytes as base64. Without it a file in the data folder holds one.',
  FRISKMELD_LOG_LEVEL: 'How much is logged. No level logs personal data.',
};

/** `environment.md`: what the server reads from its environment. */
export function environmentPage(): string {
  const json = z.toJSONSchema(environmentSchema, { io: 'input', unrepresentable: 'any' });
  const fields = z.record(
    z.string(),
    z.looseObject({ default: z.unknown().optional(), enum: z.array(z.string()).optional() }),
  );
  const rows = Object.entries(fields.parse(json.properties)).map(([name, field]) => {
    const standard = field.default === undefined ? '' : `\`${JSON.stringify(field.default).replaceAll('"', '')}\``;
    const values = field.enum === undefined ? '' : ` One of ${field.enum.map((value) => `\`${value}\``).join(', ')}.`;
    return [`\`${name}\``, standard === '``' ? 'none' : standard, `${ENVIRONMENT_MEANING[name] ?? ''}${values}`];
  });
  return page([
    '# Environment',
    GENERATED,
    `What \`server/main.ts\` reads, once, at its start; a wrong value ends the start with a line that names the variable.`,
    table(['variable', 'without it', 'meaning'], rows),
  ]);
}

/** `facts.md`: the journal's kinds, read from the interface that types them. */
export function factsPage(): string {
  const path = join(PROJECT_ROOT, 'server', 'platform', 'journal', 'facts.ts');
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
  const payloads = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === 'FactPayloads',
  );
  if (payloads === undefined) throw new Error('facts.ts has no interface FactPayloads');
  const rows = payloads.members.filter(ts.isPropertySignature).map((member) => {
    const kind = ts.isStringLiteral(member.name) ? member.name.text : member.name.getText();
    return [`\`${kind}\``, fieldsText(member.type)];
  });
  return page([
    '# Facts of the journal',
    GENERATED,
    `Everything that happened, in commit order, never changed and never deleted. Payloads hold ids, codes, stamps (epoch milliseconds)
and amounts (minor units as text), never names or numbers of people. A kind once written never changes meaning.`,
    table(['kind', 'payload'], rows),
  ]);
}

function fieldsText(type: ts.TypeNode | undefined): string {
  if (type === undefined || !ts.isTypeLiteralNode(type)) return type?.getText() ?? '';
  return type.members
    .filter(ts.isPropertySignature)
    .map((field) => `\`${field.name.getText()}\`: ${field.type?.getText() ?? ''}`)
    .join(', ');
}

/** `docs/guide/figures.md`: what each figure means, from the definitions that boards, exports and tests use. */
export function figuresPage(): string {
  const sections = KPI_NAMES.map((name) => {
    const { title, formula, counts, notCounted, target } = KPI_DEFINITIONS[name];
    const lines = [
      `- How it is counted: ${formula.en}`,
      `- What counts: ${counts.en}`,
      `- What does not count: ${notCounted.en}`,
      ...(target === null ? [] : [`- Target: ${target.en}`]),
    ];
    return `## ${title.en}\n\n${lines.join('\n')}`;
  });
  return page([
    '# Figures',
    GENERATED,
    'What each number on the [board](board.md) and the wallboard means. The same words open from the number itself.',
    ...sections,
  ]);
}
