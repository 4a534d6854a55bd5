/** Why there is no audio, in words the screen has texts for. */
export type MediaTrouble = 'microphone_denied' | 'microphone_missing' | 'not_secure' | 'connection' | 'refused';

/** What the audio of a call is doing; sent on every change and once a second while connected. */
export interface MediaReport {
  readonly status: 'idle' | 'connecting' | 'connected' | 'reconnecting' | 'failed';
  readonly callId: string | null;
  readonly problem: MediaTrouble | null;
  readonly levelIn: number;
  readonly levelOut: number;
  readonly lossShare: number | null;
  readonly jitterMs: number | null;
  readonly roundTripMs: number | null;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

/** Which devices to use; null = the system's own choice. */
export interface MediaDevices {
  readonly microphoneId: string | null;
  readonly speakerId: string | null;
}

/**
 * The agent's own leg: microphone out, conversation in. Hold, recording and keys go to the server as commands, whatever
 * carries the voice. One implementation per carrier; MediaStreams never leave it.
 */
export interface SoftphoneMedia {
  /** Joins a call's audio; again for the same call it does nothing, for another it leaves the first. */
  join(callId: string): Promise<void>;
  /** Leaves whatever it is in; safe at any time. */
  leave(): void;
  setMuted(isMuted: boolean): void;
  setDevices(devices: MediaDevices): Promise<void>;
  onReport(listener: (report: MediaReport) => void): () => void;
}
