import { Disposable, type Event, type TreeView } from "vscode";
import type { EnvironmentsResult } from "../../../server/src/protocol/environments.ts";
import { inWindow } from "../window-language.ts";
import { type BaselineInForce, viewDescription } from "./view-description.ts";

/** What the rows of all views hold for. */
export interface Held {
  readonly environment: { readonly onDidChange: Event<EnvironmentsResult> };
  readonly baseline: { readonly onDidChange: Event<BaselineInForce | null> };
}

/** Keeps the text beside a view's title up to date. */
export function describe(
  view: Pick<TreeView<unknown>, "description">,
  { environment, baseline }: Held,
): Disposable {
  let environments: EnvironmentsResult | null = null;
  let compared: BaselineInForce | null = null;
  const show = () => {
    view.description = viewDescription(inWindow, environments, compared);
  };
  return Disposable.from(
    environment.onDidChange((result) => {
      environments = result;
      show();
    }),
    baseline.onDidChange((result) => {
      compared = result;
      show();
    }),
  );
}
