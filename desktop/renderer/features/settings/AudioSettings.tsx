import { useEffect, useState } from 'react';
import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useAppDispatch, useAppSelector } from '../../app/hooks';
import { ringOnce } from '../../app/softphone-acts';
import { audioChosen, type AudioSettings as AudioChoice } from '../../app/state/settings';
import { listAudioDevices, onDevicesChanged, type AudioDevice, type AudioDevices } from '../../softphone-media/devices';
import { meterMicrophone } from '../../softphone-media/level-meter';
import type { MediaTrouble } from '../../softphone-media/port';
import { playTestTone } from '../../softphone-media/test-tone';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Meter } from '../../ui/Meter';
import { Panel } from '../../ui/Panel';
import { Select } from '../../ui/Select';

const SYSTEM = 'system';
const NOTHING_KNOWN: AudioDevices = { microphones: [], speakers: [], isKnown: false };

/** Microphone, speaker and ring device, each with a way to see or hear that it is the right one. */
export function AudioSettings() {
  const { t } = useTranslation(['settings', 'softphone']);
  const dispatch = useAppDispatch();
  const audio = useAppSelector((state) => state.settings.audio);
  const [devices, setDevices] = useState(NOTHING_KNOWN);
  const [isMetering, setIsMetering] = useState(false);
  const [level, setLevel] = useState(0);
  const [trouble, setTrouble] = useState<MediaTrouble | null>(null);
  useEffect(() => {
    const refresh = () => void listAudioDevices().then(setDevices);
    refresh();
    return onDevicesChanged(refresh);
  }, []);
  useEffect(() => {
    if (!isMetering) return undefined;
    return meterMicrophone(audio.microphoneId, {
      level: setLevel,
      trouble: (why) => {
        setTrouble(why);
        setIsMetering(false);
      },
      // Names of devices are told only after the microphone was allowed.
      opened: () => void listAudioDevices().then(setDevices),
    });
  }, [isMetering, audio.microphoneId]);
  const choose = (choice: Partial<AudioChoice>) => dispatch(audioChosen(choice));
  return (
    <Panel title={t('audio')} className="fm-settings-card">
      {trouble !== null && (
        <Banner tone="stop" announce="alert">
          {t(`softphone:media.${trouble}`)}
        </Banner>
      )}
      <div className="fm-settings-grid">
        <div className="fm-settings-device">
          <DeviceSelect
            label={t('microphone')}
            devices={devices.microphones}
            value={audio.microphoneId}
            onChange={(id) => choose({ microphoneId: id })}
          />
          {isMetering ? (
            <>
              <Meter level={level} label={t('levelLabel')} />
              <p className="fm-field-description">{t('level')}</p>
            </>
          ) : (
            <div>
              <Button
                icon="mic"
                onPress={() => {
                  setTrouble(null);
                  setIsMetering(true);
                }}
              >
                {t('allowMicrophone')}
              </Button>
              {!devices.isKnown && <p className="fm-field-description">{t('allowWords')}</p>}
            </div>
          )}
        </div>
        <div className="fm-settings-device">
          <DeviceSelect
            label={t('speaker')}
            devices={devices.speakers}
            value={audio.speakerId}
            onChange={(id) => choose({ speakerId: id })}
          />
          <div>
            <Button icon="speaker" onPress={() => void playTestTone(audio.speakerId)}>
              {t('testSpeaker')}
            </Button>
          </div>
        </div>
        <div className="fm-settings-device">
          <DeviceSelect
            label={t('ring')}
            devices={devices.speakers}
            value={audio.ringId}
            onChange={(id) => choose({ ringId: id })}
          />
          <Slider
            className="fm-slider"
            minValue={0}
            maxValue={1}
            step={0.05}
            value={audio.ringVolume}
            // A slider with one thumb gives one number.
            onChange={(value) => choose({ ringVolume: typeof value === 'number' ? value : (value[0] ?? 0) })}
          >
            <Label className="fm-label">{t('ringVolume')}</Label>
            <SliderTrack className="fm-slider-track">
              <SliderThumb className="fm-slider-thumb" />
            </SliderTrack>
          </Slider>
          <div>
            <Button icon="phoneIn" onPress={() => dispatch(ringOnce())}>
              {t('testRing')}
            </Button>
          </div>
        </div>
      </div>
    </Panel>
  );
}

interface DeviceSelectProps {
  readonly label: string;
  readonly devices: readonly AudioDevice[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

function DeviceSelect({ label, devices, value, onChange }: DeviceSelectProps) {
  const { t } = useTranslation('settings');
  const isThere = value !== null && devices.some((device) => device.id === value);
  return (
    <Select
      label={label}
      choices={[
        { key: SYSTEM, label: t('systemDevice') },
        ...devices.map((device) => ({ key: device.id, label: device.label })),
      ]}
      value={isThere ? value : SYSTEM}
      onChange={(key) => onChange(key === SYSTEM ? null : key)}
    />
  );
}
