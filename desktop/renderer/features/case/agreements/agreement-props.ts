import type { CaseFile, CustomerAccount } from '../../../../../shared/ledger/case-file';

/** What every form needs: the case, and who is told when it is done. */
export interface AgreementProps {
  readonly account: CustomerAccount;
  readonly caseFile: CaseFile;
  readonly callId: string;
  /** The case the call is about, when it is one of this account. */
  readonly caseId: string | null;
  /** null when the agreement is made beside a call script. */
  readonly scriptRunId: string | null;
  /** Claims chosen in the table; empty = the form's own choice. */
  readonly claimIds: readonly string[];
  /** What the customer has already said in the call script. */
  readonly said: SaidInScript;
  /** The words of the steps before this one, as they were shown to be said. */
  readonly spoken?: readonly string[];
  readonly onDone: (subjectId: string | null) => void;
  /** Closes the form, or tells the call script that it could not be done. */
  readonly onCancel: () => void;
}

/** Answers of the run by their variable, as the log has them. */
export type SaidInScript = Readonly<Record<string, string>>;
