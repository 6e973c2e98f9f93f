import { expect, it } from 'vitest';
import { escapeMarkup } from './escape-markup.ts';

it.each([
  ['<script>alert("1")</script>', '&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62;'],
  ["it's a & b", 'it&#39;s a &#38; b'],
  ['告警\n🚀', '告警\n🚀'],
  ['a\u0000b\u001bc', 'a\ufffdb\ufffdc'],
  ['half \ud83d', 'half \ufffd'],
])('makes %j safe', (text, safe) => {
  expect(escapeMarkup(text)).toBe(safe);
});
