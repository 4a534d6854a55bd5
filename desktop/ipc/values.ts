import * as z from 'zod';

/** E.164 (ITU-T E.164 §6): a plus, a country code that does not begin with 0, at most fifteen digits. */
export const E164_PATTERN = /^\+[1-9]\d{6,14}$/;

export const SHORTCUT_ACTIONS = ['answer', 'mute'] as const;
export type ShortcutAction = (typeof SHORTCUT_ACTIONS)[number];

const URL_LENGTH_MAX = 300;

/** The address of the Friskmeld server: http or https, host and port only. */
export const serverUrlSchema = z
  .string()
  .max(URL_LENGTH_MAX)
  .refine((value) => isServerUrl(value), { error: 'Give the address as https://host or http://host:port.' });

function isServerUrl(value: string): boolean {
  const match = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?$/i.exec(value);
  return match !== null;
}

/** What this computer remembers of its agent's wishes. Everything else is kept by the server with the login. */
export const bridgeSettingsSchema = z.object({
  serverUrl: serverUrlSchema,
  hasGlobalShortcuts: z.boolean(),
  hasNotifications: z.boolean(),
});
export type BridgeSettings = z.infer<typeof bridgeSettingsSchema>;

/** The settings to change; what is left out stays as it is. */
export const settingsChangeSchema = bridgeSettingsSchema.partial().strict();
export type SettingsChange = z.infer<typeof settingsChangeSchema>;

const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * The only pages outside the program that it may open in the system's browser. The page names kind and id; main builds the
 * address itself, so that no text from a ledger ever becomes a link.
 */
export const linkSchema = z.object({
  kind: z.enum(['help', 'board', 'call', 'price-area']),
  id: z.string().regex(ID_PATTERN).optional(),
});
export type OutsideLink = z.infer<typeof linkSchema>;
