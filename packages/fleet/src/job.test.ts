import { expect, it } from 'vitest';
import { isJobData, jobsOf } from './job.ts';

const ONE = { maxEvents: 1, maxBytes: 1_000 };

it('puts each event into a job, with increasing ids', () => {
  const texts = Array.from({ length: 5_000 }, (_, index) => `{"n":${index}}`);
  const jobs = jobsOf(texts, ONE);
  expect(jobs.map(({ data }) => data.events)).toEqual(texts.map((text) => [text]));
  expect(jobs.map(({ id }) => id)).toEqual(jobs.map(({ id }) => id).sort());
});

it('fills jobs up to the number of events, in order', () => {
  const jobs = jobsOf(['1', '2', '3', '4', '5'], { maxEvents: 2, maxBytes: 1_000 });
  expect(jobs.map(({ data }) => data.events)).toEqual([['1', '2'], ['3', '4'], ['5']]);
});

it('fills jobs up to the number of bytes in UTF-8, and lets one event exceed it', () => {
  const jobs = jobsOf(['云云', '云', 'aaaaaaaaaaaaaaaa', 'b'], { maxEvents: 10, maxBytes: 9 });
  expect(jobs.map(({ data }) => data.events)).toEqual([['云云', '云'], ['aaaaaaaaaaaaaaaa'], ['b']]);
});

it('creates no job without events', () => {
  expect(jobsOf([], ONE)).toEqual([]);
});

it.each([
  [{ v: 1, events: ['{}'] }, true],
  [{ v: 2, events: ['{}'] }, false],
  [{ v: 1, events: [{}] }, false],
  [null, false],
  ['text', false],
])('recognizes jobs of this version: %j', (data, isOurs) => {
  expect(isJobData(data)).toBe(isOurs);
});
