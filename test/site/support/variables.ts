/** Variables in which the process that built the site names it to those that test it. */
export const variables = {
  folder: "SITE_FOLDER",
  address: "SITE_ADDRESS",
  elsewhere: "SITE_ELSEWHERE",
  playground: "SITE_PLAYGROUND",
} as const;
