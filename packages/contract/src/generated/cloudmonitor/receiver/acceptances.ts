// Generated from spec/ by `npm run generate`. Do not edit.

export const acceptances = {
  "uploadCustomEvents": {
    "status": 200,
    "members": {
      "/code": "200"
    }
  }
} as const;
