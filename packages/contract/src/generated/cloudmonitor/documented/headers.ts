// Generated from spec/ by `npm run generate`. Do not edit.

export const headers = {
  "uploadCustomEvents": {
    "Date": null,
    "Content-MD5": null,
    "x-cms-signature": "hmac-sha1",
    "x-cms-api-version": "1.0",
    "x-cms-ip": null,
    "x-cms-caller-type": null,
    "x-cms-security-token": null
  }
} as const;

export const companionHeaders = {
  "uploadCustomEvents": {
    "x-cms-caller-type": {
      "header": "x-cms-security-token",
      "value": "token"
    }
  }
} as const;

export const keyHeaders = {
  "accessKey": "Authorization"
} as const;
