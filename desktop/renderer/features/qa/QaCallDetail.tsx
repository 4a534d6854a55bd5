import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDrafts } from '../../app/drafts';
import { hrefOf } from '../../app/router';
import { Icon } from '../../ui/Icon';
import { Skeleton } from '../../ui/Skeleton';
import { QueryNotice } from '../boards';
import { CallFacts, OutcomeCheck } from './CallFacts';
import { EarlierReviews } from './EarlierReviews';
import { filterTexts, type QaFilters } from './filters';
import { PlayerPanel } from './PlayerPanel';
import { useQaCallQuery, type QaCallWire } from './qa-api';
import { EMPTY_DRAFT, parseDraft, reviewDraftOf, type ReviewDraft } from './review-draft';
import { ReviewPanel } from './ReviewPanel';
import { ScriptWords } from './ScriptWords';
import { TimelineList } from './TimeAxis';
import { axisMs, momentsOf, stepStretches } from './timeline';
import { usePlayerKeys } from './use-player-keys';
import { SKIP_MS, useRecording } from './use-recording';
import './qa-detail.css';

/** Two tints that take turns, so that one step is told from the next. */
const STEP_TINTS = ['rgb(86 130 255 / 0.1)', 'rgb(86 130 255 / 0.2)'] as const;

interface QaCallDetailProps {
  readonly callId: string;
  readonly filters: QaFilters;
}

/** One call: the sound, what happened on the same axis, the exact words, and the review beside it. */
export function QaCallDetail({ callId, filters }: QaCallDetailProps) {
  const { t } = useTranslation('qa');
  const call = useQaCallQuery(callId);
  const back = (
    <a className="qa-back" href={hrefOf('qa', { query: filterTexts(filters) })}>
      <Icon name="chevronLeft" />
      {t('detail.back')}
    </a>
  );
  if (call.data !== undefined) return <LoadedCall key={callId} call={call.data} back={back} />;
  return (
    <div className="qa-detail-wait">
      {back}
      {call.isError ? <QueryNotice query={call} /> : <Skeleton label={t('detail.loading')} lines={9} />}
    </div>
  );
}

/** The review being written: kept by login in this window, so that neither the list nor a reload costs the listening. */
function useDraft(callId: string): readonly [ReviewDraft, (draft: ReviewDraft) => void, () => void] {
  const drafts = useDrafts();
  const [draft, setDraft] = useState(() => parseDraft(drafts.read(reviewDraftOf(callId))));
  const keep = useCallback(
    (next: ReviewDraft) => {
      drafts.keep(reviewDraftOf(callId), JSON.stringify(next));
      setDraft(next);
    },
    [drafts, callId],
  );
  const forget = useCallback(() => {
    drafts.forget(reviewDraftOf(callId));
    setDraft(EMPTY_DRAFT);
  }, [drafts, callId]);
  return [draft, keep, forget];
}

function LoadedCall({ call, back }: { readonly call: QaCallWire; readonly back: React.ReactNode }) {
  const { t } = useTranslation('qa');
  const durationMs = axisMs(call);
  const moments = useMemo(() => momentsOf(call.timeline), [call.timeline]);
  const [draft, keepDraft, forgetDraft] = useDraft(call.line.callId);
  const [commentAtMs, setCommentAt] = useState<number | null>(null);
  const commentRef = useRef<HTMLTextAreaElement | null>(null);
  const regions = useMemo(
    () =>
      stepStretches(call.timeline, durationMs).map((stretch, index) => ({
        ...stretch,
        color: STEP_TINTS[index % STEP_TINTS.length] ?? STEP_TINTS[0],
      })),
    [call.timeline, durationMs],
  );
  const player = useRecording(call.recording, regions);
  const comment = () => {
    if (call.agentId === null) return;
    player.pause();
    setCommentAt(player.positionMs);
    commentRef.current?.focus();
  };
  usePlayerKeys({
    toggle: player.toggle,
    pause: player.pause,
    back: () => player.skip(-SKIP_MS),
    forward: () => player.skip(SKIP_MS),
    comment,
  });
  return (
    <div className="qa-detail">
      <div className="qa-detail-main">
        <header className="qa-detail-head">
          {back}
          <h1>
            {call.line.customerName ?? t('list.unknownCustomer')}{' '}
            <span className="quiet">{call.line.creditorName}</span>
          </h1>
        </header>
        <CallFacts call={call} />
        <OutcomeCheck call={call} />
        <PlayerPanel
          recording={call.recording}
          player={player}
          timeline={moments}
          durationMs={durationMs}
          onComment={comment}
        />
        <div className="qa-detail-columns">
          <section>
            <h3>{t('detail.events')}</h3>
            <TimelineList timeline={moments} positionMs={player.positionMs} onSeek={player.seek} />
          </section>
          <section>
            <h3>{t('detail.words')}</h3>
            <ScriptWords call={call} onSeek={player.seek} />
            <h3>{t('detail.note')}</h3>
            <p className={call.note === null ? 'quiet' : 'qa-note'}>{call.note ?? t('detail.noNote')}</p>
          </section>
        </div>
      </div>
      <aside className="qa-detail-side" aria-label={t('score.title')}>
        <h2>{t('score.title')}</h2>
        <ReviewPanel
          call={call}
          draft={draft}
          onChange={keepDraft}
          onPublished={forgetDraft}
          onSeek={player.seek}
          commentAt={{ atMs: commentAtMs, onEnd: () => setCommentAt(null) }}
          commentRef={commentRef}
        />
        {call.reviews.length > 0 && (
          <section>
            <h3>{t('detail.earlier')}</h3>
            <EarlierReviews reviews={call.reviews} onSeek={player.seek} />
          </section>
        )}
      </aside>
    </div>
  );
}
