import * as z from 'zod';
import * as agents from '../../shared/agents/vocabulary';
import * as calls from '../../shared/calls/vocabulary';
import * as insights from '../../shared/insights/insight';
import * as languages from '../../shared/lang/languages';
import * as caseFile from '../../shared/ledger/case-file';
import * as ledger from '../../shared/ledger/vocabulary';
import * as board from '../../shared/protocol/board';
import * as commands from '../../shared/protocol/commands';
import * as http from '../../shared/protocol/http';
import * as phone from '../../shared/protocol/phone';
import * as views from '../../shared/protocol/views';

/** The part of JSON Schema that our schemas use. */
const nodeSchema = z.looseObject({
  title: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  pattern: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  required: z.array(z.string()).default([]),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  get properties() {
    return z.record(z.string(), nodeSchema).optional();
  },
  get items() {
    return nodeSchema.optional();
  },
  get anyOf() {
    return z.array(nodeSchema).optional();
  },
  get oneOf() {
    return z.array(nodeSchema).optional();
  },
});
type Node = z.output<typeof nodeSchema>;

/** One field of an object on the wire, in words. */
export interface WireField {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
}

const MODULES = [agents, calls, insights, languages, ledger, caseFile, views, board, http, phone, commands];

function nameOf(exported: string): string {
  const base = exported.replace(/Schema$/u, '');
  return base.charAt(0).toUpperCase() + base.slice(1);
}

/** Every schema of the wire that has a name, by what it is called in the code: `callViewSchema` is `CallView`. */
export const NAMED_TYPES: ReadonlyMap<string, z.ZodType> = new Map(
  MODULES.flatMap((module) =>
    Object.entries(module).flatMap(([exported, value]): [string, z.ZodType][] =>
      exported.endsWith('Schema') && value instanceof z.ZodType ? [[nameOf(exported), value]] : [],
    ),
  ),
);
const NAMES = new Map<unknown, string>([...NAMED_TYPES].map(([name, schema]) => [schema, name]));

/** The wire form of a schema; every named schema inside carries its name as title. */
function toNode(schema: z.ZodType): Node {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      const name = NAMES.get(zodSchema);
      if (name !== undefined) jsonSchema.title = name;
    },
  });
  return nodeSchema.parse(json);
}

function linkTo(name: string): string {
  return `[${name}](types.md#${name.toLowerCase()})`;
}

function typeOf(node: Node): string {
  if (node.title !== undefined) return linkTo(node.title);
  const choices = node.anyOf ?? node.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(typeOf))].join(' or ');
  if (node.const !== undefined)
    return `\`${typeof node.const === 'string' ? node.const : JSON.stringify(node.const)}\``;
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(' or ');
  if (node.items !== undefined) return `list of ${typeOf(node.items)}`;
  if (node.properties !== undefined) return inlineObject(node);
  return scalarOf(node);
}

function inlineObject(node: Node): string {
  const fields = fieldsOfNode(node).map(({ name, type, isRequired }) => `${name}${isRequired ? '' : '?'}: ${type}`);
  return fields.length === 0 ? 'empty object' : `{ ${fields.join(', ')} }`;
}

function scalarOf(node: Node): string {
  const { type } = node;
  if (Array.isArray(type)) return type.map((one) => scalarOf({ ...node, type: one })).join(' or ');
  if (type === 'string') return textOf(node);
  if (type === 'boolean') return 'yes or no';
  if (type !== 'integer') return type ?? 'anything';
  const isBounded = node.maximum !== undefined && node.maximum < Number.MAX_SAFE_INTEGER;
  return `whole number${isBounded ? range(node.minimum, node.maximum, '') : ''}`;
}

function textOf({ pattern = '', minLength, maxLength }: Node): string {
  const id = /^\^(\w{3})_\[/u.exec(pattern)?.[1];
  if (id !== undefined) return `id \`${id}_…\``;
  if (pattern.startsWith('^(?:0|-?[1-9]')) return 'amount in minor units, as text';
  if (pattern.startsWith('^\\d{4}-\\d{2}-\\d{2}')) return 'date `yyyy-MM-dd`';
  return `text${range(minLength, maxLength, ' characters')}`;
}

function range(min: number | undefined, max: number | undefined, unit: string): string {
  if (max === undefined) return '';
  return min === undefined || min === 0 ? `, at most ${max}${unit}` : `, ${min} to ${max}${unit}`;
}

function fieldsOfNode(node: Node): WireField[] {
  return Object.entries(node.properties ?? {}).map(([name, field]) => ({
    name,
    type: typeOf(field),
    isRequired: node.required.includes(name) && field.default === undefined,
  }));
}

/** The fields of an object as it travels; empty for a schema that is not an object. */
export function fieldsOf(schema: z.ZodType): readonly WireField[] {
  return fieldsOfNode(toNode(schema));
}

/** The type of a schema in a few words, linked to its own section when it has a name. */
export function describeType(schema: z.ZodType): string {
  return typeOf(toNode(schema));
}

/** The same without the schema's own name: what it is made of. */
export function describeInside(schema: z.ZodType): string {
  return typeOf({ ...toNode(schema), title: undefined });
}
