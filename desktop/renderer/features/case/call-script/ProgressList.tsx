import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../ui/Icon';
import { useWords } from '../parts/use-words';
import type { ScriptRunWire } from '../use-case';

interface ProgressListProps {
  readonly run: ScriptRunWire;
  readonly onJump: (stepId: string) => void;
}

/** Steps further ahead than this are one line until asked for: what comes next is what matters. */
const AHEAD_SHOWN = 3;

/** Where we are: ticked, now, ahead. Any other step can be jumped to, and the jump is recorded. */
export function ProgressList({ run, onJump }: ProgressListProps) {
  const { t } = useTranslation('case');
  const { local } = useWords();
  const [isWhole, setIsWhole] = useState(false);
  const place = run.progress.findIndex(({ status }) => status === 'current');
  const end = isWhole ? run.progress.length : place + 1 + AHEAD_SHOWN;
  const hidden = Math.max(0, run.progress.length - end);
  return (
    <ol className="case-progress" aria-label={t('script.progress')}>
      {run.progress.slice(0, end).map(({ stepId, title, status }, index) => (
        <li key={stepId} data-status={status} aria-current={status === 'current' ? 'step' : undefined}>
          {status === 'current' ? (
            <span className="case-progress-line">
              <span className="case-progress-mark tabular">{index + 1}</span>
              {local(title)}
            </span>
          ) : (
            <button
              type="button"
              className="case-progress-line"
              title={t('script.jump')}
              aria-label={t(status === 'done' ? 'script.jumpDone' : 'script.jumpAhead', { title: local(title) })}
              onClick={() => onJump(stepId)}
            >
              <span className="case-progress-mark tabular">
                {status === 'done' ? <Icon name="check" /> : index + 1}
              </span>
              {local(title)}
            </button>
          )}
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <button type="button" className="case-progress-line" onClick={() => setIsWhole(true)}>
            <span className="case-progress-mark">…</span>
            {t('script.moreSteps', { count: hidden })}
          </button>
        </li>
      )}
    </ol>
  );
}
