import PdfDocument from 'pdfkit';
import type { Language } from '../../shared/lang/languages';
import {
  pageText,
  type Statement,
  type StatementLine,
  type StatementSection,
} from '../../shared/statement/build-statement';
import { FONT_FILES } from './fonts';

type Pdf = InstanceType<typeof PdfDocument>;

/** A4 in points. */
const PAGE = { width: 595.28, height: 841.89, margin: 54, footer: 40 } as const;
const TEXT_WIDTH = PAGE.width - 2 * PAGE.margin;
const AMOUNT_WIDTH = 110;
const GAP = 14;
const SIZE = { title: 20, total: 16, heading: 11.5, text: 9.5, small: 8 } as const;
const COLOUR = { text: '#16202c', quiet: '#5a6776', line: '#c9d1da' } as const;
/** A heading stands with at least so much of its section, or begins the next page. */
const HEADING_NEEDS = 60;
/** Beyond so many lines what each invoice is made of is left out: the sums stay, and nobody reads a book of kilowatt hours. */
const DETAIL_LINES_MAX = 1_500;

const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { nb: 'nb-NO', sv: 'sv-SE', fi: 'fi-FI', en: 'en-GB' };

/** The statement on A4 pages. `madeAtMs` is written into the file, so that the same statement gives the same bytes. */
export async function renderStatementPdf(statement: Statement, madeAtMs: number): Promise<Buffer> {
  const pdf = new PdfDocument({
    size: 'A4',
    margin: PAGE.margin,
    bufferPages: true,
    lang: LANGUAGE_TAGS[statement.language],
    displayTitle: true,
    info: { Title: statement.title, CreationDate: new Date(madeAtMs), ModDate: new Date(madeAtMs) },
  });
  const chunks: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('normal', FONT_FILES.normal);
  pdf.registerFont('strong', FONT_FILES.strong);
  head(pdf, statement);
  for (const section of shortened(statement.sections)) setSection(pdf, section);
  footnotes(pdf, statement);
  numberPages(pdf, statement);
  pdf.end();
  return whole;
}

function shortened(sections: readonly StatementSection[]): readonly StatementSection[] {
  const count = sections.reduce((sum, { lines }) => sum + lines.length, 0);
  if (count <= DETAIL_LINES_MAX) return sections;
  return sections.map((section) =>
    section.key === 'claim' ? { ...section, lines: section.lines.filter(({ weight }) => weight !== 'quiet') } : section,
  );
}

function head(pdf: Pdf, statement: Statement): void {
  pdf.font('strong').fontSize(SIZE.title).fillColor(COLOUR.text).text(statement.title);
  pdf.moveDown(0.6);
  for (const { label, value } of statement.facts) {
    const y = pdf.y;
    pdf.font('normal').fontSize(SIZE.text).fillColor(COLOUR.quiet).text(label, PAGE.margin, y, { width: 120 });
    const below = pdf.y;
    pdf.fillColor(COLOUR.text).text(value, PAGE.margin + 130, y, { width: TEXT_WIDTH - 130 });
    pdf.y = Math.max(below, pdf.y) + 2;
  }
  rule(pdf);
  const y = pdf.y;
  pdf.font('strong').fontSize(SIZE.total).fillColor(COLOUR.text).text(statement.total.label, PAGE.margin, y);
  pdf.text(statement.total.amount, PAGE.margin, y, { width: TEXT_WIDTH, align: 'right' });
  pdf.moveDown(0.3);
  pdf.font('normal').fontSize(SIZE.text).text(statement.summary, PAGE.margin, pdf.y, { width: TEXT_WIDTH });
  rule(pdf);
}

function rule(pdf: Pdf): void {
  const y = pdf.y + 6;
  pdf
    .moveTo(PAGE.margin, y)
    .lineTo(PAGE.width - PAGE.margin, y)
    .lineWidth(0.7)
    .strokeColor(COLOUR.line)
    .stroke();
  pdf.y = y + 8;
}

function bottom(): number {
  return PAGE.height - PAGE.margin - PAGE.footer;
}

function makeRoom(pdf: Pdf, height: number): void {
  if (pdf.y + height > bottom()) pdf.addPage();
}

function setSection(pdf: Pdf, { heading, lines }: StatementSection): void {
  makeRoom(pdf, HEADING_NEEDS);
  pdf
    .font('strong')
    .fontSize(SIZE.heading)
    .fillColor(COLOUR.text)
    .text(heading, PAGE.margin, pdf.y, { width: TEXT_WIDTH });
  pdf.y += 3;
  for (const line of lines) setLine(pdf, line);
  pdf.y += GAP;
}

function setLine(pdf: Pdf, { text, amount, weight }: StatementLine): void {
  pdf.font(weight === 'strong' ? 'strong' : 'normal').fontSize(weight === 'quiet' ? SIZE.small : SIZE.text);
  pdf.fillColor(weight === 'quiet' ? COLOUR.quiet : COLOUR.text);
  const width = amount === null ? TEXT_WIDTH : TEXT_WIDTH - AMOUNT_WIDTH;
  const height = pdf.heightOfString(text, { width });
  makeRoom(pdf, height);
  const y = pdf.y;
  pdf.text(text, PAGE.margin, y, { width });
  if (amount !== null) {
    pdf.text(amount, PAGE.width - PAGE.margin - AMOUNT_WIDTH, y, { width: AMOUNT_WIDTH, align: 'right' });
  }
  pdf.y = y + height + 2;
}

function footnotes(pdf: Pdf, statement: Statement): void {
  makeRoom(pdf, HEADING_NEEDS);
  rule(pdf);
  for (const note of statement.footnotes) setLine(pdf, { text: note, amount: null, weight: 'quiet' });
}

/** The number of pages is known only when all is set, so the footers come last. */
function numberPages(pdf: Pdf, statement: Statement): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin pdfkit would begin a new page.
    pdf.page.margins.bottom = 0;
    pdf.font('normal').fontSize(SIZE.small).fillColor(COLOUR.quiet);
    pdf.text(pageText(statement, page - start + 1, count), PAGE.margin, PAGE.height - PAGE.margin, {
      width: TEXT_WIDTH,
      align: 'right',
      lineBreak: false,
    });
  }
}
