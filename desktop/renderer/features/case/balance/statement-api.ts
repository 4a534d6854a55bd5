import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import type { Language } from '../../../../../shared/lang/languages';
import type { HttpResponseWireOf } from '../../../../../shared/protocol/http';
import type { IsoDate } from '../../../../../shared/time/dates';
import { api, route } from '../../../app/api';
import type { Services } from '../../../app/services';
import type { RootState } from '../../../app/store';
import { httpBytes, type HttpAnswer } from '../../../realtime/http-client';

export type StatementWire = HttpResponseWireOf<'caseStatement'>;

export interface StatementChoice {
  readonly caseId: string;
  readonly date: IsoDate;
  readonly language: Language;
}

interface StatementAsk extends StatementChoice {
  /** When the case on the screen was read: what changed since is asked for anew. */
  readonly readAt: number;
}

const statementApi = api.injectEndpoints({
  endpoints: (build) => ({
    caseStatement: build.query<StatementWire, StatementAsk>({
      query: ({ caseId, date, language }) => route('caseStatement', { params: { caseId }, query: { date, language } }),
      // Money of a person does not lie about after the tab is left.
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useCaseStatementQuery } = statementApi;

/** The statement as a PDF, asked for with the login's token. */
export function fetchStatementPdf({
  caseId,
  date,
  language,
}: StatementChoice): ThunkAction<Promise<HttpAnswer<Blob>>, RootState, Services, UnknownAction> {
  return (_dispatch, getState, { serverUrl }) =>
    httpBytes(
      'caseStatementPdf',
      { params: { caseId }, query: { date, language } },
      { serverUrl, token: getState().session.token },
    );
}
