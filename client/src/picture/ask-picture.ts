import type { PictureParams } from "../../../server/src/protocol/picture.ts";
import type { ServerRequests } from "../server-requests.ts";
import { vaultId } from "../vault-id.ts";
import type { Asked } from "../verdicts/simulation.ts";
import { sourcesToAsk } from "../verdicts/sources-to-ask.ts";
import type { Selection } from "./picture-facts.ts";

/** What to draw of the current templates. */
export async function pictureParams(
  server: ServerRequests,
  asked: Asked,
  { environment, vault }: Selection,
): Promise<PictureParams> {
  const [sources, { vaults }] = await Promise.all([sourcesToAsk(server, asked), server.environments({})]);
  const to = vaults.find((each) => vaultId(each) === vault);
  return {
    from: sources.map(({ from }) => from),
    ...(to ? { to: { root: to.root, key: to.key } } : {}),
    ...(environment === null ? {} : { environment: environment === "" ? null : environment }),
  };
}
