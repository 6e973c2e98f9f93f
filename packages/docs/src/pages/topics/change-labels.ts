/** Labels of the pages about changes. */
import type { Language } from '@pushspec/contract';

export interface ChangeLabels {
  title: string;
  intro: (facts: { version: string; read: string }) => string;
  vendor: string;
  date: string;
  change: string;
  source: string;
  undated: string;
  noChanges: string;
  service: string;
  noDifferences: string;
  read: string;
  readIntro: string;
  readOn: string;
  reasons: string;
  more: (reasonsPage: string) => string;
}

const en: ChangeLabels = {
  title: 'What changed',
  intro: ({ version, read }) =>
    `Contract version ${version}. Its sources were last read on ${read}; later changes by the vendor are not included.`,
  vendor: 'Changes by the vendor',
  date: 'Date',
  change: 'What changed',
  source: 'Source',
  undated: 'undated',
  noChanges: 'No changes are known.',
  service: 'Where the running service differs today',
  noDifferences: 'No differences are known.',
  read: 'What was read, and when',
  readIntro: 'The last column is the number of reasons that cite the source.',
  readOn: 'Read on',
  reasons: 'Reasons',
  more: (page) =>
    `Each [reason](${page}) names its source. Note numbers refer to \`NOTES.md\` in the folder of the contract.`,
};

const zh: ChangeLabels = {
  title: '变更记录',
  intro: ({ version, read }) => `契约版本 ${version}。来源最近一次查阅于 ${read}，之后厂商的变更未包含在内。`,
  vendor: '厂商的变更',
  date: '日期',
  change: '变更内容',
  source: '来源',
  undated: '日期不详',
  noChanges: '目前没有已知的变更。',
  service: '线上服务目前的差异',
  noDifferences: '目前没有已知的差异。',
  read: '查阅的内容和日期',
  readIntro: '最后一列是以该来源为依据的原因码数量。',
  readOn: '查阅日期',
  reasons: '原因码',
  more: (page) => `每个[原因码](${page})都写明来源。注的编号对应契约目录中的 \`NOTES.md\`。`,
};

export const changeLabels: Record<Language, ChangeLabels> = { en, zh };
