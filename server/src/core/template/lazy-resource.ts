import type { Expression, Loop } from "./expression.ts";
import type { ResourceDeclaration, ResourceIdentity, Update } from "./template.ts";

/** What every resource of a template is asked for. */
type Head = Pick<
  ResourceDeclaration,
  | "symbol"
  | "key"
  | "existing"
  | "nullable"
  | "updates"
  | "type"
  | "condition"
  | "loop"
  | "parent"
  | "azureType"
>;

/** All else, which most resources of a template are not asked for: they have nothing to do with vaults. */
export type LoweredRest = Pick<
  ResourceDeclaration,
  "span" | "labelSpan" | "apiVersion" | "name" | "scope" | "body" | "dependsOn"
>;

/** What a resource is lowered from. */
interface Unlowered {
  readonly readFrom: object;
  readonly lower: () => LoweredRest;
  /** Absent where no resource has one. */
  readonly identity?: () => ResourceIdentity | undefined;
}

/** A resource of which all but the head is lowered when it is asked for. A spread of it has only the head. */
export class LazyResource implements ResourceDeclaration {
  readonly symbol: string;
  readonly key: string | null;
  readonly existing: boolean;
  readonly nullable: boolean;
  readonly updates: Update | undefined;
  readonly type: Expression;
  readonly condition: Expression | null;
  readonly loop: Loop | null;
  readonly parent: ResourceDeclaration["parent"];
  readonly azureType: string | undefined;
  readonly #unlowered: Unlowered;
  #rest: LoweredRest | null = null;

  constructor(head: Head, unlowered: Unlowered) {
    this.symbol = head.symbol;
    this.key = head.key;
    this.existing = head.existing;
    this.nullable = head.nullable ?? false;
    this.updates = head.updates;
    this.type = head.type;
    this.condition = head.condition;
    this.loop = head.loop;
    this.parent = head.parent;
    this.azureType = head.azureType;
    this.#unlowered = unlowered;
  }

  get readFrom(): object {
    return this.#unlowered.readFrom;
  }

  get span(): LoweredRest["span"] {
    return this.#lowered().span;
  }

  get labelSpan(): LoweredRest["labelSpan"] {
    return this.#lowered().labelSpan;
  }

  get apiVersion(): LoweredRest["apiVersion"] {
    return this.#lowered().apiVersion;
  }

  get name(): LoweredRest["name"] {
    return this.#lowered().name;
  }

  get scope(): LoweredRest["scope"] {
    return this.#lowered().scope;
  }

  get body(): LoweredRest["body"] {
    return this.#lowered().body;
  }

  get dependsOn(): LoweredRest["dependsOn"] {
    return this.#lowered().dependsOn;
  }

  get identity(): ResourceIdentity | undefined {
    return this.#unlowered.identity?.();
  }

  #lowered(): LoweredRest {
    return (this.#rest ??= this.#unlowered.lower());
  }
}

/** All that a declaration says, as an object that can be spread; not what it was lowered from. */
export function plainDeclaration(declaration: ResourceDeclaration): ResourceDeclaration {
  const { symbol, key, existing, type, condition, loop, parent } = declaration;
  const { updates, around, azureType } = declaration;
  const { span, labelSpan, apiVersion, name, scope, body, dependsOn, identity } = declaration;
  return {
    ...{ symbol, key, existing, type, condition, loop, parent },
    ...{ span, labelSpan, apiVersion, name, scope, body, dependsOn },
    ...{ azureType, identity },
    ...(updates ? { updates } : {}),
    ...(around ? { around } : {}),
  };
}
