/** Sentences with named blanks: `{name}`. One helper for call scripts and insights, strict in both directions. */
const PLACEHOLDER = /\{([a-z][a-z0-9_]*)\}/g;

/** Names of the blanks in a template, each once, in reading order. */
export function placeholdersOf(template: string): string[] {
  return [...new Set([...template.matchAll(PLACEHOLDER)].map((match) => match[1] ?? ''))];
}

/** True when a brace is left that is not part of a blank, as in `{Name}` or `{amount`. */
export function hasStrayBrace(template: string): boolean {
  return /[{}]/.test(template.replaceAll(PLACEHOLDER, ''));
}

/**
 * Fills every blank. Throws when a blank has no value or a value has no blank: both are faults of the text or of the
 * code beside it, never of the customer's data, and must not reach a person's ears.
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const names = placeholdersOf(template);
  const missing = names.filter((name) => !Object.hasOwn(values, name));
  if (missing.length > 0) throw new Error(`No value for {${missing.join('}, {')}} in "${template}"`);
  const unused = Object.keys(values).filter((name) => !names.includes(name));
  if (unused.length > 0) throw new Error(`No blank for ${unused.join(', ')} in "${template}"`);
  return template.replaceAll(PLACEHOLDER, (_blank, name: string) => values[name] ?? '');
}
