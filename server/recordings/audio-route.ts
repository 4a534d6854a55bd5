import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import { ok, refuse, type Result } from '../../shared/result';
import { maySeeCreditor } from '../platform/auth/login';
import type { RouteContext } from '../platform/edge/routes';
import type { Platform } from '../platform/platform';
import { recordingsDir } from './keep-recording';
import { readStoredFile } from './store';

interface Range {
  readonly from: number;
  /** Inclusive, as in the header. */
  readonly to: number;
}

/** Parses one `bytes=` range against a length; null for none, 'unsatisfiable' for one outside the file (RFC 9110 §14). */
export function parseRange(header: string | undefined, length: number): Range | null | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null) return null;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return null;
  if (first === '') {
    const suffix = Number(last);
    return suffix === 0 ? 'unsatisfiable' : { from: Math.max(0, length - suffix), to: length - 1 };
  }
  const from = Number(first);
  const to = last === '' ? length - 1 : Math.min(Number(last), length - 1);
  if (from >= length || to < from) return 'unsatisfiable';
  return { from, to };
}

/** Registers the audio of stored recordings: for those who review and lead, each listening on record. */
export function registerAudioRoute(platform: Platform): void {
  platform.routes.add({
    name: 'recordingAudio',
    roles: ['qa', 'lead', 'admin'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'read',
    async run(context, { params: { recordingId } }) {
      const { login, response } = context;
      const file = await readStoredFile(platform.db, recordingId);
      if (file === null || login === null || !maySeeCreditor(login, file.creditorId)) return refuse('NOT_FOUND');
      const audited = await auditListening(context, { recordingId, callId: file.callId, loginId: login.id });
      if (!audited.ok) return audited;
      const path = join(recordingsDir(platform.dataDir), file.fileName);
      return sendFile(path, response);
    },
  });
}

function auditListening(
  context: RouteContext,
  heard: { recordingId: string; callId: string; loginId: string },
): Promise<Result<undefined>> {
  return context.commit(async (tx) => {
    await tx.audit({
      loginAccountId: heard.loginId,
      action: 'recording.listened',
      subjectKind: 'recording',
      subjectId: heard.recordingId,
      detail: { callId: heard.callId },
    });
    return ok(undefined);
  });
}

async function sendFile(path: string, response: Response): Promise<Result<undefined>> {
  const found = await stat(path).catch(() => null);
  if (found === null) return refuse('RECORDING_NOT_READY');
  const range = parseRange(response.req.headers.range, found.size);
  response.setHeader('content-type', 'audio/wav');
  response.setHeader('accept-ranges', 'bytes');
  response.setHeader('content-disposition', 'inline');
  if (range === 'unsatisfiable') {
    response.status(416).setHeader('content-range', `bytes */${found.size}`);
    response.end();
    return ok(undefined);
  }
  const { from, to } = range ?? { from: 0, to: found.size - 1 };
  if (range !== null) response.status(206).setHeader('content-range', `bytes ${from}-${to}/${found.size}`);
  response.setHeader('content-length', to - from + 1);
  // A listener who seeks closes the connection in the middle: that is no error of ours.
  await pipeline(createReadStream(path, { start: from, end: to }), response).catch(() => undefined);
  return ok(undefined);
}
