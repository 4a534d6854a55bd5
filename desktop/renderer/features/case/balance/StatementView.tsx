import { classNames } from '../../../ui/class-names';
import type { StatementWire } from './statement-api';

type Section = StatementWire['sections'][number];

/** The statement as the customer gets it, each line a sentence to be read aloud. The focus stops here to scroll by keys. */
export function StatementView({ statement }: { readonly statement: StatementWire }) {
  return (
    // Only what has the focus can be scrolled without a pointer.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <article className="statement" lang={statement.language} aria-label={statement.title} tabIndex={0}>
      <header className="statement-head">
        <p className="statement-total">
          <span>{statement.total.label}</span>
          <strong className="tabular nowrap">{statement.total.amount}</strong>
        </p>
        <p>{statement.summary}</p>
      </header>
      {statement.sections.map((section, index) => (
        <StatementSection key={`${section.key}:${index}`} section={section} />
      ))}
      <footer className="statement-notes quiet">
        {statement.footnotes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </footer>
    </article>
  );
}

function StatementSection({ section }: { readonly section: Section }) {
  return (
    <section className="statement-section">
      <h3>{section.heading}</h3>
      <ul>
        {section.lines.map((line, index) => (
          <li
            // Lines have no name of their own, and the order is the statement's.
            key={index}
            className={classNames('statement-line', `is-${line.weight}`)}
          >
            <span>{line.text}</span>
            {line.amount !== null && <span className="tabular nowrap">{line.amount}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
