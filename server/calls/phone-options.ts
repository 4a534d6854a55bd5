import type { Id } from '../../shared/ids/ids';
import type { Language, LocalText } from '../../shared/lang/languages';
import type { PhoneCommandResult } from '../../shared/protocol/phone';
import { ok, type Result } from '../../shared/result';
import type { Platform } from '../platform/platform';

/** So many people to play fit one page. */
const DEMO_CUSTOMERS_MAX = 60;

interface StoryColumns {
  customer_id: string;
  name: string;
  phone: string;
  creditor_phone: string;
  story: LocalText;
}

/** Whom one may dial, and in the demo world who may be played: people with a reason to call. */
export async function readPhoneOptions(platform: Platform): Promise<Result<PhoneCommandResult<'phone:options'>>> {
  const { db, isDemo } = platform;
  const creditors = await db('creditor_numbers as n')
    .join('creditors as c', 'c.id', 'n.creditor_id')
    .orderBy(['c.country', 'c.name', 'n.phone'])
    .select<{ name: string; phone: string; language: Language; country: string }[]>(
      'c.name',
      'n.phone',
      'n.language',
      'c.country',
    );
  if (!isDemo) return ok({ isDemo, creditors, customers: [] });
  const stories = await db('demo_stories as s')
    .join('customers as c', 'c.id', 's.customer_id')
    .where('c.is_demo', true)
    .orderBy('s.place')
    .limit(DEMO_CUSTOMERS_MAX)
    .select<StoryColumns[]>('s.customer_id', 'c.name', 's.phone', 's.creditor_phone', 's.story');
  const customers = stories.map((row) => ({
    customerId: row.customer_id as Id<'customer'>, // the brand is put back on where a row becomes a value
    name: row.name,
    phone: row.phone,
    creditorPhone: row.creditor_phone,
    story: row.story,
  }));
  return ok({ isDemo, creditors, customers });
}
