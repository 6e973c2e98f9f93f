/** Comments in the samples. */
import type { Language } from '@pushspec/contract';

export interface SampleComments {
  /** First comment: the variables that the sample reads. */
  needs: (variables: readonly string[]) => string;
  /** Comment above the check of the response. */
  checks: string;
  /** Comment above the bytes of the body. */
  once: string;
  temporaryKeys: (headers: string) => string;
  /** Says that a command signs a form, and that each request needs a signature of its own. */
  signedForm: string;
}

export const sampleComments: Record<Language, SampleComments> = {
  en: {
    needs: (variables) => `Set ${variables.join(' and ')} first.`,
    checks: 'A failure can come with status 200, so check the body too.',
    once: 'Serialize once: sign and send the same bytes.',
    signedForm: 'pushspec sign prints the signed headers. Each request needs new ones.',
    temporaryKeys: (headers) => `For a permanent key. A temporary (STS) key also needs ${headers}.`,
  },
  zh: {
    needs: (variables) => `请先设置 ${variables.join(' 和 ')}。`,
    checks: '状态码 200 也可能是失败，还要检查响应体。',
    once: '只序列化一次：签名和发送的是同一份字节。',
    signedForm: 'pushspec sign 输出签名后的请求头；每个请求都要重新签名。',
    temporaryKeys: (headers) => `适用于长期密钥。临时（STS）密钥还需要 ${headers}。`,
  },
};
