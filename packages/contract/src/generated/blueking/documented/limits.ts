// Generated from spec/ by `npm run generate`. Do not edit.

export const limits = {
  "pushCustomReport": {
    "method": "POST",
    "path": "/v2/push/",
    "mediaType": "application/json",
    "maxBodyBytes": 512000,
    "bodyTooLarge": "body-too-large",
    "maxDepth": 4096,
    "itemPointer": "/data",
    "minItems": 1,
    "tooFewItems": "data-empty",
    "maxItems": null,
    "tooManyItems": null,
    "clockSkewSeconds": null,
    "rateLimits": [
      {
        "requests": 1000,
        "windowSeconds": 60,
        "scope": "data_id",
        "algorithm": "sliding",
        "reason": "rate-limited"
      }
    ]
  }
} as const;
