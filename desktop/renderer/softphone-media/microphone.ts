import type { MediaTrouble } from './port';

/** Speech: the browser's own echo and noise handling, one channel. */
export function microphoneConstraints(microphoneId: string | null): MediaStreamConstraints {
  return {
    audio: {
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
      channelCount: 1,
      // `ideal`: a headset that was unplugged must not leave the agent without any microphone.
      ...(microphoneId === null ? {} : { deviceId: { ideal: microphoneId } }),
    },
  };
}

export type MicrophoneResult =
  { readonly ok: true; readonly stream: MediaStream } | { readonly ok: false; readonly trouble: MediaTrouble };

/** Opens the microphone, or says in our words why not. Pages that are not secure have no microphone at all. */
export async function openMicrophone(microphoneId: string | null): Promise<MicrophoneResult> {
  if (!window.isSecureContext) return { ok: false, trouble: 'not_secure' };
  try {
    return { ok: true, stream: await navigator.mediaDevices.getUserMedia(microphoneConstraints(microphoneId)) };
  } catch (error) {
    const name = error instanceof DOMException ? error.name : '';
    return { ok: false, trouble: name === 'NotAllowedError' ? 'microphone_denied' : 'microphone_missing' };
  }
}

/** Ends a stream's capture, so that the system's microphone light goes out. */
export function closeStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
