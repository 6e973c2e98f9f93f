// Generated from spec/ by `npm run generate`. Do not edit.

export const limits = {
  "pushCustomReport": {
    "method": "POST",
    "path": "/v2/push/",
    "mediaType": "application/json",
    "maxBodyBytes": null,
    "bodyTooLarge": null,
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
        "windowSeconds": 1,
        "scope": "access_token",
        "algorithm": "token-bucket",
        "burst": 1000,
        "reason": "rate-limited"
      }
    ]
  }
} as const;
