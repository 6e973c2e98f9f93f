// Generated from spec/ by `npm run generate`. Do not edit.

export const refusedNames = {
  "Name": {
    "names": [
      "__proto__"
    ],
    "prefixes": []
  }
} as const;
