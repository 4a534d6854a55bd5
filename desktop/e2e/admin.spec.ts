import { join } from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';
import type { Desk } from './fixtures/desk';
import { expect, test } from './fixtures/floor';

const SAMPLES = join(PROJECT_ROOT, 'server', 'ledger', 'importers', 'fixtures');
/** The giro sample's own totals, as its origin states them. */
const GIRO = { entries: '20', accepted: '20', rejected: '0' } as const;

async function bring(admin: Desk, file: string) {
  const chooser = admin.page.waitForEvent('filechooser');
  await admin.button('admin:import.choose').click();
  await (await chooser).setFiles(join(SAMPLES, file));
  return admin.page.locator('.admin-card', { has: admin.page.getByRole('heading', { name: file }) }).first();
}

function fact(card: ReturnType<Desk['button']>, label: string) {
  return card.locator('dt', { hasText: new RegExp(`^${label}$`, 'u') }).locator('xpath=following-sibling::dd[1]');
}

test.describe('the administrator', () => {
  test.describe.configure({ timeout: 120_000 });

  test('reads a bank file in, cannot book it twice, and is told what is wrong with a broken one', async ({ floor }) => {
    const admin = await floor.openDesk('admin.nb', { path: '/#/admin/import' });
    const { page } = admin;
    await page.getByRole('button', { name: new RegExp(admin.say('admin:import.creditor'), 'u') }).click();
    await page.getByRole('option', { name: 'Fjellglimt Kraft AS' }).click();
    const payments = () => floor.rows<{ n: number }>(`select count(*)::int as n from ledger_entries`);
    const unplaced = () => floor.rows<{ n: number }>(`select count(*)::int as n from import_files`);
    const filesBefore = (await unplaced())[0]?.n ?? 0;

    const first = await bring(admin, 'no-ocr-giro.txt');
    await expect(fact(first, admin.say('admin:import.entries'))).toHaveText(GIRO.entries);
    await expect(fact(first, admin.say('admin:import.accepted'))).toHaveText(GIRO.accepted);
    await expect(fact(first, admin.say('admin:import.rejected'))).toHaveText(GIRO.rejected);
    await expect(fact(first, admin.say('admin:import.duplicates'))).toHaveText('0');
    const booked = await payments();
    expect((await unplaced())[0]?.n).toBe(filesBefore + 1);

    await page.getByRole('button', { name: admin.say('admin:import.clear') }).click();
    const again = await bring(admin, 'no-ocr-giro.txt');
    await expect(again.getByText(admin.say('admin:import.nothingNew'))).toBeVisible();
    await expect(fact(again, admin.say('admin:import.duplicates'))).toHaveText(GIRO.entries);
    expect(await payments()).toEqual(booked);

    const broken = await bring(admin, 'camt053-v2-malformed.xml');
    await expect(broken.getByText(admin.say('admin:import.refused'))).toBeVisible();
    await expect(broken.getByText(admin.say('admin:import.nothingBooked'))).toBeVisible();
    await expect(fact(broken, admin.say('admin:import.place'))).not.toBeEmpty();
    expect(await payments()).toEqual(booked);
  });

  test('puts a payment that came without a known reference on the invoice it belongs to', async ({ floor }) => {
    const admin = await floor.openDesk('admin.nb', { path: '/#/admin/unmatched' });
    const { page } = admin;
    const place = page.getByRole('button', { name: admin.say('admin:unmatched.place') }).first();
    await place.click();
    const dialog = page.getByRole('alertdialog');
    const [, invoice = ''] = /faktura (\S+) for/u.exec(await dialog.innerText()) ?? [];
    await dialog.getByRole('button', { name: admin.say('admin:unmatched.confirm') }).click();
    await expect(page.getByText(admin.say('admin:unmatched.placed', { invoice }))).toBeVisible();
    const placed = await floor.rows(
      `select 1 from allocations a join ledger_entries d on d.id = a.debit_entry_id join claims c on c.id = d.claim_id
       where c.invoice_no = ? and a.match = 'manual'`,
      [invoice],
    );
    expect(placed).not.toHaveLength(0);
  });
});
