import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../shared/lang/languages';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { durationText } from '../../ui/time-of-day';
import { TimeAxis } from './TimeAxis';
import type { TimelineItem } from './timeline';
import { SKIP_MS, SPEEDS, type RecordingPlayer, type RecordingWire } from './use-recording';
import './player.css';

interface PlayerPanelProps {
  readonly recording: RecordingWire | null;
  readonly player: RecordingPlayer;
  readonly timeline: readonly TimelineItem[];
  readonly durationMs: number;
  readonly onComment: () => void;
}

/** The sound as two channels, what happened under it on the same axis, and the buttons with their keys. */
export function PlayerPanel({ recording, player, timeline, durationMs, onComment }: PlayerPanelProps) {
  const { t } = useTranslation('qa');
  const errorText = useErrorText();
  return (
    <section className="qa-player" aria-label={t('player.title')}>
      {recording === null ? (
        <Banner tone="info" title={t('player.none')}>
          {t('player.noneWords')}
        </Banner>
      ) : (
        <div className="qa-wave-row">
          <ul className="qa-channels">
            <li>
              <Icon name="user" />
              {t('player.customer')}
            </li>
            <li data-channel="agent">
              <Icon name="phone" />
              {t('player.agent')}
            </li>
          </ul>
          <div className="qa-wave" ref={player.boxRef} role="group" aria-label={t('player.waveform')} />
        </div>
      )}
      <TimeAxis timeline={timeline} durationMs={durationMs} positionMs={player.positionMs} onSeek={player.seek} />
      {recording !== null && <PlayerButtons player={player} durationMs={durationMs} onComment={onComment} />}
      {player.problem !== null && (
        <Banner tone="attention" title={t('player.failed')} announce="status">
          {player.problem !== 'unplayable' && errorText(player.problem)}
        </Banner>
      )}
    </section>
  );
}

type ButtonsProps = Pick<PlayerPanelProps, 'player' | 'durationMs' | 'onComment'>;

/** `1,25` where the comma is the decimal mark. */
function decimalText(number: number, language: Language): string {
  return language === 'en' ? String(number) : String(number).replace('.', ',');
}

function PlayerButtons({ player, durationMs, onComment }: ButtonsProps) {
  const { t } = useTranslation('qa');
  const language = useLanguage();
  return (
    <div className="qa-player-buttons">
      <Button kind="plain" keys="J" onPress={() => player.skip(-SKIP_MS)} label={t('player.back')}>
        −5 s
      </Button>
      <Button
        kind="primary"
        icon={player.isPlaying ? 'pause' : 'play'}
        keys="Space"
        isDisabled={!player.isReady}
        onPress={player.toggle}
      >
        {t(player.isPlaying ? 'player.pause' : 'player.play')}
      </Button>
      <Button kind="plain" keys="L" onPress={() => player.skip(SKIP_MS)} label={t('player.forward')}>
        +5 s
      </Button>
      <span className="qa-position tabular" role="timer" aria-live="off" aria-label={t('player.position')}>
        <strong>{durationText(player.positionMs)}</strong> / {durationText(durationMs)}
      </span>
      <Button kind="plain" icon="message" keys="C" onPress={onComment}>
        {t('player.comment')}
      </Button>
      <div className="qa-speed">
        <Segmented
          label={t('player.speed')}
          isLabelHidden
          choices={SPEEDS.map((speed) => ({ key: String(speed), label: `${decimalText(speed, language)}×` }))}
          value={String(player.speed)}
          onChange={(key) => player.setSpeed(SPEEDS.find((speed) => String(speed) === key) ?? 1)}
        />
      </div>
    </div>
  );
}
