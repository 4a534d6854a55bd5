import type { NoticeName, NoticePayload, VerbArgs, VerbName, VerbResult } from './channels';

/** Stops the listening it was returned for. */
export type Unsubscribe = () => void;

type VerbFunctions = {
  readonly [Name in VerbName]: VerbArgs<Name> extends undefined
    ? () => Promise<VerbResult<Name>>
    : (args: VerbArgs<Name>) => Promise<VerbResult<Name>>;
};

type NoticeFunctions = {
  readonly [Name in NoticeName as `on${Capitalize<Name>}`]: (
    listener: (payload: NoticePayload<Name>) => void,
  ) => Unsubscribe;
};

/**
 * `window.friskmeld` in the workstation's page; undefined in a plain browser. Every verb rejects with an Error whose
 * message starts with a refusal code of `refusals.ts`. Every `on…` returns the function that stops it.
 */
export type DesktopBridge = VerbFunctions & NoticeFunctions;
