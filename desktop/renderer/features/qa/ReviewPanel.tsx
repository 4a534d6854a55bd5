import { type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppDispatch } from '../../app/hooks';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/Field';
import { durationText } from '../../ui/time-of-day';
import { failureOf } from '../boards';
import { percentText } from '../../ui/percent';
import { usePublishReviewMutation, type QaCallWire } from './qa-api';
import { judgeDraft, publishable, withComment, withoutComment, type ReviewDraft } from './review-draft';
import { ScorecardPanel } from './ScorecardPanel';
import { useKeysWithin } from '../../ui/use-keys-within';

export interface CommentAt {
  /** The moment being commented; null when no comment is being written. */
  readonly atMs: number | null;
  readonly onEnd: () => void;
}

interface ReviewPanelProps {
  readonly call: QaCallWire;
  readonly draft: ReviewDraft;
  readonly onChange: (draft: ReviewDraft) => void;
  readonly onPublished: () => void;
  readonly onSeek: (ms: number) => void;
  readonly commentAt: CommentAt;
  readonly commentRef: RefObject<HTMLTextAreaElement | null>;
}

/** Marks, comments at their moments, a summary, and one careful step that sends it all to the agent. */
export function ReviewPanel(props: ReviewPanelProps) {
  const { t } = useTranslation('qa');
  const { call, draft, onChange } = props;
  if (call.agentId === null) return <p className="quiet">{t('score.noAgent')}</p>;
  return (
    <>
      <ScorecardPanel draft={draft} onChange={onChange} />
      <Comments {...props} />
      <TextField
        label={t('score.summary')}
        description={t('score.summaryHint')}
        value={draft.summary}
        onChange={(summary) => onChange({ ...draft, summary })}
        rows={4}
        maxLength={4_000}
      />
      <PublishBar {...props} />
    </>
  );
}

function Comments({ draft, onChange, onSeek, commentAt, commentRef }: ReviewPanelProps) {
  const { t } = useTranslation('qa');
  return (
    <section className="qa-comments" aria-label={t('score.comments')}>
      <h3>{t('score.comments')}</h3>
      {draft.comments.length === 0 && commentAt.atMs === null && <p className="quiet">{t('score.noComments')}</p>}
      <ul>
        {draft.comments.map((comment) => (
          <li key={`${comment.atMs}-${comment.text}`} className="qa-comment">
            <button
              type="button"
              className="qa-comment-time tabular"
              title={t('player.seek', { time: durationText(comment.atMs) })}
              onClick={() => onSeek(comment.atMs)}
            >
              {durationText(comment.atMs)}
            </button>
            <span>{comment.text}</span>
            <Button
              kind="quiet"
              icon="cross"
              label={t('score.removeComment')}
              onPress={() => onChange(withoutComment(draft, comment))}
            />
          </li>
        ))}
      </ul>
      {commentAt.atMs !== null && (
        <CommentForm
          atMs={commentAt.atMs}
          areaRef={commentRef}
          onAdd={(text) => {
            onChange(withComment(draft, { atMs: commentAt.atMs ?? 0, text }));
            commentAt.onEnd();
          }}
          onCancel={commentAt.onEnd}
        />
      )}
    </section>
  );
}

interface CommentFormProps {
  readonly atMs: number;
  readonly areaRef: RefObject<HTMLTextAreaElement | null>;
  readonly onAdd: (text: string) => void;
  readonly onCancel: () => void;
}

function CommentForm({ atMs, areaRef, onAdd, onCancel }: CommentFormProps) {
  const { t } = useTranslation(['qa', 'common']);
  const [text, setText] = useState('');
  const add = () => {
    if (text.trim() !== '') onAdd(text.trim());
  };
  const form = useRef<HTMLFormElement>(null);
  useKeysWithin(form, (event) => {
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' && event.ctrlKey) add();
  });
  return (
    <form
      ref={form}
      className="qa-comment-form"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={t('qa:score.commentAt', { time: durationText(atMs) })}
        value={text}
        onChange={setText}
        rows={2}
        maxLength={1_000}
        areaRef={areaRef}
        autoFocus
      />
      <div className="qa-comment-buttons">
        <Button type="submit" kind="primary" keys="Control+Enter">
          {t('qa:score.addComment')}
        </Button>
        <Button onPress={onCancel} keys="Escape">
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}

function PublishBar({ call, draft, onPublished }: ReviewPanelProps) {
  const { t } = useTranslation(['qa', 'common']);
  const language = useLanguage();
  const errorText = useErrorText();
  const dispatch = useAppDispatch();
  const [isAsking, setAsking] = useState(false);
  const [publish, sending] = usePublishReviewMutation();
  const { result } = judgeDraft(draft);
  const agent = call.line.agentName ?? t('qa:score.theAgent');
  const send = async () => {
    const answer = await publish(publishable(call.line.callId, draft));
    if (answer.error !== undefined) return;
    setAsking(false);
    dispatch(toastRaised({ tone: 'good', text: t('qa:score.published', { agent }) }));
    onPublished();
  };
  return (
    <>
      <Button
        kind="primary"
        isWide
        disabledReason={result === null ? t('qa:score.missing') : null}
        onPress={() => setAsking(true)}
      >
        {t('qa:score.publish')}
      </Button>
      {result !== null && (
        <Dialog
          isOpen={isAsking}
          onClose={() => setAsking(false)}
          title={t('qa:score.publishTitle')}
          kind="alert"
          size="small"
          footer={
            <>
              <Button onPress={() => setAsking(false)}>{t('common:cancel')}</Button>
              <Button kind="primary" isPending={sending.isLoading} onPress={() => void send()}>
                {t('qa:score.publish')}
              </Button>
            </>
          }
        >
          <p>{t('qa:score.publishWords', { agent, score: percentText(result.scoreBp, language) })}</p>
          {sending.isError && <Banner tone="stop" title={errorText(failureOf(sending.error))} announce="alert" />}
        </Dialog>
      )}
    </>
  );
}
