// Generated from spec/ by `npm run generate`. Do not edit.

export const servers = [
  {
    "url": "http://{proxyIp}:10205",
    "region": null,
    "network": null
  }
] as const;
