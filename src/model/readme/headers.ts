/** What a column or a key/value row is about; `name` is a header that may mean anything. */
export type Kind =
  | "variable"
  | "name"
  | "default"
  | "value"
  | "port"
  | "volume"
  | "file"
  | "path"
  | "user"
  | "description";

const HEADERS: readonly (readonly [RegExp, Kind])[] = [
  [
    /^(?:(?:docker |container )?(?:env(?:ironment)?|environment) ?)?(?:variables?|vars?|var)(?: names?)?$/,
    "variable",
  ],
  [/^(?:env|environment)(?: names?| keys?)?$/, "variable"],
  [/^(?:name|key|setting|option|parameter|argument|property|field|fact|item|what|)s?$/, "name"],
  [/^(?:configuration|config)?(?: key| option| setting)?$/, "name"],
  [/^defaults?(?: values?| settings?)?$/, "default"],
  [/^(?:current )?values?$/, "value"],
  [
    /^(?:(?:container|internal|image|exposed|listen(?:ing)?|service|tcp|udp|http|https) )?ports?(?: numbers?| exposed)?$/,
    "port",
  ],
  [
    /^(?:volumes?|mounts?|mount (?:point|path)s?|container (?:mount|volume)s?|volume (?:path|mount)s?)$/,
    "volume",
  ],
  [/^(?:files?|(?:config|configuration) (?:files?|path)|file ?(?:name|path)s?)$/, "file"],
  [/^(?:(?:container |mount )?(?:path|dir|directory|folder|location)s?)$/, "path"],
  [
    /^(?:(?:container |process |run(?:time)? |worker )?users?|runs? as|running as|uid|user ?id|user name)$/,
    "user",
  ],
  [
    /^(?:description|purpose|meaning|function|notes?|comments?|details|usage|explanation|role|remarks?)$/,
    "description",
  ],
];

/** What a column is about, told by its header. */
export function kindOf(header: string): Kind | undefined {
  const words = header
    .toLowerCase()
    .replace(/\(.*?\)|[*_`:#]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return HEADERS.find(([pattern]) => pattern.test(words))?.[1];
}
