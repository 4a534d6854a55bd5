import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { shootDoors, shootFirstCall, shootPlan, shootSettings, type Stage } from './docs-shots/agent-scenes';
import { openCamera, shootFailure } from './docs-shots/camera';
import { openPictureHouse } from './docs-shots/house';
import { shootAdministration, shootBoards, shootQuality, shootReviews } from './docs-shots/house-scenes';

// npm run docs:shots                    every picture of docs/images, from a real house with real calls
// npm run docs:shots -- --only board    the scenes whose name begins so
// npm run docs:shots -- --url ADDRESS   in a house with the demo world that is open already

const SCENES: readonly (readonly [string, (stage: Stage) => Promise<void>])[] = [
  ['doors', shootDoors],
  ['call', shootFirstCall],
  ['plan', shootPlan],
  ['settings', shootSettings],
  ['board', shootBoards],
  ['qa', shootQuality],
  ['reviews', shootReviews],
  ['admin', shootAdministration],
];

const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, url: { type: 'string' } } });
const house = values.url === undefined ? await openPictureHouse() : { url: values.url, close: async () => undefined };
const phones = await openCamera('customer');
const desks = await openCamera('agent');
try {
  for (const [name, shootScene] of SCENES) {
    if (!name.startsWith(values.only)) continue;
    try {
      // oxlint-disable-next-line no-await-in-loop -- later scenes show what earlier ones did
      await shootScene({ url: house.url, phones, desks });
    } catch (error) {
      // The other pictures are worth having; the exit code says that some are missing.
      process.exitCode = 1;
      // oxlint-disable-next-line no-await-in-loop
      for (const camera of [phones, desks]) await shootFailure(camera, tmpdir(), name);
      console.error(`scene "${name}": ${error instanceof Error ? error.message : String(error)}`);
    }
  }
} finally {
  await phones.close();
  await desks.close();
  await house.close();
}
