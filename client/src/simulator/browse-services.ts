import { l10n } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { inWindow } from "../window-language.ts";
import { pickRow } from "./choose-source.ts";
import { type RecentSource, serviceRows } from "./source-rows.ts";

/** Lets the user look up whether a service is trusted, and for what. Undefined if canceled. */
export async function browseServices(server: LanguageServer): Promise<readonly RecentSource[] | undefined> {
  const { servicesAsOf } = await server.sources({ typed: "" });
  return pickRow({
    title: l10n.t("Trusted Services, as Listed by Microsoft on {0}", servicesAsOf),
    placeholder: l10n.t("Service name; press Enter to simulate its access"),
    rows: async (typed) =>
      serviceRows(inWindow, (await server.sources({ typed: `service:${typed}` })).services),
  });
}
