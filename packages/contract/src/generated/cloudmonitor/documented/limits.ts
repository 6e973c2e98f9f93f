// Generated from spec/ by `npm run generate`. Do not edit.

export const limits = {
  "uploadCustomEvents": {
    "method": "POST",
    "path": "/event/custom/upload",
    "mediaType": "application/json",
    "maxBodyBytes": 512000,
    "bodyTooLarge": "body-too-large",
    "maxDepth": 512,
    "itemPointer": "",
    "minItems": 1,
    "tooFewItems": "no-events",
    "maxItems": 100,
    "tooManyItems": "too-many-events",
    "clockSkewSeconds": 900,
    "rateLimits": [
      {
        "requests": 20,
        "windowSeconds": 1,
        "scope": "account",
        "algorithm": "sliding",
        "reason": "rate-limited"
      }
    ]
  }
} as const;
