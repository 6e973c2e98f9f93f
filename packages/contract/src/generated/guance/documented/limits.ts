// Generated from spec/ by `npm run generate`. Do not edit.

export const limits = {
  "pushEvent": {
    "method": "POST",
    "path": "/api/v1/push-events/{secret}/{subUri}",
    "mediaType": "application/json",
    "maxBodyBytes": 1048576,
    "bodyTooLarge": "body-too-large",
    "maxDepth": 512,
    "itemPointer": null,
    "minItems": null,
    "tooFewItems": null,
    "maxItems": null,
    "tooManyItems": null,
    "clockSkewSeconds": null,
    "rateLimits": [
      {
        "requests": 20,
        "windowSeconds": 60,
        "scope": "api-key",
        "algorithm": "sliding",
        "reason": "rate-limited-key"
      },
      {
        "requests": 200,
        "windowSeconds": 60,
        "scope": "workspace",
        "algorithm": "sliding",
        "reason": "rate-limited-workspace"
      }
    ]
  }
} as const;
