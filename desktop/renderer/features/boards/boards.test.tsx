import { act, configure, screen, within } from '@testing-library/react';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { KPI_DEFINITIONS } from '../../../../shared/kpi';
import { BOARD_METRICS } from '../../../../shared/protocol/board';
import { boardReceived, type BoardWire } from '../../app/state/board';
import { LANGUAGES } from '../../../../shared/lang/languages';
import { connectionOpened } from '../../app/state/connection';
import { RESOURCES } from '../../i18n/resources';
import { show } from '../../testing/render';
import { idOf } from '../../testing/wire';
import { BoardPage } from './BoardPage';
import { pointsText } from './figure-text';
import { floorClock } from './floor-clock';
import { percentText, wholePercentText } from '../../ui/percent';
import { BOARD_STALE_MS, isStale, judge, offeredIdentity, valueOf } from './figures';
import { boardWire } from './testing/board-wire';
import { tilesOf, WALL_PAGES } from './wallboard/tiles';
import { WallboardPage } from './wallboard/WallboardPage';

const NOW = new Date('2026-11-18T10:00:00Z').getTime();
const asked: string[] = [];

/** A loaded machine draws slowly; what is awaited is what counts, not how soon it came. */
configure({ asyncUtilTimeout: 8_000 });
vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, shouldAdvanceTime: true });
  asked.length = 0;
  // jsdom has no CSS.escape; the tabs look their keys up with it.
  vi.stubGlobal('CSS', { escape: (text: string) => text });
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    const calls = [
      {
        callId: idOf('call'),
        direction: 'in',
        state: 'abandoned',
        arrivedAt: NOW - 3_600_000,
        answeredAt: null,
        endedAt: NOW - 3_540_000,
        waitMs: 63_000,
        talkMs: null,
        creditorName: 'Nordvidde Nett AS',
        queueName: null,
        agentName: null,
        customerName: 'Eirik Lunde',
        reason: null,
        outcome: null,
        isResolved: null,
      },
    ];
    return Promise.resolve(Response.json({ total: 30, calls }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function showBoard(board: BoardWire, page = <BoardPage />) {
  const shown = show(page);
  act(() => {
    shown.store.dispatch(connectionOpened({ at: NOW, replayed: 0 }));
    shown.store.dispatch(boardReceived(board));
  });
  return shown;
}

describe('the board', () => {
  test('every number of a board has a button, a value and a definition', () => {
    const { view } = showBoard(boardWire(NOW));
    for (const metric of BOARD_METRICS) {
      expect(view.container.querySelector(`button[data-metric="${metric}"]`), metric).not.toBeNull();
      expect(KPI_DEFINITIONS[metric].formula.en.length).toBeGreaterThan(10);
    }
  });

  test('a number opens what it means, how the inbound calls add up, and the calls behind it', async () => {
    const { view, user } = showBoard(boardWire(NOW));
    await user.click(view.container.querySelector('button[data-metric="abandoned"]')!);
    const drawer = await screen.findByRole('dialog', { name: 'Abandoned' });
    expect(within(drawer).getByText(KPI_DEFINITIONS.abandoned.formula.en)).toBeTruthy();
    expect(within(drawer).getByText(KPI_DEFINITIONS.abandoned.notCounted.en)).toBeTruthy();
    const identity = within(drawer).getByRole('region', { name: 'Every inbound call is accounted for' });
    expect(identity.textContent).toContain('60 offered = 54 answered + 4 abandoned + 1 misdialled + 0 callback');
    expect(await within(drawer).findByText('Eirik Lunde')).toBeTruthy();
    expect(within(drawer).getByText('1–25 of 30')).toBeTruthy();
    expect(asked[0]).toContain('/api/board/metrics/abandoned/calls?offset=0&limit=25');
    await user.click(within(drawer).getByRole('button', { name: 'Next page' }));
    expect(await within(drawer).findByText('26–30 of 30')).toBeTruthy();
    expect(asked.at(-1)).toContain('offset=25');
  });

  test('a row of the FCR table opens only its own calls', async () => {
    const { user } = showBoard(boardWire(NOW));
    const row = screen.getByRole('row', { name: /Has paid already/u });
    await user.click(within(row).getByRole('button', { name: '75.0%' }));
    const drawer = await screen.findByRole('dialog');
    expect(within(drawer).getByText('Only Has paid already')).toBeTruthy();
    expect(within(drawer).getByText('90 of 120')).toBeTruthy();
    await vi.waitFor(() => expect(asked[0]).toContain('key=paid_already'));
  });

  test('a share says what it is made of, and a gap between declared and measured is named, not only coloured', () => {
    showBoard(boardWire(NOW));
    const row = screen.getByRole('row', { name: /Has paid already/u });
    expect(row.textContent).toContain('of 120');
    expect(within(row).getByRole('img', { name: 'Declared resolved more often than it was' })).toBeTruthy();
    expect(within(screen.getByRole('row', { name: /Fees/u })).getByText('few')).toBeTruthy();
  });

  test('agents stand with state in words, since when and how many calls; those logged out are only counted', () => {
    showBoard(boardWire(NOW));
    const table = screen.getByRole('table', { name: 'Agents' });
    expect(within(table).getByRole('row', { name: /Anders Kvamsø On a call 02:10 9/u })).toBeTruthy();
    expect(within(table).getByRole('row', { name: /Berit Høgås.*Lunch.*10:00 7/u })).toBeTruthy();
    expect(within(table).queryByText('Outi Varjonen')).toBeNull();
    expect(screen.getByText('1 is logged out')).toBeTruthy();
  });

  test('old figures are greyed out and said to be old', () => {
    const { view } = showBoard(boardWire(NOW - BOARD_STALE_MS - 2_000));
    expect(view.container.querySelector('.board-page')?.getAttribute('data-stale')).toBe('true');
    expect(screen.getByText('These figures are not fresh')).toBeTruthy();
  });

  test('fresh figures are not', () => {
    const { view } = showBoard(boardWire(NOW));
    expect(view.container.querySelector('.board-page')?.getAttribute('data-stale')).toBe('false');
    expect(screen.queryByText('These figures are not fresh')).toBeNull();
  });

  test('releases past their two minutes raise an alarm with the way to them; without any there is none', () => {
    const late = { count: 2, oldestCausedAt: NOW - 192_000 };
    const { store } = showBoard(boardWire(NOW, { releasesLate: late }));
    expect(screen.getByRole('alert').textContent).toBe('2 releases are late');
    expect(screen.getByText(/A customer has waited 03:12/u)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Show the releases' }).getAttribute('href')).toContain('releases');
    act(() => void store.dispatch(boardReceived(boardWire(NOW + 1))));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('without a connection it says so instead of showing noughts', () => {
    show(<BoardPage />);
    expect(screen.getByText('The board is not connected')).toBeTruthy();
  });
});

describe('the figures', () => {
  test('offered is the sum of what became of each call, and a board that does not add up is told apart', () => {
    expect(offeredIdentity(boardWire(NOW)).isWhole).toBe(true);
    expect(offeredIdentity(boardWire(NOW, { answered: 55 })).isWhole).toBe(false);
  });

  test('nothing to divide by is neither met nor missed', () => {
    const empty = boardWire(NOW, { releasesInTime: { numerator: 0, denominator: 0, bp: null } });
    expect(judge('releases_in_time', valueOf(empty, 'releases_in_time'), NOW)).toBe('none');
  });

  test('exactly the target is met; one basis point less is missed', () => {
    const board = (bp: number) => boardWire(NOW, { answeredInTarget: { numerator: 93, denominator: 100, bp } });
    expect(judge('answered_in_target', valueOf(board(9_300), 'answered_in_target'), NOW)).toBe('met');
    expect(judge('answered_in_target', valueOf(board(9_299), 'answered_in_target'), NOW)).toBe('missed');
  });

  test('are old after fifteen seconds, not at fifteen', () => {
    expect(isStale(NOW, NOW + 15_000)).toBe(false);
    expect(isStale(NOW, NOW + 15_001)).toBe(true);
  });

  test('are written as the language writes them, and a missed target is never rounded up to met', () => {
    expect(percentText(9_340, 'nb')).toBe('93,4\u00A0%');
    expect(percentText(9_340, 'en')).toBe('93.4%');
    expect(percentText(10_000, 'fi')).toBe('100\u00A0%');
    expect(wholePercentText(9_299, 'sv')).toBe('92\u00A0%');
    expect(pointsText(-310)).toBe('\u22123');
  });
});

describe('the wallboard', () => {
  const css = readFileSync(join(import.meta.dirname, 'wallboard/wallboard.css'), 'utf8');
  /** Multiples of the unit, which is 1 vw on a 16:9 screen. */
  const sizes = [...css.matchAll(/font-size: calc\((?<size>[\d.]+) \* var\(--wall-unit\)\)/gu)].map((match) =>
    Number(match.groups?.['size']),
  );

  test('has no text smaller than 61 px at 1920, and its figures are at least 13 vw', () => {
    expect(css).toContain('--wall-unit: 1vw');
    expect(css.match(/font-size:/gu)?.length).toBe(sizes.length);
    for (const size of sizes) expect(size * 19.2).toBeGreaterThanOrEqual(61);
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(13);
  });

  test('shows four tiles, when the data is from, and nobody by name', () => {
    const { view } = showBoard(boardWire(NOW), <WallboardPage />);
    expect(view.container.querySelectorAll('.wall-tile')).toHaveLength(4);
    expect(screen.getByText(/Data from \d\d:\d\d:\d\d/u)).toBeTruthy();
    expect(screen.queryByText(/Kvamsø/u)).toBeNull();
  });

  test('marks the tile furthest from its target with a pattern and words, and only that one', () => {
    const board = boardWire(NOW, { waiting: 0, longestWaitSince: null });
    const { tiles, worst } = tilesOf(WALL_PAGES[0]!, board, NOW);
    expect(worst).toBe('answered_in_target');
    expect(tiles.find((tile) => tile.name === 'fcr_measured')?.judgement).toBe('met');
    const { view } = showBoard(board, <WallboardPage />);
    expect(view.container.querySelectorAll('[data-worst="true"]')).toHaveLength(1);
    expect(screen.getByText('Furthest from the target')).toBeTruthy();
  });

  test('says in place of its name that a release is late, and since when', () => {
    const late = { count: 1, oldestCausedAt: NOW - 192_000 };
    showBoard(boardWire(NOW, { releasesLate: late }), <WallboardPage />);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('1 release late · 3:12');
    for (const language of LANGUAGES) expect(RESOURCES[language].boards.wall.late_other).toContain('{{time}}');
  });

  test('turns its pages no sooner than after twenty seconds', async () => {
    showBoard(boardWire(NOW), <WallboardPage />);
    act(() => void vi.advanceTimersByTime(20_000));
    expect(screen.getByText('Solved first time')).toBeTruthy();
    act(() => void vi.advanceTimersByTime(6_000));
    expect(await screen.findByText('Abandoned today')).toBeTruthy();
  });

  test('says that its figures are old', () => {
    const { view } = showBoard(boardWire(NOW - 60_000), <WallboardPage />);
    expect(view.container.querySelector('.wall')?.getAttribute('data-stale')).toBe('true');
    expect(screen.getByText(/Stale \d\d:\d\d:\d\d/u)).toBeTruthy();
  });

  test.each(LANGUAGES)('has labels that fit a tile in %s', (language) => {
    const texts = RESOURCES[language].boards.wall;
    const labels = WALL_PAGES.flat().map((name) => texts[name === 'waiting' ? 'waitingNone' : name]);
    for (const label of labels) expect(label.replace('{{count}}', '24').length, label).toBeLessThanOrEqual(18);
  });
});

test('a board shows the floor’s clock, wherever the one who reads it sits', () => {
  const at = Date.UTC(2026, 10, 22, 3, 0, 7);
  expect(floorClock(at)).toBe('04:00');
  expect(floorClock(at, true)).toBe('04:00:07');
  expect(floorClock(Date.UTC(2026, 6, 1, 2, 0, 0))).toBe('04:00');
});
