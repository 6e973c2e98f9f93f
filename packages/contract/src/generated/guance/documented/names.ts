// Generated from spec/ by `npm run generate`. Do not edit.

export const refusedNames = {
  "UnprefixedName": {
    "names": [],
    "prefixes": [
      "_",
      "df_"
    ]
  },
  "UnreservedName": {
    "names": [
      "source",
      "time",
      "time_us",
      "timestamp",
      "workspace_uuid",
      "workspace_name",
      "extra_data",
      "create_time"
    ],
    "prefixes": []
  },
  "FreeName": {
    "names": [
      "__proto__"
    ],
    "prefixes": []
  }
} as const;
