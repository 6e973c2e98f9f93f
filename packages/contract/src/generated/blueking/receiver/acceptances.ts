// Generated from spec/ by `npm run generate`. Do not edit.

export const acceptances = {
  "pushCustomReport": {
    "status": 200,
    "members": {
      "/code": "200",
      "/result": "true"
    }
  }
} as const;
