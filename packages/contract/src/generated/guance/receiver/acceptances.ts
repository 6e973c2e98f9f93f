// Generated from spec/ by `npm run generate`. Do not edit.

export const acceptances = {
  "pushEvent": {
    "status": 200,
    "members": {
      "/code": 200,
      "/content/ok": true,
      "/errorCode": "",
      "/success": true
    }
  }
} as const;
