import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { malformed } from './malformed';

/** An element with its namespace prefix taken off; comments and processing instructions are not kept. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed, references resolved. */
  readonly text: string;
  /** XPath from the root, with an index where siblings share the name. */
  readonly path: string;
}

/** Deeper nesting than any of our formats (about 15), shallow enough for recursion. */
const DEPTH_MAX = 60;

const PARSER = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  // Entities are resolved below, the five of XML and character numbers only: nothing a file declares is ever expanded.
  processEntities: false,
  cdataPropName: '#cdata',
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: DEPTH_MAX,
});

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const CODE_POINT_MAX = 0x10ffff;

function charOf(reference: string, path: string): string {
  const named = Object.hasOwn(NAMED, reference) ? NAMED[reference] : undefined;
  if (named !== undefined) return named;
  const number = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/u.exec(reference);
  const code = number === null ? 0 : Number.parseInt(number[1] ?? number[2] ?? '', number[1] === undefined ? 10 : 16);
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code === 0 || code > CODE_POINT_MAX || isSurrogate) malformed('XML_DOCTYPE', path, { found: `&${reference};` });
  return String.fromCodePoint(code);
}

function resolve(text: string, path: string): string {
  return text.replace(/&([^;&\s]{1,40});/gu, (_, reference: string) => charOf(reference, path));
}

type RawNode = Readonly<Record<string, unknown>>;

function isRawNode(value: unknown): value is RawNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rawNodes(value: unknown): readonly RawNode[] {
  return Array.isArray(value) ? value.filter(isRawNode) : [];
}

const ATTRIBUTES = ':@';

function nameOf(node: RawNode): string | undefined {
  return Object.keys(node).find((key) => key !== ATTRIBUTES && key !== '#text' && key !== '#cdata');
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function textOf(content: readonly RawNode[], path: string): string {
  return content
    .map((node) => {
      if (typeof node['#text'] === 'string') return resolve(node['#text'], path);
      return rawNodes(node['#cdata'])
        .map((part) => (typeof part['#text'] === 'string' ? part['#text'] : ''))
        .join('');
    })
    .join('')
    .trim();
}

function attributesOf(node: RawNode, path: string): Readonly<Record<string, string>> {
  const raw = node[ATTRIBUTES];
  if (!isRawNode(raw)) return {};
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, resolve(String(value), path)]));
}

function elementsOf(content: readonly RawNode[], parentPath: string): readonly XmlElement[] {
  const named = content.flatMap((node) => {
    const name = nameOf(node);
    return name === undefined ? [] : [{ node, name }];
  });
  const totals = new Map<string, number>();
  for (const { name } of named) totals.set(name, (totals.get(name) ?? 0) + 1);
  const seen = new Map<string, number>();
  return named.map(({ node, name }) => {
    const index = (seen.get(name) ?? 0) + 1;
    seen.set(name, index);
    const path = `${parentPath}/${localName(name)}${totals.get(name) === 1 ? '' : `[${index}]`}`;
    const inner = rawNodes(node[name]);
    return {
      name: localName(name),
      attributes: attributesOf(node, path),
      children: elementsOf(inner, path),
      text: textOf(inner, path),
      path,
    };
  });
}

function parse(text: string): readonly RawNode[] {
  try {
    const parsed: unknown = PARSER.parse(text);
    return rawNodes(parsed);
  } catch (error) {
    // The parser throws only for what it will not read: nesting beyond the limit and names that are traps.
    return malformed('XML_NOT_WELL_FORMED', 'file', { found: error instanceof Error ? error.message : 'unknown' });
  }
}

/**
 * Reads an XML document to its root element. Malformed when it is not well-formed, has a DOCTYPE, refers to entities of
 * its own, or nests deeper than {@link DEPTH_MAX}.
 */
export function parseXml(text: string): XmlElement {
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text)) malformed('XML_DOCTYPE', 'file');
  const validity = XMLValidator.validate(text);
  if (validity !== true) {
    malformed('XML_NOT_WELL_FORMED', `line ${validity.err.line}`, { found: validity.err.msg });
  }
  const roots = elementsOf(parse(text), '');
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    return malformed('XML_NOT_WELL_FORMED', 'file', { found: `${roots.length} root elements` });
  }
  return root;
}

/** The namespace of a root element, from its own declarations. */
export function namespaceOf(root: XmlElement): string {
  const plain = root.attributes['xmlns'];
  if (plain !== undefined) return plain;
  const declared = Object.entries(root.attributes).filter(([name]) => name.startsWith('xmlns:'));
  return declared.find(([, uri]) => uri.includes(':camt.') || uri.endsWith(`:${root.name}-2`))?.[1] ?? '';
}

/** The children of a name. */
export function all(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The first descendant down a path of names, or null. */
export function find(element: XmlElement | null, ...names: readonly string[]): XmlElement | null {
  let at: XmlElement | null = element;
  for (const name of names) at = at?.children.find((child) => child.name === name) ?? null;
  return at;
}

/** The text down a path, or null when there is none. */
export function textAt(element: XmlElement | null, ...names: readonly string[]): string | null {
  const text = find(element, ...names)?.text ?? '';
  return text === '' ? null : text;
}

/** The element down a path; malformed when missing. */
export function need(element: XmlElement, ...names: readonly string[]): XmlElement {
  return find(element, ...names) ?? malformed('ELEMENT_MISSING', element.path, { expected: names.join('/') });
}

/** The text down a path; malformed when missing or empty. */
export function needText(element: XmlElement, ...names: readonly string[]): string {
  return textAt(element, ...names) ?? malformed('ELEMENT_MISSING', element.path, { expected: names.join('/') });
}
