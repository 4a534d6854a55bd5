import type { ImportedFile, ImportFormat, ReadEntry, RejectionReason } from './imported-file';

/** An entry that the reader accepted and a use case then refused, by its place in the file. */
export interface LaterRejection {
  readonly place: string;
  readonly reason: string;
}

/** One JSON line of the import command. Amounts are minor units; the limit on amounts keeps them exact as JSON numbers. */
export interface ImportSummary {
  readonly format: ImportFormat;
  readonly entries: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly totalMinor: number;
  readonly acceptedMinor: number;
  /** Null only for a file without entries that names no currency. */
  readonly currency: string | null;
  /** Present when something was rejected: where, and every reason. */
  readonly rejections?: readonly { readonly place: string; readonly reasons: readonly (RejectionReason | string)[] }[];
}

interface Outcome {
  readonly entry: ReadEntry;
  readonly reasons: readonly string[];
}

function outcomesOf(file: ImportedFile, later: readonly LaterRejection[]): readonly Outcome[] {
  const byPlace = new Map<string, string[]>();
  for (const { place, reason } of later) byPlace.set(place, [...(byPlace.get(place) ?? []), reason]);
  const accepted = [...file.documents, ...file.payments].map((entry) => ({
    entry,
    reasons: byPlace.get(entry.place) ?? [],
  }));
  return [...accepted, ...file.rejected.map((entry) => ({ entry, reasons: entry.reasons }))];
}

/**
 * The import command's JSON lines, one per currency: what the file holds, what was accepted of it. `later` are the
 * rejections the use cases added. A file without entries makes one line of zeros.
 */
export function importSummary(file: ImportedFile, later: readonly LaterRejection[] = []): readonly ImportSummary[] {
  const outcomes = outcomesOf(file, later);
  const totals = file.totals.length > 0 ? file.totals : [{ currency: null, entries: 0, totalMinor: 0n }];
  return totals.map(({ currency, entries, totalMinor }) => {
    const own = outcomes.filter(({ entry }) => entry.currency === currency);
    const accepted = own.filter(({ reasons }) => reasons.length === 0);
    const rejected = own.filter(({ reasons }) => reasons.length > 0);
    const acceptedMinor = accepted.reduce((sum, { entry }) => sum + entry.amountMinor, 0n);
    return {
      format: file.format,
      entries,
      accepted: accepted.length,
      rejected: rejected.length,
      totalMinor: Number(totalMinor),
      acceptedMinor: Number(acceptedMinor),
      currency,
      ...(rejected.length > 0 && {
        rejections: rejected.map(({ entry, reasons }) => ({ place: entry.place, reasons })),
      }),
    };
  });
}
