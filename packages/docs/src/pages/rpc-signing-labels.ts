/** Labels of the section about signing requests to an RPC gateway. */
import type { Language, SchemeName } from '@pushspec/contract';

/** The part of a signed request that a header or parameter carries. */
export type SignedRole =
  | 'host'
  | 'accessKeyId'
  | 'timestamp'
  | 'nonce'
  | 'digest'
  | 'securityToken'
  | 'securityTokenKeyId'
  | 'signature';

/** Numbers and names of the contract. All of them are formatted already. */
export interface RpcSigningFacts {
  /** A valid timestamp. */
  time: string;
  clockSeconds: string;
  nonceSeconds: string;
  hash: string;
}

export interface RpcSigningLabels {
  choose: string;
  schemeTitle: Record<SchemeName, string>;
  field: { header: string; parameter: string; value: string };
  role: (role: SignedRole, facts: RpcSigningFacts) => string;
  /** Says where the signature is. */
  carrier: Record<SchemeName, (name: string) => string>;
  digest: (hash: string) => string;
  queryParameters: string;
  allParameters: (signature: string) => string;
  canonicalQuery: string;
  canonicalRequest: (host: string, prefix: string) => string;
  acs3StringToSign: (algorithm: string, hash: string) => string;
  acs3Signature: (hash: string) => string;
  authorization: string;
  v1StringToSign: string;
  v1Signature: (hash: string, key: string) => string;
  v1Parameter: string;
  titles: Record<StepTitle, string>;
  repeat: string;
}

export type StepTitle = 'parameters' | 'canonicalQuery' | 'canonicalRequest' | 'stringToSign' | 'signature';

const en: RpcSigningLabels = {
  choose: 'Sign each request with one of these two schemes.',
  schemeTitle: { acs3: 'Sign with ACS3', 'rpc-v1': 'Sign with version 1' },
  field: { header: 'Header', parameter: 'Parameter', value: 'Value' },
  role: (role, { time, clockSeconds, nonceSeconds, hash }) =>
    ({
      host: 'The host of the URL, with its port if it has one. HTTP clients send it.',
      accessKeyId: 'The ID of the access key.',
      timestamp: `The time in UTC and whole seconds, such as ${time}. It may differ from the service's clock by ${clockSeconds} s.`,
      nonce: `A random string. Each request needs a new one: a key may use it again after ${nonceSeconds} s.`,
      digest: `The ${hash} of the body, see step 1.`,
      securityToken: 'The security token. Only temporary (STS) keys have one.',
      securityTokenKeyId: 'The AccessKeyId of a temporary key. Optional.',
      signature: 'The signature, see the last step.',
    })[role],
  carrier: {
    acs3: (name) =>
      `The signature is in the header ${name}. Send these headers too. The names of headers are in lowercase in the signature.`,
    'rpc-v1': (name) =>
      `The signature is in the parameter ${name}. Send these parameters next to the events, in the query or in the form.`,
  },
  digest: (hash) =>
    `**1. Digest.** Compute the ${hash} of the bytes of the body, in lowercase hex. This request has no body. Parameters in a form count through the digest only.`,
  queryParameters:
    '**2. Parameters.** Take the parameters of the query, decoded. They are shown here as JSON, where `\\n` is a line feed.',
  allParameters: (signature) =>
    `**1. Parameters.** Take all parameters of the query and the form, decoded, without ${signature}. They are shown here as JSON, where \`\\n\` is a line feed.`,
  canonicalQuery:
    'Sort the parameters by name, in ASCII order: `EventInfo.10` comes before `EventInfo.2`. Percent-encode each name and value as UTF-8: keep `A`–`Z`, `a`–`z`, `0`–`9`, `-`, `.`, `_` and `~`, and write every other byte as `%` and two uppercase hex digits. A space is `%20`. Join name and value with `=`, and the pairs with `&`.',
  canonicalRequest: (host, prefix) =>
    `**4. Canonical request.** Join these lines with line feeds: the method; \`/\`; the canonical query; \`name:value\` for each signed header; an empty line; the names of the signed headers, joined with \`;\`; the digest. The signed headers are ${host} and all headers that start with ${prefix}, sorted by name. Write names in lowercase, and trim the values. Other headers may be signed as well.`,
  acs3StringToSign: (algorithm, hash) =>
    `**5. String to sign.** Write ${algorithm}, a line feed, and the ${hash} of the canonical request in lowercase hex.`,
  acs3Signature: (hash) =>
    `**6. Signature.** Compute the HMAC-${hash} of the string to sign, with the secret as the key, in lowercase hex.`,
  authorization: '**7. Header.** Send the key ID, the names of the signed headers and the signature.',
  v1StringToSign:
    '**3. String to sign.** Percent-encode the canonical query once more. Join the method, `%2F` (the encoded path) and the result with `&`.',
  v1Signature: (hash, key) =>
    `**4. Signature.** Compute the HMAC-${hash} of the string to sign, in base64. The key is the secret, followed by \`&\`: ${key}.`,
  v1Parameter: '**5. Parameter.** Send the signature, percent-encoded.',
  titles: {
    parameters: 'Parameters',
    canonicalQuery: 'Canonical query',
    canonicalRequest: 'Canonical request',
    stringToSign: 'String to sign',
    signature: 'Signature',
  },
  repeat: 'Repeat the hashes in a shell:',
};

const zh: RpcSigningLabels = {
  choose: '每个请求任选以下一种方式签名。',
  schemeTitle: { acs3: '使用 ACS3 签名', 'rpc-v1': '使用版本 1 签名' },
  field: { header: '请求头', parameter: '参数', value: '值' },
  role: (role, { time, clockSeconds, nonceSeconds, hash }) =>
    ({
      host: 'URL 中的主机名，有端口时带上端口。HTTP 客户端会自动发送。',
      accessKeyId: '密钥的 AccessKeyId。',
      timestamp: `UTC 时间，精确到秒，例如 ${time}。与服务端时钟的偏差不超过 ${clockSeconds} 秒。`,
      nonce: `随机字符串，每个请求都要重新生成。同一 AccessKey 在 ${nonceSeconds} 秒内不能重复使用。`,
      digest: `请求体的 ${hash}，见第 1 步。`,
      securityToken: '安全令牌，仅临时（STS）密钥需要。',
      securityTokenKeyId: '临时密钥的 AccessKeyId，可选。',
      signature: '签名，见最后一步。',
    })[role],
  carrier: {
    acs3: (name) => `签名放在请求头 ${name} 中，同时还要发送以下请求头。签名中的请求头名称一律小写。`,
    'rpc-v1': (name) => `签名放在参数 ${name} 中。以下参数与事件一起放在查询字符串或表单中发送。`,
  },
  digest: (hash) =>
    `**1. 摘要。** 计算请求体字节的 ${hash}，写成小写十六进制。本例没有请求体。表单中的参数只通过摘要参与签名。`,
  queryParameters: '**2. 参数。** 取查询字符串中的参数并解码。这里以 JSON 列出，其中 `\\n` 表示换行。',
  allParameters: (signature) =>
    `**1. 参数。** 取查询字符串和表单中的全部参数并解码，不含 ${signature}。这里以 JSON 列出，其中 \`\\n\` 表示换行。`,
  canonicalQuery:
    '参数按名称的 ASCII 码排序：`EventInfo.10` 排在 `EventInfo.2` 之前。名称和值按 UTF-8 进行百分号编码：`A`–`Z`、`a`–`z`、`0`–`9`、`-`、`.`、`_` 和 `~` 保持不变，其他字节写成 `%` 加两位大写十六进制数，空格写成 `%20`。名称与值之间用 `=` 连接，各参数之间用 `&` 连接。',
  canonicalRequest: (host, prefix) =>
    `**4. 规范请求。** 以换行连接以下各行：请求方法；\`/\`；规范查询字符串；每个参与签名的请求头各一行 \`名称:值\`；一个空行；以 \`;\` 连接的参与签名的请求头名称；摘要。${host} 和所有以 ${prefix} 开头的请求头都要参与签名，按名称排序，名称小写，值去掉首尾空格。其他请求头也可以参与签名。`,
  acs3StringToSign: (algorithm, hash) =>
    `**5. 待签名字符串。** 依次写 ${algorithm}、换行，以及规范请求的 ${hash}（小写十六进制）。`,
  acs3Signature: (hash) =>
    `**6. 签名。** 以 AccessKeySecret 为密钥，计算待签名字符串的 HMAC-${hash}，写成小写十六进制。`,
  authorization: '**7. 请求头。** 发送 AccessKeyId、参与签名的请求头名称和签名。',
  v1StringToSign:
    '**3. 待签名字符串。** 将规范查询字符串再做一次百分号编码，然后用 `&` 连接请求方法、`%2F`（编码后的路径）和编码结果。',
  v1Signature: (hash, key) =>
    `**4. 签名。** 计算待签名字符串的 HMAC-${hash}，写成 Base64。密钥是 AccessKeySecret 后面加上 \`&\`：${key}。`,
  v1Parameter: '**5. 参数。** 发送百分号编码后的签名。',
  titles: {
    parameters: '参数',
    canonicalQuery: '规范查询字符串',
    canonicalRequest: '规范请求',
    stringToSign: '待签名字符串',
    signature: '签名',
  },
  repeat: '在终端中重复各步的摘要和签名：',
};

export const rpcSigningLabels: Record<Language, RpcSigningLabels> = { en, zh };
