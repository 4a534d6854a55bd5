import * as z from 'zod';
import { E164_PATTERN, linkSchema, settingsAnswerSchema, settingsChangeSchema, SHORTCUT_ACTIONS } from './values';

/**
 * The bridge between the page and Electron's main process as two tables. Preload makes one named function of each row,
 * main checks every call against it, and neither end can drift. At most fifteen verbs: a wide bridge is an open door.
 */
const nothing = z.undefined();
const text = (lengthMax: number) => z.string().max(lengthMax);
const SECRET_LENGTH_MAX = 4_096;
const CALL_ID_LENGTH_MAX = 64;

/** What the page may ask of main: the channel, what it sends and what it gets. */
export const VERBS = {
  appInfo: {
    channel: 'app:info',
    args: nothing,
    result: z.object({
      version: z.string(),
      electronVersion: z.string(),
      platform: z.string(),
      serverUrl: z.url(),
      /** How often the window had to be made anew after a crash since the program started. */
      recoveries: z.number().int().nonnegative(),
    }),
  },
  readSettings: { channel: 'settings:read', args: nothing, result: settingsAnswerSchema },
  changeSettings: { channel: 'settings:change', args: settingsChangeSchema, result: settingsAnswerSchema },
  readLoginToken: { channel: 'login-token:read', args: nothing, result: text(SECRET_LENGTH_MAX).nullable() },
  /** `disk`: encrypted by the system's key store. `memory`: the system has none, so the login ends with the program. */
  keepLoginToken: {
    channel: 'login-token:keep',
    args: z.string().min(1).max(SECRET_LENGTH_MAX),
    result: z.enum(['disk', 'memory']),
  },
  forgetLoginToken: { channel: 'login-token:forget', args: nothing, result: nothing },
  /** Flashes the task bar and shows a hidden window; never takes the keyboard from where the agent is typing. */
  setAttention: { channel: 'window:attention', args: z.enum(['incoming', 'none']), result: nothing },
  notifyIncoming: {
    channel: 'notification:incoming',
    args: z.object({ callId: text(CALL_ID_LENGTH_MAX).min(1), title: text(120).min(1), body: text(240) }),
    result: nothing,
  },
  withdrawNotification: {
    channel: 'notification:withdraw',
    args: text(CALL_ID_LENGTH_MAX).min(1),
    result: nothing,
  },
  setTray: {
    channel: 'tray:set',
    args: z.object({ state: z.enum(['offline', 'ready', 'busy', 'wrap-up', 'break']), label: text(80) }),
    result: nothing,
  },
  /** Keeps the computer from falling asleep during a call. */
  keepAwake: { channel: 'power:keep-awake', args: z.boolean(), result: nothing },
  /** A fault of the page, for this computer's log: what kind, and where in our own code. Never what was on the screen. */
  reportFault: {
    channel: 'fault:report',
    args: z.object({ name: text(60), place: text(600) }),
    result: nothing,
  },
  openLink: { channel: 'link:open', args: linkSchema, result: nothing },
} as const satisfies Record<string, VerbRow>;

/** What main tells the page. */
export const NOTICES = {
  /** A `tel:` link was followed somewhere; the page asks the agent before anything is dialled. */
  phoneLinkReceived: { channel: 'phone-link:received', payload: z.object({ number: z.string().regex(E164_PATTERN) }) },
  shortcutPressed: { channel: 'shortcut:pressed', payload: z.object({ action: z.enum(SHORTCUT_ACTIONS) }) },
  /** The computer was asleep; connections are to be checked at once. */
  systemResumed: { channel: 'system:resumed', payload: z.object({}) },
} as const satisfies Record<string, { channel: string; payload: z.ZodType }>;

interface VerbRow {
  readonly channel: string;
  readonly args: z.ZodType;
  readonly result: z.ZodType;
}

export type VerbName = keyof typeof VERBS;
export type NoticeName = keyof typeof NOTICES;
export type VerbArgs<Name extends VerbName> = z.infer<(typeof VERBS)[Name]['args']>;
export type VerbResult<Name extends VerbName> = z.infer<(typeof VERBS)[Name]['result']>;
export type NoticePayload<Name extends NoticeName> = z.infer<(typeof NOTICES)[Name]['payload']>;
