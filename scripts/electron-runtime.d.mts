export interface ElectronRuntime {
  readonly folder: string;
  readonly executable: string;
  readonly version: string;
  readonly origin: string;
}
type Say = (line: string) => void;
export function findRuntime(): ElectronRuntime | undefined;
export function findTestRuntime(): ElectronRuntime | undefined;
export function ensureRuntime(say: Say): Promise<ElectronRuntime | undefined>;
export function ensureTestRuntime(say: Say): Promise<ElectronRuntime | undefined>;
