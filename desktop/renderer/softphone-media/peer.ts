/** A host candidate needs milliseconds; whoever answers slower than this is left out of the offer. */
const ICE_GATHER_MS = 1_500;

/** Resolves when every candidate is in the local description, or after {@link ICE_GATHER_MS} with those that are. */
export function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(done, ICE_GATHER_MS);
    function done(): void {
      clearTimeout(timer);
      peer.removeEventListener('icegatheringstatechange', onChange);
      resolve();
    }
    function onChange(): void {
      if (peer.iceGatheringState === 'complete') done();
    }
    peer.addEventListener('icegatheringstatechange', onChange);
  });
}

/** The whole offer in one message: our signalling has no trickle, so the candidates must all be inside. */
export async function completeOffer(peer: RTCPeerConnection): Promise<string> {
  await peer.setLocalDescription(await peer.createOffer());
  await gathered(peer);
  const { localDescription } = peer;
  if (localDescription === null) throw new Error('no local description');
  return localDescription.sdp;
}

export interface LegNumbers {
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly levelIn: number;
  readonly levelOut: number;
  readonly jitterMs: number | null;
  readonly lost: number;
  readonly received: number;
  readonly roundTripMs: number | null;
}

const NOTHING: LegNumbers = {
  bytesIn: 0,
  bytesOut: 0,
  levelIn: 0,
  levelOut: 0,
  jitterMs: null,
  lost: 0,
  received: 0,
  roundTripMs: null,
};

const num = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** What one leg's statistics say; the lib's types leave most fields out, so each is read with care. */
export function readStats(report: Iterable<Readonly<Record<string, unknown>>>): LegNumbers {
  let numbers = NOTHING;
  for (const row of report) {
    if (row['type'] === 'inbound-rtp' && row['kind'] === 'audio') {
      numbers = {
        ...numbers,
        bytesIn: num(row['bytesReceived']),
        levelIn: num(row['audioLevel']),
        jitterMs: num(row['jitter']) * 1_000,
        lost: num(row['packetsLost']),
        received: num(row['packetsReceived']),
      };
    } else if (row['type'] === 'outbound-rtp' && row['kind'] === 'audio') {
      numbers = { ...numbers, bytesOut: num(row['bytesSent']) };
    } else if (row['type'] === 'media-source' && row['kind'] === 'audio') {
      numbers = { ...numbers, levelOut: num(row['audioLevel']) };
    } else if (row['type'] === 'candidate-pair' && row['nominated'] === true && 'currentRoundTripTime' in row) {
      numbers = { ...numbers, roundTripMs: Math.round(num(row['currentRoundTripTime']) * 1_000) };
    }
  }
  return numbers;
}

/** {@link readStats} of a living connection. */
export async function statsOf(peer: RTCPeerConnection): Promise<LegNumbers> {
  const rows: Readonly<Record<string, unknown>>[] = [];
  (await peer.getStats()).forEach((row: Readonly<Record<string, unknown>>) => rows.push(row));
  return readStats(rows);
}
