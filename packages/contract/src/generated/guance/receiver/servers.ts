// Generated from spec/ by `npm run generate`. Do not edit.

export const servers = [
  {
    "url": "https://openapi.guance.com",
    "region": "Guance CN1",
    "network": null
  },
  {
    "url": "https://aws-openapi.guance.com",
    "region": "Guance CN2",
    "network": null
  },
  {
    "url": "https://cn4-openapi.guance.com",
    "region": "Guance CN4",
    "network": null
  },
  {
    "url": "https://cn5-openapi.guance.com",
    "region": "Guance CN5",
    "network": null
  },
  {
    "url": "https://cn6-openapi.guance.one",
    "region": "Guance CN6",
    "network": null
  },
  {
    "url": "https://us1-openapi.guance.com",
    "region": "Guance US1",
    "network": null
  },
  {
    "url": "https://eu1-openapi.guance.one",
    "region": "Guance EU1",
    "network": null
  },
  {
    "url": "https://ap1-openapi.guance.one",
    "region": "Guance AP1",
    "network": null
  },
  {
    "url": "https://za1-openapi.guance.com",
    "region": "Guance ZA1",
    "network": null
  },
  {
    "url": "https://id1-openapi.guance.com",
    "region": "Guance ID1",
    "network": null
  },
  {
    "url": "https://me1-openapi.guance.com",
    "region": "Guance ME1",
    "network": null
  },
  {
    "url": "https://us1-openapi.truewatch.com",
    "region": "TrueWatch US1",
    "network": null
  },
  {
    "url": "https://eu1-openapi.truewatch.com",
    "region": "TrueWatch EU1",
    "network": null
  },
  {
    "url": "https://ap1-openapi.truewatch.com",
    "region": "TrueWatch AP1",
    "network": null
  },
  {
    "url": "https://za1-openapi.truewatch.com",
    "region": "TrueWatch ZA1",
    "network": null
  },
  {
    "url": "https://id1-openapi.truewatch.com",
    "region": "TrueWatch ID1",
    "network": null
  },
  {
    "url": "https://me1-openapi.truewatch.com",
    "region": "TrueWatch ME1",
    "network": null
  },
  {
    "url": "https://{host}",
    "region": "Private deployment",
    "network": null
  }
] as const;
