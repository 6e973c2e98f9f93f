/** Lists all single mistakes. */
import { bodyMutations } from './body.fixture.ts';
import { headerLines } from './headers.fixture.ts';
import { layout } from './layout.fixture.ts';
import { dates, singleLines } from './lines.fixture.ts';
import type { Mutation } from './mutation.fixture.ts';
import { authorization, secrets } from './secrets.fixture.ts';
import { writing } from './writing.fixture.ts';

export const mutations: readonly Mutation[] = [
  ...writing,
  ...secrets,
  ...authorization,
  ...headerLines,
  ...dates,
  ...singleLines,
  ...layout,
  ...bodyMutations,
];
