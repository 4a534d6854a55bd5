export interface AudioDevice {
  readonly id: string;
  readonly label: string;
}

export interface AudioDevices {
  readonly microphones: readonly AudioDevice[];
  readonly speakers: readonly AudioDevice[];
  /** False until the microphone was allowed: before, the browser tells neither names nor ids. */
  readonly isKnown: boolean;
}

/** The microphones and speakers of this computer, as far as the browser may tell. */
export async function listAudioDevices(): Promise<AudioDevices> {
  if (!('mediaDevices' in navigator)) return { microphones: [], speakers: [], isKnown: false };
  const devices = await navigator.mediaDevices.enumerateDevices();
  const ofKind = (kind: MediaDeviceKind) =>
    devices
      .filter((device) => device.kind === kind && device.deviceId !== '' && device.deviceId !== 'default')
      .map((device) => ({
        id: device.deviceId,
        label: device.label === '' ? device.deviceId.slice(0, 8) : device.label,
      }));
  return {
    microphones: ofKind('audioinput'),
    speakers: ofKind('audiooutput'),
    isKnown: devices.some((device) => device.label !== ''),
  };
}

/** Calls back when something was plugged in or out; returns the function that stops. */
export function onDevicesChanged(listener: () => void): () => void {
  if (!('mediaDevices' in navigator)) return () => undefined;
  navigator.mediaDevices.addEventListener('devicechange', listener);
  return () => navigator.mediaDevices.removeEventListener('devicechange', listener);
}
