/** Functions whose every call gives another value. */
export const unrepeatable: ReadonlySet<string> = new Set(["newguid", "utcnow", "timestamp", "uuid"]);
