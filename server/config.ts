import * as z from 'zod';

const DEFAULT_PORT = 4100;

/** What the server reads from its environment; docs/api/environment.md is made from it. */
export const environmentSchema = z.object({
  DATABASE_URL: z.string().min(1, 'DATABASE_URL must name a PostgreSQL database, version 15 or newer'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(DEFAULT_PORT),
  HOST: z.string().default('127.0.0.1'),
  FRISKMELD_DATA_DIR: z.string().default('.data'),
  FRISKMELD_MEDIA_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  FRISKMELD_MEDIA_TOKEN: z.string().optional(),
  FRISKMELD_DEMO: z.enum(['0', '1']).default('0'),
  FRISKMELD_RENDERER_DIR: z.string().default('out/renderer'),
  /** Further origins that may open sockets, comma-separated (https://desk.example). */
  FRISKMELD_ORIGINS: z.string().default(''),
  /** Seals the secrets of webhooks: 32 bytes as base64, the same on every server. Without it a key file in the data folder. */
  FRISKMELD_SECRETS_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'FRISKMELD_SECRETS_KEY must be 32 bytes as base64')
    .optional(),
  FRISKMELD_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export interface Config {
  readonly databaseUrl: string;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly media: { readonly port: number; readonly token: string } | null;
  readonly isDemo: boolean;
  readonly rendererDir: string;
  readonly origins: readonly string[];
  readonly secretsKey: string | null;
  readonly logLevel: z.infer<typeof environmentSchema>['FRISKMELD_LOG_LEVEL'];
}

/** Parses the environment once; throws one readable error that names every variable that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const hasMedia = env.FRISKMELD_MEDIA_PORT !== undefined && env.FRISKMELD_MEDIA_TOKEN !== undefined;
  return Object.freeze({
    databaseUrl: env.DATABASE_URL,
    port: env.PORT,
    host: env.HOST,
    dataDir: env.FRISKMELD_DATA_DIR,
    media: hasMedia ? { port: env.FRISKMELD_MEDIA_PORT ?? 0, token: env.FRISKMELD_MEDIA_TOKEN ?? '' } : null,
    isDemo: env.FRISKMELD_DEMO === '1',
    rendererDir: env.FRISKMELD_RENDERER_DIR,
    origins: env.FRISKMELD_ORIGINS.split(',').filter((origin) => origin !== ''),
    secretsKey: env.FRISKMELD_SECRETS_KEY ?? null,
    logLevel: env.FRISKMELD_LOG_LEVEL,
  });
}
