// Generated from spec/ by `npm run generate`. Do not edit.

export const servers = {
  "public": {
    "Guance CN1": "https://openapi.guance.com",
    "Guance CN2": "https://aws-openapi.guance.com",
    "Guance CN4": "https://cn4-openapi.guance.com",
    "Guance CN5": "https://cn5-openapi.guance.com",
    "Guance CN6": "https://cn6-openapi.guance.one",
    "Guance US1": "https://us1-openapi.guance.com",
    "Guance EU1": "https://eu1-openapi.guance.one",
    "Guance AP1": "https://ap1-openapi.guance.one",
    "Guance ZA1": "https://za1-openapi.guance.com",
    "Guance ID1": "https://id1-openapi.guance.com",
    "Guance ME1": "https://me1-openapi.guance.com",
    "TrueWatch US1": "https://us1-openapi.truewatch.com",
    "TrueWatch EU1": "https://eu1-openapi.truewatch.com",
    "TrueWatch AP1": "https://ap1-openapi.truewatch.com",
    "TrueWatch ZA1": "https://za1-openapi.truewatch.com",
    "TrueWatch ID1": "https://id1-openapi.truewatch.com",
    "TrueWatch ME1": "https://me1-openapi.truewatch.com"
  }
} as const;
