import { expect, it } from 'vitest';
import { joinChineseLines, strayChineseSpace } from './chinese-lines.ts';

it.each([
  ['a break after full-width punctuation', '自定义事件：\n向所在云区域', '自定义事件：向所在云区域'],
  ['a break before code after punctuation', '（整数）。\n`data`', '（整数）。`data`'],
  ['a break before punctuation', '为 `data`\n，其他', '为 `data`，其他'],
  ['a break between Han characters', '数据\n  入库', '数据入库'],
  ['a break after a quotation mark', '“说明”\n指编号', '“说明”指编号'],
  ['the continuation of a list item', '- 第一项，\n  继续\n- 第二项', '- 第一项，继续\n- 第二项'],
])('joins %s', (_, text, joined) => {
  expect(joinChineseLines(text)).toBe(joined);
});

it.each([
  ['a break next to Latin', '上报 Proxy\n的地址'],
  ['a break after bold text', '**整批成功。**\n只要'],
  ['paragraphs', '第一段。\n\n第二段。'],
  ['lists', '如下：\n- 第一项\n- 第二项\n\n1. 甲\n2. 乙'],
  ['headings', '## 标题\n正文'],
  ['tables', '| 名称 |\n|---|\n| 值 |'],
  ['HTML', '说明：\n<div>\n内容\n</div>'],
  ['fenced code', '例如：\n\n```text\n第一行，\n第二行\n```\n正文'],
  ['hard breaks', '第一行。  \n第二行'],
])('keeps %s', (_, text) => {
  expect(joinChineseLines(text)).toBe(text);
});

it('finds a space next to full-width punctuation or between Han characters', () => {
  expect(strayChineseSpace('要么是事件； URL 中')).toBe('要么是事件； URL 中');
  expect(strayChineseSpace('数据 入库')).toBe('数据 入库');
  expect(strayChineseSpace('用 `a` ，或 `b`')).toBe('用 `a` ，或 `b`');
});

it('allows spaces around Latin, code and bold text', () => {
  expect(strayChineseSpace('向 Proxy 发送 `data`。**前置步骤。** 先\n- 一；\n- 二')).toBeUndefined();
});
