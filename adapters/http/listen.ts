/**
 * Takes and gives back a port, and says what to do where it cannot be had.
 */

import type { Server } from "node:http";
import { DeskError } from "../../src/errors.ts";
import { CLOSE_SWEEP_MS, CLOSE_TIMEOUT_MS } from "./limits.ts";

/**
 * Starts to listen.
 *
 * @returns the origin, with the real port where `port` is 0
 * @throws DeskError `settings-invalid` that names HOST and PORT, the reason and the remedy
 */
export function listening(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (cause: NodeJS.ErrnoException) => {
      const why = REFUSALS[cause.code ?? ""] ?? "the system refuses: choose another HOST or PORT";
      const message = `The desk cannot listen at HOST=${host} PORT=${port}: ${why}`;
      reject(new DeskError("settings-invalid", message, { cause, facts: { host, port, reason: cause.code } }));
    };
    server.once("error", refuse);
    try {
      server.listen({ host, port }, () => {
        server.off("error", refuse);
        resolve(origin(server, host));
      });
    } catch (cause) {
      // A port out of range is thrown, everything else is an event.
      refuse(cause as NodeJS.ErrnoException);
    }
  });
}

/** Takes no new request, lets those under way end, and cuts what is left after {@link CLOSE_TIMEOUT_MS}. */
export function closed(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
  // Node closes the connections that are idle now; one that still answers is kept alive afterwards unless asked again.
  const sweep = setInterval(() => server.closeIdleConnections(), CLOSE_SWEEP_MS);
  return new Promise((resolve) => {
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
}

const REFUSALS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program has this port already. Stop it, or set PORT to a free one",
  EACCES: "this user may not open this port. Set PORT to a number from 1024 up",
  EADDRNOTAVAIL: "this machine does not have that address. Set HOST to 127.0.0.1 or 0.0.0.0",
  ENOTFOUND: "this machine does not know that name. Set HOST to 127.0.0.1 or 0.0.0.0",
  ERR_SOCKET_BAD_PORT: "there is no such port. Set PORT to a number from 0 to 65535",
};

function origin(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("a TCP server has a port");
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}
