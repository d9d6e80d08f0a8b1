/**
 * Another site, on which the widget stands: a server that sends one page, or whatever it is told to.
 */

import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

export interface HostSite {
  readonly port: number;
  close(): void;
}

export async function hostSite(answered: RequestListener): Promise<HostSite> {
  const server = createServer(answered);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
