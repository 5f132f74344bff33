// Installers of toolchains and package sources, which touch neither servers nor accounts (their own scripts).
export const TOOLCHAINS =
  /^https:\/\/(deb|rpm)\.nodesource\.com\/|^https:\/\/getcomposer\.org\/(installer|composer)|^https:\/\/sh\.rustup\.rs|^https:\/\/install\.python-poetry\.org|^https:\/\/bootstrap\.pypa\.io\/|^https:\/\/(bun\.sh|astral\.sh)\/|^https:\/\/raw\.githubusercontent\.com\/nvm-sh\//;
