import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import { durationText } from '../../ui/time-of-day';
import type { QaCallWire } from './qa-api';
import { useSpokenStep } from './script-words';
import { scriptTitle } from './use-words';

interface ScriptWordsProps {
  readonly call: QaCallWire;
  readonly onSeek: (ms: number) => void;
}

/** Every step as it was shown, with the words of that version and what was answered. */
export function ScriptWords({ call, onSeek }: ScriptWordsProps) {
  const { t } = useTranslation('qa');
  const language = useLanguage();
  const spoken = useSpokenStep();
  // Steps carry the wall clock; the axis starts with the recording, or with the answer where there is none.
  const startsAt = call.recording?.startedAt ?? call.line.answeredAt;
  if (call.scriptRuns.length === 0) return <p className="quiet">{t('detail.noScript')}</p>;
  return (
    <>
      {call.scriptRuns.map((run, index) => (
        <section key={`${run.slug}-${index}`} className="qa-run">
          <h4>
            {scriptTitle(run.slug, language, run.version)}{' '}
            <span className="quiet">{t('detail.version', { version: run.version })}</span>
          </h4>
          <ol>
            {run.log.map((step) => {
              const line = spoken(run, step);
              if (line === null) return null;
              const atMs = startsAt === null ? null : Math.max(0, step.at - startsAt);
              return (
                <li key={step.stepNo} className="qa-step">
                  <button
                    type="button"
                    className="qa-comment-time tabular"
                    disabled={atMs === null}
                    onClick={() => onSeek(atMs ?? 0)}
                  >
                    {atMs === null ? step.stepNo : durationText(atMs)}
                  </button>
                  <div>
                    {line.words !== '' && <p className="qa-step-words">{line.words}</p>}
                    {line.answer !== null && (
                      <p className="qa-step-answer">
                        <span className="quiet">{t('detail.answer')}:</span> {line.answer}
                      </p>
                    )}
                  </div>
                </li>
              );
            })}
          </ol>
        </section>
      ))}
    </>
  );
}
