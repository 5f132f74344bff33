/** Beginnings of what a README may say, each of which, repeated, tempts a reader to look through all of the rest. */
export const hostilePieces: readonly string[] = [
  "port 1 ",
  "- 1:",
  "as the user ",
  "`a` ",
  "listen a b c d ",
  "uid/gid ",
  "-p 1",
  "default ",
  "[/a",
];
