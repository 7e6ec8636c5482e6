import type { FromPage, StepsMessage, VerdictMessage } from "../../../client/src/panels/messages.ts";
import type { Page } from "../../../client/src/panels/page.ts";
import type { Say } from "../../../client/src/say.ts";
import type { ServerRequests } from "../../../client/src/server-requests.ts";
import { askAbout } from "../../../client/src/verdicts/ask-about.ts";
import type { NamedVerdict } from "../../../client/src/verdicts/labelled-verdict.ts";
import { verdictNamed } from "../../../client/src/verdicts/named-verdicts.ts";
import { shownSteps } from "../../../client/src/verdicts/shown-steps.ts";
import type { Asked } from "../../../client/src/verdicts/simulation.ts";
import { sourcesToAsk } from "../../../client/src/verdicts/sources-to-ask.ts";
import type { Port } from "../../../client/webview/port.ts";
import type { Location } from "../../../server/src/protocol/names.ts";
import { element } from "../ui/elements.ts";

/** What views need of the page. */
export interface ViewHost {
  readonly server: ServerRequests;
  readonly say: Say;
  readonly asked: Asked;
  readonly follow: (place: Location) => void;
  readonly previewFix: (named: NamedVerdict) => void;
  /** Shows the answer about a source in the simulator. */
  readonly reveal: (from: string, label: string) => void;
  /** Saves a file on the user's machine. */
  readonly save: (name: string, content: Blob) => void;
  readonly copy: (text: string) => void;
}

/** A view that VS Code shows in a panel, here in an element of the page; it is filled whenever it is updated. */
export interface LiveView {
  readonly update: () => Promise<void>;
}

/** How a view is mounted and filled, and what it alone asks for. */
export interface ViewParts<In, Own> {
  readonly page: Page;
  readonly mount: (root: ParentNode, port: Port<In | StepsMessage, FromPage<Own>>) => void;
  readonly facts: () => Promise<In>;
  readonly answer: (own: Own, send: (message: In) => void) => Promise<void>;
}

/** In a shadow tree of its own, the view has its own style sheet and names of elements. */
export function liveView<In, Own>(box: HTMLElement, host: ViewHost, parts: ViewParts<In, Own>): LiveView {
  const { page, mount, facts, answer } = parts;
  let send: (message: In | StepsMessage) => void = () => undefined;
  let kept: object = {};
  const root = box.attachShadow({ mode: "open" });
  const view = element("section", page.view);
  // The page's elements are constant text of the extension, in its own words.
  view.innerHTML = page.body;
  root.append(stylesheet("views.css"), stylesheet("in-page.css"), view);
  const update = async (): Promise<void> => {
    send(await facts());
  };
  const respond = async (message: FromPage<Own>): Promise<void> => {
    if (message.kind === "place") host.follow(message.place);
    else if (message.kind === "own") await answer(message.own, send);
    else if (message.kind !== "ready") await answerAbout(host, message, send);
  };
  mount(root, {
    post: (message) => {
      void respond(message);
    },
    listen: (onMessage) => {
      send = onMessage;
    },
    state: {
      get: () => kept,
      set: (state) => {
        kept = state;
      },
    },
  });
  return { update };
}

function stylesheet(file: string): HTMLLinkElement {
  const link = element("link", "");
  link.rel = "stylesheet";
  link.href = new URL(file, import.meta.url).href;
  return link;
}

/** What a page asks about a verdict, which it knows by its ID and its source. */
async function answerAbout(
  { server, asked, say, previewFix, reveal }: ViewHost,
  { kind, id, from }: VerdictMessage,
  send: (message: StepsMessage) => void,
): Promise<void> {
  const sources = await sourcesToAsk(server, asked);
  const label = sources.find((each) => each.from === from)?.label ?? from;
  const named = verdictNamed([await askAbout(server, { from, label, to: null })], id);
  if (kind === "steps") send({ kind, id, steps: named ? shownSteps(say, named) : null });
  else if (!named) return;
  else if (kind === "fix") previewFix(named);
  else reveal(from, label);
}
