/** Why the template of a call is not read. */
export type WhyUnread =
  /** A tool fetches it from where it is published, and has not. */
  | "not-downloaded"
  /** It is not downloaded, and a folder of the workspace has the name of its repository. */
  | "named-alike"
  /** The next `bicepconfig.json` leads its alias elsewhere, or does not define it. */
  | "changed-alias"
  /** Several files of the repository end as its address does. */
  | "ambiguous"
  /** Nothing is where its path leads. */
  | "not-found"
  /** What is there cannot be read as a template. */
  | "not-a-template"
  /** Only the deployment knows where it is. */
  | "not-known"
  /** It is written in a property of a resource that deploys it. */
  | "in-resource"
  /** Only the deployment knows the type of a resource, or which resources there are. */
  | "type-not-known"
  /** Calls go deeper, or are more, than are followed. */
  | "limit";
