import { contextBridge, ipcRenderer } from 'electron';
import type { DesktopBridge } from '../ipc/bridge';
import { createBridge } from './create-bridge';

const bridge: DesktopBridge = createBridge(ipcRenderer);
contextBridge.exposeInMainWorld('friskmeld', bridge);
