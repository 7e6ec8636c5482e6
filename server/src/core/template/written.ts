/** What a fix writes: plain data that each syntax prints in its own style. */
export type Written =
  null | boolean | number | string | readonly Written[] | { readonly [key: string]: Written };
