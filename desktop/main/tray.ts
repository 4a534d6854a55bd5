import type { Language } from '../../shared/lang/languages';
import type { VerbArgs } from '../ipc/channels';
import type { ElectronModule } from './electron-module';
import type { Logger } from './logger';
import { TEXTS } from './texts';

export type TrayState = VerbArgs<'setTray'>['state'];
type Shape = 'disc' | 'ring' | 'bar';

/** Shape and colour together: the state must be seen without seeing colours. Blue, green, amber. BGRA, as bitmaps have it. */
const LOOKS: Readonly<Record<TrayState, { shape: Shape; bgr: readonly [number, number, number] }>> = {
  offline: { shape: 'ring', bgr: [0x8a, 0x80, 0x78] },
  ready: { shape: 'disc', bgr: [0x6e, 0x8a, 0x1a] },
  busy: { shape: 'bar', bgr: [0xc8, 0x5a, 0x1c] },
  'wrap-up': { shape: 'bar', bgr: [0x10, 0x90, 0xd8] },
  break: { shape: 'ring', bgr: [0x10, 0x90, 0xd8] },
};

const ICON_PX = 32;
const OUTER_RADIUS = 14;
const INNER_RADIUS = 8;
const BAR_HALF_HEIGHT = 6;

function covers(shape: Shape, dx: number, dy: number): boolean {
  const distance = Math.hypot(dx, dy);
  if (shape === 'bar') return Math.abs(dy) <= BAR_HALF_HEIGHT && Math.abs(dx) <= OUTER_RADIUS;
  return distance <= OUTER_RADIUS && (shape === 'disc' || distance >= INNER_RADIUS);
}

/** The picture of a state as raw pixels, 32 × 32, four bytes each. */
export function trayBitmap(state: TrayState): Buffer {
  const { shape, bgr } = LOOKS[state];
  const pixels = Buffer.alloc(ICON_PX * ICON_PX * 4);
  const middle = (ICON_PX - 1) / 2;
  for (let y = 0; y < ICON_PX; y += 1) {
    for (let x = 0; x < ICON_PX; x += 1) {
      if (covers(shape, x - middle, y - middle)) pixels.set([...bgr, 0xff], (y * ICON_PX + x) * 4);
    }
  }
  return pixels;
}

export interface WorkstationTray {
  show(state: TrayState, label: string): void;
  state(): TrayState;
}

/** The sign beside the clock. A desktop without such a place just goes without. */
export function createTray(
  electron: Pick<ElectronModule, 'Tray' | 'Menu' | 'nativeImage'>,
  options: {
    readonly language: Language;
    readonly logger: Logger;
    readonly open: () => void;
    readonly quit: () => void;
  },
): WorkstationTray {
  const picture = (state: TrayState) =>
    electron.nativeImage.createFromBitmap(trayBitmap(state), { width: ICON_PX, height: ICON_PX, scaleFactor: 2 });
  let current: TrayState = 'offline';
  const make = () => {
    try {
      const tray = new electron.Tray(picture(current));
      tray.setContextMenu(
        electron.Menu.buildFromTemplate([
          { label: TEXTS.open[options.language], click: options.open },
          { label: TEXTS.quit[options.language], click: options.quit },
        ]),
      );
      tray.on('click', options.open);
      return tray;
    } catch {
      options.logger.note('tray-unavailable');
      return undefined;
    }
  };
  const tray = make();
  return {
    state: () => current,
    show: (state, label) => {
      current = state;
      tray?.setImage(picture(state));
      tray?.setToolTip(`Friskmeld: ${label}`);
    },
  };
}
