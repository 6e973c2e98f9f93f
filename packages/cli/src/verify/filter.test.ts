import type { Scenario } from '@pushspec/conformance';
import { expect, it } from 'vitest';
import { isWanted } from './filter.ts';

const scenario = {
  id: 'cloudmonitor/group-id-as-string',
  file: 'spec/cloudmonitor/scenarios/group-id-as-string.yaml',
  reason: 'group-id-string',
  operation: 'uploadCustomEvents',
} as Scenario;

it.each([
  [{ reason: ['group-id-string'] }, true],
  [{ reason: ['group-id'] }, false],
  [{ reason: ['group-id', 'group-id-string'] }, true],
  [{ scenario: ['group-id'] }, true],
  [{ operation: ['uploadCustom'] }, false],
  [{ operation: ['uploadCustomEvents'], reason: ['group-id-string'] }, true],
  [{ operation: ['pushEvent'], reason: ['group-id-string'] }, false],
  [{ operation: ['uploadCustomEvents'], reason: ['group-id'] }, false],
  [{}, true],
])('decides whether the scenario is wanted by %j', (wanted, expected) => {
  expect(isWanted(wanted, scenario)).toBe(expected);
});
