import type { Connection } from "vscode-languageserver";
import { faultOfGlob } from "../core/index.ts";
import type { Client } from "./client.ts";
import { readSettings, type Settings } from "./settings.ts";

/** The section of the editor's settings that belongs to this extension. */
export const section = "keyVaultNetwork";

/** Settings as the client has them, requested once per resource until they change. */
export interface SettingsStore {
  readonly of: (uri: string) => Promise<Settings>;
  /** Those of the window rather than of a resource. */
  readonly ofWindow: () => Promise<Settings>;
  /** Forgets what is known; `pushed` is what the client sent, for clients that cannot be asked. */
  readonly change: (pushed: unknown) => void;
}

/** Asks the client if it supports that; otherwise the settings are those it sent. */
export function createSettingsStore(connection: Connection, client: Client): SettingsStore {
  let asked = new Map<string, Promise<Settings>>();
  let pushed = readSettings(client.settings);
  const read = (json: unknown): Settings => {
    const settings = readSettings(json);
    for (const pattern of settings.validate.exclude) {
      const fault = faultOfGlob(pattern);
      if (fault) connection.console.warn(`${section}.validate.exclude: ${client.words.glob(fault)}`);
    }
    return settings;
  };
  const ask = async (uri: string): Promise<Settings> => {
    const scope = uri === "" ? { section } : { section, scopeUri: uri };
    try {
      const json: unknown = await connection.workspace.getConfiguration(scope);
      return read(json);
    } catch {
      // If a client announces settings but fails to supply them, the defaults apply.
      return pushed;
    }
  };
  const of = (uri: string): Promise<Settings> => {
    if (!client.hasConfiguration) return Promise.resolve(pushed);
    const before = asked.get(uri);
    if (before) return before;
    const answer = ask(uri);
    asked.set(uri, answer);
    return answer;
  };
  return {
    of,
    ofWindow: () => of(""),
    change: (settings) => {
      asked = new Map();
      const ours: unknown =
        typeof settings === "object" && settings !== null ? Reflect.get(settings, section) : null;
      if (ours !== null && ours !== undefined) pushed = read(ours);
    },
  };
}
