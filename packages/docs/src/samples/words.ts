/** The few comments of the samples. */
import type { Language } from '@pushspec/contract';

export interface SampleWords {
  /** Above the check of the answer. */
  checks: string;
  /** Above the bytes of the body. */
  once: string;
  temporaryKeys: (headers: string) => string;
}

export const sampleWords: Record<Language, SampleWords> = {
  en: {
    checks: 'The status alone does not tell: the answer has to say so, too.',
    once: 'Serialised once: these very bytes are signed and sent.',
    temporaryKeys: (headers) => `For a permanent key. A temporary (STS) key needs ${headers} as well.`,
  },
  zh: {
    checks: '仅凭状态码不能判断是否成功，还要看响应体。',
    once: '只序列化一次：签名和发送的是同一份字节。',
    temporaryKeys: (headers) => `适用于长期密钥。临时（STS）密钥还需要 ${headers}。`,
  },
};
