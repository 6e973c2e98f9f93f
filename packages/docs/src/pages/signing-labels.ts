/** Labels of the section about signing. */
import type { Language } from '@pushspec/contract';

export interface SigningLabels {
  title: string;
  /** Takes the key ID and the secret as inline code. */
  intro: (id: string, secret: string) => string;
  body: (bytes: number) => string;
  digest: (header: string, hash: string) => string;
  stringToSign: (parts: number) => string;
  signature: (hash: string) => string;
  header: string;
  repeat: string;
  script: string;
  /** Takes the name of the API. */
  own: (api: string) => string;
}

const en: SigningLabels = {
  title: 'Sign requests',
  intro: (id, secret) =>
    `Each step below shows the values of one request, signed with the access key ${id} and the secret ${secret}. If your code gets the same values, it signs correctly.`,
  body: (bytes) => `1. Body: these ${bytes} bytes, without a line feed at the end`,
  digest: (header, hash) => `2. ${header}: ${hash} of the body, in uppercase hex`,
  stringToSign: (parts) => `3. String to sign: ${parts} parts, joined by line feeds`,
  signature: (hash) => `4. Signature: HMAC-${hash} of the string to sign, in uppercase hex`,
  header: '5. Header to send',
  repeat: 'Repeat steps 2 and 4 in a shell:',
  script: 'Shell',
  own: (api) =>
    `To compare a string to sign with your own, run \`pushspec sign ${api} --show-string\`. For a refused signature, the [inspector](/inspector/) shows both strings side by side.`,
};

const zh: SigningLabels = {
  title: '请求签名',
  intro: (id, secret) =>
    `以下各步列出同一个请求的全部中间值，使用的 AccessKeyId 是 ${id}，AccessKeySecret 是 ${secret}。你的代码得到相同的值，签名就是正确的。`,
  body: (bytes) => `1. 请求体：共 ${bytes} 字节，末尾没有换行`,
  digest: (header, hash) => `2. ${header}：请求体的 ${hash}，大写十六进制`,
  stringToSign: (parts) => `3. 待签名字符串：${parts} 个部分，以换行连接`,
  signature: (hash) => `4. 签名：待签名字符串的 HMAC-${hash}，大写十六进制`,
  header: '5. 要发送的请求头',
  repeat: '在终端中重复第 2 步和第 4 步：',
  script: '终端',
  own: (api) =>
    `要核对自己的待签名字符串，请运行 \`pushspec sign ${api} --show-string\`。签名被拒绝时，[请求查看器](/inspector/?lang=zh)会并排显示两个字符串。`,
};

export const signingLabels: Record<Language, SigningLabels> = { en, zh };
