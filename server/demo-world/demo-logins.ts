import type { Role } from '../../shared/agents/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { Language } from '../../shared/lang/languages';
import { DEMO_CREDITORS } from './creditor-data';
import type { DemoWorld } from './demo-world';

/** The same for all demo logins; shown on the login page of the demo world, and nowhere else accepted. */
export const DEMO_PASSWORD = 'friskmeld';

export interface DemoLogin {
  readonly userName: string;
  readonly displayName: string;
  readonly role: Role;
  readonly language: Language;
}

/** One of each role in each language. */
export const DEMO_LOGINS: readonly DemoLogin[] = [
  { userName: 'agent.nb', displayName: 'Marte Fossvik', role: 'agent', language: 'nb' },
  { userName: 'agent.sv', displayName: 'Elin Björkvall', role: 'agent', language: 'sv' },
  { userName: 'agent.fi', displayName: 'Sari Honkaranta', role: 'agent', language: 'fi' },
  { userName: 'agent.en', displayName: 'Daniel Ashcombe', role: 'agent', language: 'en' },
  { userName: 'lead.nb', displayName: 'Henrik Tunstad', role: 'lead', language: 'nb' },
  { userName: 'lead.sv', displayName: 'Karin Ekmarker', role: 'lead', language: 'sv' },
  { userName: 'lead.fi', displayName: 'Pekka Alanneva', role: 'lead', language: 'fi' },
  { userName: 'lead.en', displayName: 'Grace Hollowell', role: 'lead', language: 'en' },
  { userName: 'qa.nb', displayName: 'Tone Lillevold', role: 'qa', language: 'nb' },
  { userName: 'qa.sv', displayName: 'Mattias Renvall', role: 'qa', language: 'sv' },
  { userName: 'qa.fi', displayName: 'Riikka Suonpelto', role: 'qa', language: 'fi' },
  { userName: 'qa.en', displayName: 'Oliver Pennard', role: 'qa', language: 'en' },
  { userName: 'admin.nb', displayName: 'Gunnar Storhaugen', role: 'admin', language: 'nb' },
  { userName: 'admin.sv', displayName: 'Ulrika Stenhammar', role: 'admin', language: 'sv' },
  { userName: 'admin.fi', displayName: 'Timo Rautavesi', role: 'admin', language: 'fi' },
  { userName: 'admin.en', displayName: 'Helen Marlowe', role: 'admin', language: 'en' },
];

/** Colleagues who fill the floor's history; they have no login card. */
const COLLEAGUES: readonly (readonly [string, Language])[] = [
  ['Anders Kvamsø', 'nb'],
  ['Berit Høgås', 'nb'],
  ['Cecilie Rognan', 'nb'],
  ['Fredrik Sandelin', 'sv'],
  ['Josefin Malmros', 'sv'],
  ['Kimmo Pihlajisto', 'fi'],
  ['Outi Varjonen', 'fi'],
];

export interface SeededAgent {
  readonly id: Id<'agent'>;
  readonly language: Language;
}

/** Skills of an agent: every creditor of the countries whose language they speak; agents in English take all languages. */
function skillsOf(language: Language): { kind: string; key: string; level: number }[] {
  const spoken: readonly Language[] = language === 'en' ? ['en', 'nb', 'sv', 'fi'] : [language, 'en'];
  const creditors = DEMO_CREDITORS.filter((creditor) => spoken.includes(creditor.language));
  return [
    ...spoken.map((key, index) => ({ kind: 'language', key, level: index === 0 ? 5 : 3 })),
    ...creditors.map((creditor) => ({ kind: 'creditor', key: creditor.slug, level: 3 })),
  ];
}

function addLogin(world: DemoWorld, person: DemoLogin, passwordHash: string): SeededAgent {
  const since = world.noon(world.day(-300));
  const id = world.id('agent', since);
  world.add('login_accounts', {
    id,
    user_name: person.userName,
    display_name: person.displayName,
    password_hash: passwordHash,
    roles: [person.role],
    language: person.language,
    creditor_scope: null,
    is_demo: true,
    created_at: new Date(since),
  });
  if (person.role === 'agent') {
    world.add('agents', {
      id,
      skills: JSON.stringify(skillsOf(person.language)),
      state: 'offline',
      state_since: new Date(world.nowMs),
    });
  }
  return { id, language: person.language };
}

export interface SeededLogins {
  /** Those with a login card. */
  readonly named: readonly SeededAgent[];
  readonly colleagues: readonly SeededAgent[];
  readonly reviewerId: Id<'agent'>;
}

/** Adds all logins; returns the agents, and who reviews them. */
export function addLogins(world: DemoWorld, passwordHash: string): SeededLogins {
  const seeded = DEMO_LOGINS.map((login) => ({ role: login.role, ...addLogin(world, login, passwordHash) }));
  const reviewer = seeded.find(({ role }) => role === 'qa');
  if (reviewer === undefined) throw new Error('The demo world has no reviewer');
  const colleagues = COLLEAGUES.map(([displayName, language], index) =>
    addLogin(world, { userName: `colleague.${index + 1}`, displayName, role: 'agent', language }, passwordHash),
  );
  return { named: seeded.filter(({ role }) => role === 'agent'), colleagues, reviewerId: reviewer.id };
}
