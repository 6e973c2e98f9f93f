// Generated from spec/ by `npm run generate`. Do not edit.

export const signing = {
  "uploadCustomEvents": {
    "parts": [
      "method",
      "Content-MD5",
      "Content-Type",
      "Date",
      "signed-headers",
      "resource"
    ],
    "lineSeparator": "\n",
    "prefixes": [
      "x-cms-",
      "x-acs-"
    ],
    "nameSeparator": ":",
    "digestHeader": "Content-MD5",
    "digestHash": "md5",
    "signatureHash": "sha1",
    "keySeparator": ":"
  }
} as const;
