import { describe, expect, test } from 'vitest';
import { Outages, Samples } from './measures';
import { readOptions } from './options';
import { planCalls } from './traffic';

const OPTIONS = readOptions(['--agents', '8', '--calls-per-hour', '240', '--minutes', '10', '--speed', '60']);

describe('what a simulation is made of', () => {
  const crowd = { callers: [{ phone: '+4790000001', creditorPhone: '+4720000001' }], creditorPhones: ['+4720000001'] };

  test('the same seed gives the same calls, another seed others', () => {
    const plan = (seed: number) => planCalls({ ...OPTIONS, seed }, crowd);
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7)).not.toEqual(plan(8));
    const { minutes } = OPTIONS;
    for (const call of plan(7)) expect(call.at).toBeLessThan(minutes * 60_000);
  });

  test('a wish beyond the limits is refused with the option it is about', () => {
    expect(() => readOptions(['--agents', '5000'])).toThrow('--agents');
    expect(() => readOptions(['--speed', 'fast'])).toThrow('--speed');
    expect(() => readOptions(['--minutes', '480', '--speed', '1'])).toThrow('real time');
  });

  test('the share below which so many lie is one of the values', () => {
    const samples = new Samples();
    expect(samples.percentile(99)).toBeNull();
    for (let value = 100; value >= 1; value--) samples.add(value);
    expect([samples.percentile(50), samples.percentile(99), samples.max, samples.mean]).toEqual([50, 99, 100, 50.5]);
  });

  test('what was measured across an outage is known as such', () => {
    const outages = new Outages();
    outages.add(10, 20);
    expect([outages.touch(0, 9), outages.touch(5, 12), outages.touch(12, 15), outages.touch(21, 30)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
