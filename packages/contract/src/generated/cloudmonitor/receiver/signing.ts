// Generated from spec/ by `npm run generate`. Do not edit.

export const signing = {
  "uploadCustomEvents": {
    "lines": {
      "parts": [
        "method",
        {
          "header": "Content-MD5"
        },
        {
          "header": "Content-Type"
        },
        {
          "header": "Date"
        },
        "signed-headers",
        "resource"
      ],
      "separator": "\n"
    },
    "signedHeaders": {
      "prefixes": [
        "x-cms-",
        "x-acs-"
      ],
      "separator": ":"
    },
    "digest": {
      "header": "Content-MD5",
      "hash": "md5",
      "encoding": "upper-case-hex"
    },
    "signature": {
      "hash": "sha1",
      "encoding": "upper-case-hex"
    },
    "authorization": {
      "separator": ":"
    }
  }
} as const;
