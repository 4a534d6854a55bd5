import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import * as z from 'zod';
import { languageSchema, type Language } from '../../../../shared/lang/languages';

export const THEMES = ['light', 'dark', 'system'] as const;
export const TEXT_SIZES = [12, 13, 14, 16, 18] as const;
export type Theme = (typeof THEMES)[number];
export type TextSize = (typeof TEXT_SIZES)[number];

/** What this person wants on this computer; kept in the browser's local storage. */
export const settingsSchema = z.object({
  theme: z.enum(THEMES).default('light'),
  language: languageSchema.nullable().default(null),
  textSize: z.union([z.literal(12), z.literal(13), z.literal(14), z.literal(16), z.literal(18)]).default(13),
  density: z.enum(['compact', 'comfortable']).default('compact'),
  /** Percent per pane, by layout name. */
  paneWidths: z.record(z.string(), z.record(z.string(), z.number())).default({}),
  /** Hot keys the person changed: id → keys. */
  hotkeys: z.record(z.string(), z.string()).default({}),
  audio: z
    .object({
      microphoneId: z.string().nullable(),
      speakerId: z.string().nullable(),
      ringId: z.string().nullable(),
      ringVolume: z.number().min(0).max(1),
    })
    .default({ microphoneId: null, speakerId: null, ringId: null, ringVolume: 0.6 }),
});
export type Settings = z.output<typeof settingsSchema>;
export type AudioSettings = Settings['audio'];

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

const slice = createSlice({
  name: 'settings',
  initialState: DEFAULT_SETTINGS,
  reducers: {
    settingsLoaded: (_state, action: PayloadAction<Settings>) => action.payload,
    themeChosen: (state, action: PayloadAction<Theme>) => {
      state.theme = action.payload;
    },
    languageChosen: (state, action: PayloadAction<Language>) => {
      state.language = action.payload;
    },
    textSizeChosen: (state, action: PayloadAction<TextSize>) => {
      state.textSize = action.payload;
    },
    densityChosen: (state, action: PayloadAction<Settings['density']>) => {
      state.density = action.payload;
    },
    panesResized: (state, action: PayloadAction<{ layout: string; widths: Record<string, number> }>) => {
      state.paneWidths[action.payload.layout] = action.payload.widths;
    },
    hotkeyChosen: (state, action: PayloadAction<{ id: string; keys: string | null }>) => {
      const { id, keys } = action.payload;
      if (keys === null) delete state.hotkeys[id];
      else state.hotkeys[id] = keys;
    },
    audioChosen: (state, action: PayloadAction<Partial<AudioSettings>>) => {
      state.audio = { ...state.audio, ...action.payload };
    },
  },
});

export const {
  settingsLoaded,
  themeChosen,
  languageChosen,
  textSizeChosen,
  densityChosen,
  panesResized,
  hotkeyChosen,
  audioChosen,
} = slice.actions;
export const settingsReducer = slice.reducer;
