import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { CALL_SCORECARD, POINTS_MAX, POINTS_MIN, type ScorecardQuestion } from '../../../../shared/qa/scorecard';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';
import { Segmented } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { percentText } from '../../ui/percent';
import { judgeDraft, withMark, type ReviewDraft } from './review-draft';
import { useKeysWithin } from '../../ui/use-keys-within';
import './scorecard.css';

const NOT_APPLICABLE = 'na';
const MARKS = Array.from({ length: POINTS_MAX - POINTS_MIN + 1 }, (_, index) => POINTS_MIN + index);

interface ScorecardPanelProps {
  readonly draft: ReviewDraft;
  readonly onChange: (draft: ReviewDraft) => void;
}

/** Six questions from 1 to 5 with what the ends mean; the sum is the server's own, as it is being made. */
export function ScorecardPanel({ draft, onChange }: ScorecardPanelProps) {
  return (
    <div className="qa-scorecard">
      <ScoreLine draft={draft} />
      {CALL_SCORECARD.questions.map((question) => (
        <Question
          key={question.key}
          question={question}
          draft={draft}
          onMark={(points) => onChange(withMark(draft, question.key, points))}
        />
      ))}
    </div>
  );
}

function ScoreLine({ draft }: { readonly draft: ReviewDraft }) {
  const { t } = useTranslation('qa');
  const language = useLanguage();
  const { result, openQuestions, failedBy } = judgeDraft(draft);
  const nameOf = (key: string) =>
    CALL_SCORECARD.questions.find((question) => question.key === key)?.text[language] ?? t('score.noQuestion');
  return (
    <div className="qa-score" role="status">
      <span className="qa-score-value" data-failed={failedBy.length > 0} data-open={result === null}>
        {result === null ? '–' : percentText(result.scoreBp, language)}
      </span>
      <span className="quiet">
        {openQuestions > 0 && t('score.notDone', { count: openQuestions })}
        {openQuestions === 0 && result === null && t('score.noneApply')}
      </span>
      {failedBy.length > 0 && (
        <Banner tone="stop" title={t('score.failed', { question: failedBy.map(nameOf).join(', ') })} />
      )}
    </div>
  );
}

interface QuestionProps {
  readonly question: ScorecardQuestion;
  readonly draft: ReviewDraft;
  readonly onMark: (points: number | null) => void;
}

function Question({ question, draft, onMark }: QuestionProps) {
  const { t } = useTranslation('qa');
  const language = useLanguage();
  const score = draft.scores[question.key];
  const value = score === undefined ? null : score.points === null ? NOT_APPLICABLE : String(score.points);
  const box = useRef<HTMLDivElement>(null);
  useKeysWithin(box, (event) => {
    const digit = Number.parseInt(event.key, 10);
    if (Number.isNaN(digit) || digit > POINTS_MAX || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onMark(digit === 0 ? null : digit);
    // The ring goes with the mark, so that arrow keys continue from it.
    const value = digit === 0 ? NOT_APPLICABLE : String(digit);
    box.current?.querySelector<HTMLInputElement>(`input[value="${value}"]`)?.focus();
  });
  const choices = [
    ...MARKS.map((mark) => ({ key: String(mark), label: String(mark) })),
    { key: NOT_APPLICABLE, label: t('score.na') },
  ];
  return (
    <div className="qa-question" role="group" aria-label={question.text[language]} ref={box}>
      <div className="qa-question-head">
        <span className="qa-question-text">{question.text[language]}</span>
        <span className="qa-question-weight tabular">{t('score.weight', { weight: question.weight })}</span>
      </div>
      <div title={t('score.guidance')}>
        <Segmented
          label={question.text[language]}
          isLabelHidden
          choices={choices}
          value={value}
          onChange={(key) => onMark(key === NOT_APPLICABLE ? null : Number(key))}
        />
      </div>
      <p className="qa-guidance">{question.guidance[language]}</p>
      {question.isAutoFail && (
        <p className="qa-auto-fail">
          <Icon name="stop" />
          {t('score.autoFail')}
        </p>
      )}
    </div>
  );
}
