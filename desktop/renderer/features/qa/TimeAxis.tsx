import { useTranslation } from 'react-i18next';
import { Icon } from '../../ui/Icon';
import { durationText } from '../../ui/time-of-day';
import { KIND_ICONS, LANES, type TimelineItem } from './timeline';
import { useTimelineWords, type TimelineWords } from './use-words';

interface TimeAxisProps {
  readonly timeline: readonly TimelineItem[];
  readonly durationMs: number;
  readonly positionMs: number;
  readonly onSeek: (ms: number) => void;
}

const END_SHARE = 0.96;

const percent = (ms: number, durationMs: number): string =>
  `${Math.min(100, Math.max(0, (ms / durationMs) * 100)).toFixed(3)}%`;

/** Three lanes on the sound's own axis. For the pointer; the list beside it holds the same for the keyboard. */
export function TimeAxis({ timeline, durationMs, positionMs, onSeek }: TimeAxisProps) {
  const { t } = useTranslation('qa');
  const words = useTimelineWords();
  return (
    <div className="qa-axis">
      {LANES.map((lane) => (
        <div key={lane.name} className="qa-lane">
          <span className="qa-lane-name">{t(`kind.${lane.name}`)}</span>
          <div className="qa-lane-track">
            {timeline
              .filter((item) => lane.kinds.includes(item.kind))
              .map((item, index) => (
                <button
                  key={`${item.atMs}-${index}`}
                  type="button"
                  tabIndex={-1}
                  className="qa-mark"
                  data-kind={item.kind}
                  // At the very end there is no room after the moment.
                  data-side={item.atMs / durationMs > END_SHARE ? 'before' : 'after'}
                  style={{ insetInlineStart: percent(item.atMs, durationMs) }}
                  title={`${durationText(item.atMs)} ${words(item).title}`}
                  aria-label={t('player.seek', { time: durationText(item.atMs) })}
                  onClick={() => onSeek(Math.max(0, item.atMs))}
                >
                  <Icon name={KIND_ICONS[item.kind]} />
                </button>
              ))}
            <span className="qa-cursor" style={{ insetInlineStart: percent(positionMs, durationMs) }} />
          </div>
        </div>
      ))}
    </div>
  );
}

interface TimelineListProps {
  readonly timeline: readonly TimelineItem[];
  readonly positionMs: number;
  readonly onSeek: (ms: number) => void;
}

/** Everything that happened, in order; Enter goes to the moment. */
export function TimelineList({ timeline, positionMs, onSeek }: TimelineListProps) {
  const { t } = useTranslation('qa');
  const words = useTimelineWords();
  if (timeline.length === 0) return <p className="quiet">{t('detail.noEvents')}</p>;
  const current = timeline.reduce((found, item, index) => (item.atMs <= positionMs ? index : found), -1);
  return (
    <ol className="qa-events">
      {timeline.map((item, index) => (
        <li key={`${item.atMs}-${index}`}>
          <button
            type="button"
            className="qa-event"
            data-current={index === current}
            onClick={() => onSeek(Math.max(0, item.atMs))}
          >
            <span className="qa-event-time tabular">{durationText(item.atMs)}</span>
            <Icon name={KIND_ICONS[item.kind]} label={t(`kind.${item.kind}`)} />
            <EventWords {...words(item)} />
          </button>
        </li>
      ))}
    </ol>
  );
}

function EventWords({ title, detail }: TimelineWords) {
  return (
    <span className="qa-event-words">
      {title}
      {detail !== null && <span className="qa-event-detail">{detail}</span>}
    </span>
  );
}
