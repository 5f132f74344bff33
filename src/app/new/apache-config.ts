/** A new configuration of Apache. */

/** Where an Apache has what its configuration names. */
export interface ApacheFolders {
  readonly serverRoot: string;
  /** Its modules, from the server root or as a container path. */
  readonly modules: string;
  /** Modules that are files; the others are built in. */
  readonly loaded: readonly string[];
  readonly mimeTypes: string;
}

/** What the server does. */
export interface ApacheSite extends ApacheFolders {
  readonly port: number;
  readonly webRoot: string;
  readonly user: string;
  /** What the port is for, for whoever reads it. */
  readonly purpose: string;
}

/** The whole main configuration: one site for both families, with its pid in `/tmp` and its logs in the container's. */
export function apacheConfig(site: ApacheSite): string {
  const { serverRoot, modules, loaded, mimeTypes, port, webRoot, user, purpose } = site;
  return `ServerRoot "${serverRoot}"
${loaded.map((name) => `LoadModule ${name}_module ${modules}/mod_${name}.so\n`).join("")}
# ${purpose}
Listen ${port}
ServerName localhost

User ${user}
Group ${user}
PidFile /tmp/httpd.pid

ErrorLog /proc/self/fd/2
LogLevel warn
LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
CustomLog /proc/self/fd/1 common

TypesConfig ${mimeTypes}
DocumentRoot "${webRoot}"
DirectoryIndex index.html

<Directory "/">
    AllowOverride None
    Require all denied
</Directory>

<Directory "${webRoot}">
    Require all granted
</Directory>
`;
}
