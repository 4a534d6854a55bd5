import { ok, refuse } from '../../shared/result';
import type { Id } from '../../shared/ids/ids';
import { minor } from '../../shared/money/money';
import { creditorCard, type Creditors } from '../creditors/index';
import { maySeeCreditor } from '../platform/auth/login';
import { inTurn } from '../platform/db/in-turn';
import type { Platform } from '../platform/platform';
import { readImportFile } from './importers/read-import-file';
import { listImports } from './store/imports';
import { listUnmatched } from './store/unmatched';
import { allocateUnmatched } from './use-cases/allocate-unmatched';
import { importFile, type ImportParts } from './use-cases/import-file';
import { suggestClaims } from './use-cases/suggest-claims';

/** Registers `importFile`, `imports`, `unmatchedPayments` and `allocateUnmatched`. */
export function registerLedgerRoutes(
  platform: Pick<Platform, 'routes' | 'db'>,
  creditors: Creditors,
  parts: ImportParts,
): void {
  platform.routes.add({
    name: 'importFile',
    roles: ['admin'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    async run({ login, commit }, { query, body }) {
      const creditor = await creditors.findCreditor(platform.db, query.creditor);
      if (login === null || creditor === null || !maySeeCreditor(login, creditor.id)) return refuse('NOT_FOUND');
      // Before the transaction, and in another thread: nobody's call waits for it, and nothing is locked meanwhile.
      const read = await readImportFile({ bytes: body, fileName: query.fileName });
      if (!read.ok) return read;
      return commit(async (tx) => {
        const imported = await importFile(
          tx,
          {
            creditor,
            fileName: query.fileName,
            bytes: body,
            file: read.value,
            anySeller: query.anySeller === 'yes',
            importedBy: login.id,
            language: login.language,
          },
          parts,
        );
        if (!imported.ok) return imported;
        const { result } = imported.value;
        await tx.audit({
          loginAccountId: login.id,
          action: 'ledger.import',
          subjectKind: 'import_file',
          subjectId: result.importFileId ?? '',
          detail: { creditor: creditor.slug, fileName: query.fileName },
        });
        return ok(result);
      });
    },
  });

  platform.routes.add({
    name: 'imports',
    roles: ['admin'],
    scope: 'creditor',
    audit: 'none',
    rate: 'read',
    async run({ login }) {
      const imports = await listImports(platform.db, login?.creditorScope ?? null);
      return ok({ imports: imports.map((one) => ({ ...one, rejections: [...one.rejections] })) });
    },
  });

  registerWorkList(platform, creditors, parts);
}

function registerWorkList(platform: Pick<Platform, 'routes' | 'db'>, creditors: Creditors, parts: ImportParts): void {
  platform.routes.add({
    name: 'unmatchedPayments',
    roles: ['lead', 'admin'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'person',
    run: ({ login, commit }) =>
      commit(async (tx) => {
        const open = await listUnmatched(tx.sql, login?.creditorScope ?? null);
        const cards = new Map(
          (await creditors.readCreditors(tx.sql, [...new Set(open.map((one) => one.creditorId))])).map((one) => [
            one.id as string,
            creditorCard(one),
          ]),
        );
        const payments = await inTurn(
          open.map((payment) => async () => ({ payment, suggestions: await suggestClaims(tx.sql, payment) })),
        );
        const shown = payments.flatMap(({ suggestions }) => suggestions.map((one) => one.customerAccountId));
        await tx.audit({
          loginAccountId: login?.id ?? null,
          action: 'ledger.work_list_read',
          subjectKind: 'work_list',
          subjectId: 'unmatched_payments',
          detail: { payments: open.map(({ id }) => id), accounts: [...new Set(shown)] },
        });
        return ok({ payments: payments.flatMap(({ payment, suggestions }) => toListed(payment, suggestions, cards)) });
      }),
  });

  platform.routes.add({
    name: 'allocateUnmatched',
    roles: ['lead', 'admin'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: ({ login, commit }, { params, body }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const done = await allocateUnmatched(
          tx,
          {
            paymentId: params.paymentId,
            claimId: body.claimId,
            decidedBy: login.id,
            maySee: (creditorId) => maySeeCreditor(login, creditorId),
          },
          parts,
        );
        if (!done.ok) return done;
        await tx.audit({
          loginAccountId: login.id,
          action: 'ledger.payment_placed',
          subjectKind: 'customer',
          subjectId: done.value.account.customerId,
          detail: { claimId: body.claimId, ledgerEntryId: done.value.ledgerEntryId },
        });
        return ok({ ledgerEntryId: done.value.ledgerEntryId });
      }),
  });
}

function toListed(
  payment: Awaited<ReturnType<typeof listUnmatched>>[number],
  suggestions: Awaited<ReturnType<typeof suggestClaims>>,
  cards: ReadonlyMap<string, ReturnType<typeof creditorCard>>,
) {
  const creditor = cards.get(payment.creditorId);
  if (creditor === undefined) return [];
  const { id, currency, bookedDate, reference, payerName } = payment;
  return [
    {
      id,
      creditor: { id: creditor.id, slug: creditor.slug, name: creditor.name },
      amountMinor: minor(payment.amountMinor),
      currency,
      bookedDate,
      reference,
      payerName,
      suggestions: suggestions.map((one) => ({
        ...one,
        // Ids in the database were made by makeId; the brand is put back on where a row becomes a value.
        customerAccountId: one.customerAccountId as Id<'customerAccount'>,
        claimId: one.claimId as Id<'claim'>,
      })),
    },
  ];
}
