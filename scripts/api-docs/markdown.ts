import type { WireField } from './wire-types';

/** Says on every page where it comes from, so that nobody edits it by hand. */
export const GENERATED = '_Made from the code by `npm run docs:api`; do not edit._';

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** A table; columns in the order of the header. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The fields of an object, one a row; optional ones are marked. */
export function fieldTable(fields: readonly WireField[]): string {
  return table(
    ['field', 'type'],
    fields.map(({ name, type, isRequired }) => [`\`${name}\`${isRequired ? '' : ' (optional)'}`, type]),
  );
}

/** Joins blocks with an empty line between them and one line end at the close. */
export function page(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
