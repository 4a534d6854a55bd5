/**
 * Music for waiting and hold, made here so that nobody owes royalties: a slow loop of four chords, each plucked as an
 * arpeggio of soft bell tones over a quiet bass. All tones lie in the telephone band (300–3400 Hz) or have partials there.
 */
import { FRAME_SAMPLES, SAMPLE_RATE_HZ } from './g711';

const A4_HZ = 440;
const A4_NOTE = 69;
const noteHz = (note: number): number => A4_HZ * 2 ** ((note - A4_NOTE) / 12);

/** MIDI notes: bass, then the arpeggio. C major 7, A minor 7, F major 7, G 6: no leading pull, so the seam does not jar. */
const CHORDS = [
  { bass: 48, notes: [64, 67, 71, 72, 71, 67, 64, 67] },
  { bass: 45, notes: [60, 64, 67, 72, 67, 64, 69, 64] },
  { bass: 53, notes: [65, 69, 72, 76, 72, 69, 65, 69] },
  { bass: 55, notes: [62, 67, 71, 74, 76, 74, 71, 67] },
] as const;

const NOTE_S = 0.4;
const RING_S = 1.8;
const NOTE_GAIN = 2600;
const BASS_GAIN = 2200;
/** Partials of a soft bell: ratio, share, how much faster it fades. */
const PARTIALS = [
  [1, 1, 1],
  [2, 0.35, 1.7],
  [3, 0.12, 2.6],
] as const;

function addNote(pcm: Float64Array, startS: number, hz: number, options: { gain: number; ringS: number }): void {
  const start = Math.round(startS * SAMPLE_RATE_HZ);
  const length = Math.round(options.ringS * SAMPLE_RATE_HZ);
  for (let i = 0; i < length; i++) {
    const t = i / SAMPLE_RATE_HZ;
    const attack = Math.min(1, t / 0.015);
    const release = Math.min(1, (length - i) / (0.1 * SAMPLE_RATE_HZ));
    let value = 0;
    for (const [ratio, share, fade] of PARTIALS) {
      value += share * Math.sin(2 * Math.PI * hz * ratio * t) * Math.exp((-2.2 * fade * t) / options.ringS);
    }
    // What rings past the end sounds on at the beginning: the loop has no seam.
    const at = (start + i) % pcm.length;
    pcm[at] = (pcm[at] ?? 0) + value * attack * release * options.gain;
  }
}

/** The whole loop (12.8 s), samples at 8 kHz, a whole number of frames. The same samples every time. */
export function renderMusic(): Int16Array {
  const chordS = NOTE_S * 8;
  const samples = Math.round((CHORDS.length * chordS * SAMPLE_RATE_HZ) / FRAME_SAMPLES) * FRAME_SAMPLES;
  const sum = new Float64Array(samples);
  for (const [index, chord] of CHORDS.entries()) {
    const startS = index * chordS;
    addNote(sum, startS, noteHz(chord.bass + 12), { gain: BASS_GAIN, ringS: chordS });
    for (const [step, note] of chord.notes.entries()) {
      addNote(sum, startS + step * NOTE_S, noteHz(note), { gain: NOTE_GAIN, ringS: RING_S });
    }
  }
  return Int16Array.from(sum, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value))));
}
