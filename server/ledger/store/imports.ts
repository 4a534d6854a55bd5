import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { Tx } from '../../platform/unit-of-work';

export interface ImportRejection {
  readonly entryNo: number;
  readonly place: string;
  readonly code: string;
  readonly reason: string;
}

export interface ImportRecord {
  readonly id: Id<'importFile'>;
  readonly creditorId: string;
  readonly fileName: string;
  readonly format: string;
  readonly sha256: string;
  readonly entries: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly summary: unknown;
  readonly importedBy: string | null;
  readonly rejections: readonly ImportRejection[];
}

const ROWS_PER_INSERT = 500;
const LIST_MAX = 200;
/** Of each file; whoever brought it has all of them in the answer, and the first ones tell what is wrong with it. */
const REJECTIONS_SHOWN_MAX = 50;

/** The counts of a file: written once it is known what became of its entries. */
export async function insertImport(tx: Tx, record: ImportRecord): Promise<void> {
  await tx.sql('import_files').insert({
    id: record.id,
    creditor_id: record.creditorId,
    file_name: record.fileName,
    format: record.format,
    sha256: record.sha256,
    entries: record.entries,
    accepted: record.accepted,
    rejected: record.rejections.length,
    duplicates: record.duplicates,
    summary: JSON.stringify(record.summary),
    imported_at: new Date(tx.nowMs),
    imported_by: record.importedBy,
  });
  if (record.rejections.length === 0) return;
  await tx.sql.batchInsert(
    'import_rejections',
    record.rejections.map(({ entryNo, place, code, reason }) => ({
      import_file_id: record.id,
      entry_no: entryNo,
      place,
      code,
      reason,
    })),
    ROWS_PER_INSERT,
  );
}

export interface ImportListed {
  readonly id: Id<'importFile'>;
  readonly creditorName: string;
  readonly fileName: string;
  readonly format: string;
  readonly importedAt: number;
  readonly entries: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicates: number;
  readonly rejections: readonly ImportRejection[];
}

interface ImportRow extends Omit<ImportListed, 'rejections'> {
  readonly id: Id<'importFile'>;
}

/** The newest imports within a scope (null = every creditor), each with what was rejected. */
export async function listImports(sql: Knex, scope: readonly string[] | null): Promise<readonly ImportListed[]> {
  const query = sql('import_files as f')
    .join('creditors as c', 'c.id', 'f.creditor_id')
    .orderBy('f.imported_at', 'desc')
    .limit(LIST_MAX);
  if (scope !== null) void query.whereIn('f.creditor_id', [...scope]);
  const files: ImportRow[] = await query.select({
    id: 'f.id',
    creditorName: 'c.name',
    fileName: 'f.file_name',
    format: 'f.format',
    importedAt: 'f.imported_at',
    entries: 'f.entries',
    accepted: 'f.accepted',
    rejected: 'f.rejected',
    duplicates: 'f.duplicates',
  });
  const rows = await sql('import_rejections')
    .whereIn(
      'import_file_id',
      files.map(({ id }) => id),
    )
    .where('entry_no', '<=', REJECTIONS_SHOWN_MAX)
    .orderBy(['import_file_id', 'entry_no'])
    .select<(ImportRejection & { fileId: string })[]>({
      fileId: 'import_file_id',
      entryNo: 'entry_no',
      place: 'place',
      code: 'code',
      reason: 'reason',
    });
  return files.map((file) => ({
    ...file,
    rejections: rows
      .filter(({ fileId }) => fileId === file.id)
      .map(({ entryNo, place, code, reason }) => ({ entryNo, place, code, reason })),
  }));
}
