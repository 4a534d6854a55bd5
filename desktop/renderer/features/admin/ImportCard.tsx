import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../i18n/use-error-text';
import type { CommandFailure } from '../../realtime/commands';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Chip, type Tone } from '../../ui/Chip';
import type { IconName } from '../../ui/Icon';
import { Money } from '../../ui/Money';
import { Fact, Facts } from '../../ui/Panel';
import type { ImportResultWire } from './admin-api';
import { fileRefusalOf } from './refusal-words';
import { Rejections } from './Rejections';
import type { ImportJob, ImportState } from './use-imports';

interface ImportCardProps {
  readonly job: ImportJob;
  readonly onRetry: () => void;
  readonly onShowUnmatched: () => void;
}

/** What came of one file: its sums, what was not taken and why, or why nothing was read at all. */
export function ImportCard({ job, onRetry, onShowUnmatched }: ImportCardProps) {
  return (
    <article className="admin-card" data-kind={job.state.kind}>
      <header className="admin-card-head">
        <h3>{job.file.name}</h3>
        <StateChip state={job.state} />
      </header>
      {job.state.kind === 'done' && <Result result={job.state.result} onShowUnmatched={onShowUnmatched} />}
      {job.state.kind === 'refused' && <Refusal failure={job.state.failure} onRetry={onRetry} />}
    </article>
  );
}

type Verdict = 'done' | 'allRejected' | 'doneWithRejections' | 'nothingNew' | 'refused' | 'reading' | 'waiting';

const LOOKS: Readonly<Record<Verdict, { readonly tone: Tone; readonly icon: IconName }>> = {
  done: { tone: 'good', icon: 'check' },
  allRejected: { tone: 'stop', icon: 'crossCircle' },
  doneWithRejections: { tone: 'attention', icon: 'warning' },
  nothingNew: { tone: 'neutral', icon: 'copy' },
  refused: { tone: 'stop', icon: 'stop' },
  reading: { tone: 'info', icon: 'refresh' },
  waiting: { tone: 'neutral', icon: 'clock' },
};

/** How a file that was read is summed up in a word. */
export function verdictOf(state: ImportState): Verdict {
  if (state.kind !== 'done') return state.kind;
  const { result } = state;
  const accepted = result.lines.reduce((sum, line) => sum + line.accepted, 0);
  if (result.rejections.length > 0) return accepted > 0 ? 'doneWithRejections' : 'allRejected';
  return accepted > 0 && accepted === result.duplicates ? 'nothingNew' : 'done';
}

function StateChip({ state }: { readonly state: ImportState }) {
  const { t } = useTranslation('admin');
  const verdict = verdictOf(state);
  return (
    <Chip tone={LOOKS[verdict].tone} icon={LOOKS[verdict].icon}>
      {t(`import.${verdict}`)}
    </Chip>
  );
}

function Result({
  result,
  onShowUnmatched,
}: {
  readonly result: ImportResultWire;
  readonly onShowUnmatched: () => void;
}) {
  const { t } = useTranslation('admin');
  return (
    <>
      {result.lines.map((line) => (
        <Facts key={`${line.format}-${line.currency}`} layout="strip">
          <Fact label={t('history.format')}>{line.format}</Fact>
          <Fact label={t('import.entries')}>{line.entries}</Fact>
          <Fact label={t('import.accepted')}>{line.accepted}</Fact>
          <Fact label={t('import.rejected')}>{line.rejected}</Fact>
          <Fact label={t('import.sum')}>
            <Money amountMinor={line.acceptedMinor} currency={line.currency} />
          </Fact>
          <Fact label={t('import.fileSum')}>
            <Money amountMinor={line.totalMinor} currency={line.currency} />
          </Fact>
        </Facts>
      ))}
      <Facts layout="strip">
        <Fact label={t('import.duplicates')}>{result.duplicates}</Fact>
        <Fact label={t('import.unmatched')}>{result.unmatched}</Fact>
      </Facts>
      {result.unmatched > 0 && (
        <Button icon="chevronRight" onPress={onShowUnmatched}>
          {t('import.toUnmatched')}
        </Button>
      )}
      <Rejections fileName={result.fileName} rejections={result.rejections} />
    </>
  );
}

function Refusal({ failure, onRetry }: { readonly failure: CommandFailure; readonly onRetry: () => void }) {
  const { t } = useTranslation('admin');
  const errorText = useErrorText();
  const refusal = fileRefusalOf(failure);
  if (refusal === null) {
    return (
      <Banner tone="stop" title={errorText(failure)} actions={<Button onPress={onRetry}>{t('import.retry')}</Button>} />
    );
  }
  return (
    <Banner tone="stop" title={t(`malformed.${refusal.reason}`, { expected: refusal.expected, found: refusal.found })}>
      <dl className="admin-refusal">
        {refusal.place !== null && (
          <>
            <dt>{t('import.place')}</dt>
            <dd>
              <code>{refusal.place}</code>
            </dd>
          </>
        )}
        <dt>{t('import.whatToDo')}</dt>
        <dd>{t(`advice.${refusal.advice}`)}</dd>
      </dl>
      <p>{t('import.nothingBooked')}</p>
    </Banner>
  );
}
