import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { fakeBridge, show } from '../../testing/render';
import { ServerAddress } from './ServerAddress';

function open({ answer = 'https://desk.example', isAskedFor = false } = {}) {
  const onKept = vi.fn();
  const { bridge, asked } = fakeBridge({
    readSettings: () => Promise.resolve({ serverUrl: 'http://127.0.0.1:4100' }),
    changeSettings: () => Promise.resolve({ serverUrl: answer }),
  });
  const shown = show(<ServerAddress bridge={bridge} isAskedFor={isAskedFor} onKept={onKept} />);
  const write = async (address: string) => {
    const field = await screen.findByRole('textbox', { name: 'Address of the server' });
    await shown.user.clear(field);
    await shown.user.type(field, `${address}{Enter}`);
  };
  return { ...shown, asked, onKept, write };
}

test('the address of another server is kept, and the page begins anew', async () => {
  const { user, write, asked, onKept } = open();
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  await write('https://desk.example/');
  expect(asked.at(-1)).toEqual({ verb: 'changeSettings', args: { serverUrl: 'https://desk.example' } });
  expect(onKept).toHaveBeenCalledTimes(1);
});

test('the address stands open when the server did not answer', async () => {
  open({ isAskedFor: true });
  expect(await screen.findByDisplayValue('http://127.0.0.1:4100')).toBeTruthy();
});

test.each(['http://desk.example', 'desk.example', 'https://desk.example/path', 'javascript:alert(1)'])(
  '%s is no address a login may be sent to',
  async (address) => {
    const { write, asked, onKept } = open({ isAskedFor: true });
    await write(address);
    expect(asked.map(({ verb }) => verb)).not.toContain('changeSettings');
    expect(onKept).not.toHaveBeenCalled();
    expect(screen.getByText(/https:\/\//u)).toBeTruthy();
  },
);

test('an address that was fixed when the program was started is said to be so', async () => {
  const { write, onKept } = open({ answer: 'http://127.0.0.1:4177', isAskedFor: true });
  await write('https://desk.example');
  expect(onKept).not.toHaveBeenCalled();
  expect(screen.getByRole('alert').textContent).toMatch(/started/u);
});
