import type { ServerRequests } from "../../../client/src/server-requests.ts";
import type { Say } from "../../../client/src/say.ts";
import { type NamedVerdict, vaultIn } from "../../../client/src/verdicts/labelled-verdict.ts";
import { vaultOf } from "../../../client/src/verdicts/named-verdicts.ts";
import { fileName } from "../../../client/src/places.ts";
import type { AccessChange } from "../../../server/src/protocol/changes-of-access.ts";
import { button, byId, element } from "../ui/elements.ts";

/** What a preview needs of the page. */
export interface PreviewHost {
  readonly server: Pick<ServerRequests, "changesOfAccess">;
  readonly say: Say;
  /** The text of a file as it is now. */
  readonly textAt: (uri: string) => string | null;
  readonly apply: (change: AccessChange) => void;
  readonly words: { readonly apply: string; readonly close: string };
}

/** Shows the smallest changes that reverse a verdict, narrowest first; each is applied by its button. */
export async function previewFix(host: PreviewHost, named: NamedVerdict): Promise<void> {
  const { server, say, words } = host;
  const { verdict, source } = named;
  const expect = verdict.verdict === "allowed" ? "deny" : "allow";
  const { changes, isTried } = await server.changesOfAccess({
    from: verdict.from,
    ...vaultOf(named),
    expect,
  });
  const vault = vaultIn(named);
  const dialog = byId("preview", HTMLDialogElement);
  const title = element(
    "h2",
    "",
    expect === "allow" ? say("Allow {0} on {1}", source, vault) : say("Deny {0} on {1}", source, vault),
  );
  title.id = "preview-title";
  const close = button("", words.close, () => {
    dialog.close();
  });
  const none = isTried
    ? say("No single edit in these files would do this.")
    : say("No automatic fix is known for this.");
  dialog.replaceChildren(
    title,
    ...(changes.length === 0 ? [element("p", "", none)] : []),
    ...changes.map((change) => alternative(host, dialog, change)),
    element("footer", "", close),
  );
  dialog.showModal();
}

function alternative(host: PreviewHost, dialog: HTMLDialogElement, change: AccessChange): HTMLElement {
  const { documents, title, tests } = change;
  const section = element("section", "change", element("h3", "", title));
  if (tests !== null) section.append(element("p", "muted", tests));
  for (const { uri, text } of documents)
    section.append(element("p", "muted", fileName(uri)), difference(host.textAt(uri) ?? "", text));
  if (documents.length === 0) section.append(element("p", "muted", host.say("no automatic fix")));
  else
    section.append(
      button("primary", host.words.apply, () => {
        dialog.close();
        host.apply(change);
      }),
    );
  return section;
}

/** The lines between those that both texts begin and end with. */
function difference(before: string, after: string): HTMLElement {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let kept = 0;
  while (kept < shorter - start && old.at(-1 - kept) === now.at(-1 - kept)) kept++;
  const line = (tag: "del" | "ins", text: string): HTMLElement =>
    element(tag, "", `${tag === "del" ? "-" : "+"} ${text}\n`);
  return element(
    "pre",
    "difference",
    ...old.slice(start, old.length - kept).map((text) => line("del", text)),
    ...now.slice(start, now.length - kept).map((text) => line("ins", text)),
  );
}
