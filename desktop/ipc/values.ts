import * as z from 'zod';

/** E.164 (ITU-T E.164 §6): a plus, a country code that does not begin with 0, at most fifteen digits. */
export const E164_PATTERN = /^\+[1-9]\d{6,14}$/;

export const SHORTCUT_ACTIONS = ['answer', 'mute'] as const;
export type ShortcutAction = (typeof SHORTCUT_ACTIONS)[number];

/** Keys that work while another program has the keyboard. Hanging up is not among them: a slip would end a call. */
export const GLOBAL_KEYS: Readonly<Record<ShortcutAction, string>> = {
  answer: 'Control+Alt+A',
  mute: 'Control+Alt+M',
};

const URL_LENGTH_MAX = 300;
const HTTPS_ADDRESS = /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;
const OWN_MACHINE = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/;

/**
 * The address of the Friskmeld server, host and port only. https everywhere; plain http only to this machine itself, where
 * nobody can listen in between.
 */
export const serverUrlSchema = z
  .string()
  .max(URL_LENGTH_MAX)
  .refine((value) => HTTPS_ADDRESS.test(value) || OWN_MACHINE.test(value), {
    error: 'Give the address as https://host, or http://127.0.0.1:port for a server on this machine.',
  });

/** What this computer remembers of its agent's wishes. Everything else is kept by the server with the login. */
export const bridgeSettingsSchema = z.object({
  serverUrl: serverUrlSchema,
  hasGlobalShortcuts: z.boolean(),
  hasNotifications: z.boolean(),
});
export type BridgeSettings = z.infer<typeof bridgeSettingsSchema>;

/**
 * The settings, and which of the system-wide keys the system really gave us: another program may hold one, and Wayland
 * gives none.
 */
export const settingsAnswerSchema = bridgeSettingsSchema.extend({
  givenShortcuts: z.object({ answer: z.boolean(), mute: z.boolean() }),
});
export type SettingsAnswer = z.infer<typeof settingsAnswerSchema>;

/** The settings to change; what is left out stays as it is. */
export const settingsChangeSchema = bridgeSettingsSchema.partial().strict();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

/**
 * The only pages outside the program that it may open in the system's browser. The page names kind and id; main looks the
 * address up itself, so that no text from a ledger ever becomes a link. `server` opens the same Friskmeld in a browser, for
 * a wallboard on another screen, or the customer's phone page.
 */
export const linkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('server'), id: z.enum(['workstation', 'wallboard', 'phone']) }),
  z.object({
    kind: z.literal('authority'),
    id: z.enum(['elklagenemnda', 'rme', 'arn', 'energimarknadsinspektionen', 'kuluttajariita', 'energiavirasto']),
  }),
]);
export type OutsideLink = z.infer<typeof linkSchema>;
