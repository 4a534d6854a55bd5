import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform';

let house: TestPlatform;
beforeAll(async () => {
  house = await createTestPlatform();
});
afterAll(async () => {
  await house.close();
});

test('whoever asks the pool for a second connection inside a transaction is told so instead of waiting', async () => {
  const { unitOfWork, db } = house.platform;
  await expect(unitOfWork.run(async () => db.raw('select 1'))).rejects.toThrow('second connection');
  await expect(unitOfWork.run(() => unitOfWork.run((tx) => tx.sql.raw('select 1')))).rejects.toThrow(
    'second connection',
  );
});

test('the transaction itself, a savepoint in it and what comes after it ask as they like', async () => {
  const { unitOfWork, db } = house.platform;
  const later: Promise<unknown>[] = [];
  let ended: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    ended = resolve;
  });
  await unitOfWork.run(async (tx) => {
    await tx.sql.raw('select 1');
    await tx.sql.transaction((inner) => inner.raw('select 1'));
    // Begun inside, carried out when the transaction is over.
    later.push(over.then(() => db.raw('select 1')));
  });
  ended();
  await expect(Promise.all(later)).resolves.toHaveLength(1);
});
