import { expect, it } from 'vitest';
import { createRoom, type Extent } from './room.ts';

it('reads the store only when there seems to be no room', async () => {
  const reads: Extent[] = [];
  const stored = { items: 0, bytes: 0 };
  const reserve = createRoom({ items: 10, bytes: 1000 }, async () => {
    reads.push({ ...stored });
    return stored;
  });
  for (let index = 0; index < 10; index++) expect(await reserve({ items: 1, bytes: 10 })).toBe(true);
  expect(reads).toHaveLength(1);
  stored.items = 10;
  expect(await reserve({ items: 1, bytes: 10 })).toBe(false);
  stored.items = 4;
  expect(await reserve({ items: 6, bytes: 10 })).toBe(true);
  expect(await reserve({ items: 1, bytes: 10 })).toBe(true);
  expect(reads).toHaveLength(4);
});

it('counts bytes as well', async () => {
  const reserve = createRoom({ items: 10, bytes: 100 }, async () => ({ items: 1, bytes: 60 }));
  expect(await reserve({ items: 1, bytes: 41 })).toBe(false);
  expect(await reserve({ items: 1, bytes: 40 })).toBe(true);
});

it('does not promise the same room to requests that arrive together', async () => {
  const reserve = createRoom({ items: 3, bytes: 1000 }, async () => ({ items: 0, bytes: 0 }));
  const all = await Promise.all(Array.from({ length: 5 }, () => reserve({ items: 1, bytes: 1 })));
  expect(all).toEqual([true, true, true, false, false]);
});

it('reads again after a failure', async () => {
  let failures = 1;
  const reserve = createRoom({ items: 3, bytes: 1000 }, async () => {
    if (failures-- > 0) throw new Error('the disk failed');
    return { items: 0, bytes: 0 };
  });
  await expect(reserve({ items: 1, bytes: 1 })).rejects.toThrow('the disk failed');
  expect(await reserve({ items: 1, bytes: 1 })).toBe(true);
});
