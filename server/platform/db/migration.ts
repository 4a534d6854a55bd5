/** One step of the schema: plain SQL that a reviewer reads as it stands. Never changed once released; mended by a next one. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}
